"""The words of contact blocks, in the languages of the press; folded (case and accents) but for those of headings."""

import re

#: What announces whom the press may ask; a line may go on behind it. As printed, in lower case.
STRONG = (
    r"(?:ihre?\s|unsere?\s)?(?:presse|medien)[-\s]?(?:kontakte?|anfragen|stelle|ansprechpartner(?:in|innen)?)"
    r"|kontakte?\s(?:für|presse|medien)(?:\s(?:die|presse|medien|rückfragen|redaktionen|journalist\w{0,9})){0,3}"
    r"|ansprechpartner(?::?in|innen)?(?:\s(?:für|die|der|presse|medien|rückfragen|journalist\w{0,9})){0,4}"
    r"|rückfrage(?:n|hinweis)(?:\s(?:bitte|an|und|kontakt|für|medien|der|presse)){0,4}"
    r"|(?:für\s)?weitere\sinformationen\sund\skontakt"
    r"|(?:media|press|news|pr)\s(?:contact|contacts|enquiries|inquiries|office|relations)(?:\s(?:information"
    r"|details|s))?"
    r"|contacts?\s(?:for\s(?:the\s)?(?:media|press|journalists|editors)|information|details|person)"
    r"|for\s(?:more|further|additional)\sinformation(?:[,\s]{1,2}(?:please\s)?contact)?"
    r"|for\s(?:media|press)\s(?:enquiries|inquiries)(?:[,\s]{1,2}(?:please\s)?contact)?"
    r"|contacts?\s(?:presse|médias?|de\spresse)|relations?\spresse|service\s(?:de\s)?presse|bureau\sde\spresse"
    r"|contatt[oi]\s(?:per\sla\s)?(?:stampa|media)|ufficio\sstampa|per\s(?:ulteriori|maggiori)\sinformazioni"
    r"|contactos?\s(?:de\s|para\s(?:la\s|los\s|a\s)?)?(?:prensa|medios|imprensa|media|comunicação\ssocial)"
    r"|gabinete\sde\s(?:prensa|comunicación|imprensa|comunicação)"
    r"|más\sinformación|mais\sinformações|contatos?\s(?:de\s|para\s(?:a\s)?)?(?:imprensa|mídia)"
    r"|assessoria\sde\simprensa|contacte\sde\spremsa"
    r"|kontakt\s(?:dla\s(?:mediów|prasy)|prasowy)|biuro\sprasowe|osoba\sdo\skontaktu|więcej\sinformacji"
    r"|(?:pers|media)contact(?:en)?|contact\s(?:voor\s)?(?:de\s)?(?:pers|media)|perscontacten|persvoorlichting"
    r"|contactpersoon|noot\svoor\sde\sredactie"
    r"|presskontakt(?:er)?|kontakt\sför\smedia|för\s(?:mer"
    r"|ytterligare)\sinformation(?:[,\s]{1,2}(?:vänligen\s)?kontakta)?"
    r"|(?:presse|medie)kontakt(?:er)?|kontakt\sfor\s(?:pressen|medier)|(?:for\s)?yderligere\s(?:oplysninger"
    r"|information)|for\s(?:mer|mere|ytterligere)\sinforma[st]jon"
    r"|lisätietoja(?:\santaa|\santavat)?|lisätiedot|mediayhteydet|yhteyshenkilö(?:t)?|median\syhteydenotot"
    r"|kontakt\s(?:pro|pre)\s(?:média|médiá|novináře|novinárov)|mediální\skontakt|kontakt\sza\s(?:medije|novinare"
    r"|javnost)"
    r"|sajtó(?:kapcsolat|kontakt)|további\sinformáció|contact\s(?:de\s|pentru\s)?(?:presă|media)"
    r"|persoană\sde\scontact"
    r"|επικοινωνία(?:\sγια\s(?:τον\s)?τύπο|\sτύπου)|γραφείο\sτύπου|στοιχεία\sεπικοινωνίας"
    r"|контакт(?:ы|и)?\s(?:для\s)?(?:сми|прессы|журналистов|змі|медіа|преси|за\sмедии)|(?:пресс|прес)-служба"
    r"|контактное\sлицо|контактна\sособа"
    r"|basın\s(?:iletişim|irtibat|ilişkileri)(?:i)?|detaylı\sbilgi(?:\siçin)?|ayrıntılı\sbilgi(?:\siçin)?"
    r"|(?:報道関係者の?|本件に関する|取材に関する|メディア)?(?:お)?問い?合わ?せ(?:先|窓口)?|報道関係者(?:お)?問(?:い)?合(?:わ)?せ先|広報担当"
    r"|媒体(?:联系|联络)(?:人|方式)?|媒體(?:聯絡|聯繫)(?:人|方式)?|联系人|聯絡人|联系方式|언론\s?(?:문의|담당)(?:처)?|보도\s?문의|문의처|담당자"
    r"|للتواصل\sالإعلامي|جهة\sالاتصال(?:\sالإعلامية)?|للاستفسارات\sالإعلامية|لمزيد\sمن\sالمعلومات|איש\sקשר"
    r"|לפרטים\sנוספים|मीडिया\sसंपर्क|liên\shệ\sbáo\schí"
)
#: What announces a contact where nothing else stands on its line.
WEAK = (
    r"kontakte?|contacts?|contatt[oi]|contactos?|contatos?|contactgegevens|kontaktdaten|kontaktperson(?:er)?"
    r"|kontakty|yhteystiedot"
    r"|contact\sus|rückfragen|further\sinformation|weitere\sinformationen|informations?\scomplémentaires?|iletişim"
    r"|επικοινωνία|контакт(?:ы|и)?|連絡先|联系|聯繫|문의|اتصل\sبنا"
)
#: The name of a person follows such a label.
NAMED = re.compile(
    r"name|nom|nombre|nome|imie i nazwisko|ansprechpartner(?:in)?|kontaktperson|contact person|contactpersoon"
    r"|interlocut\w{2,5}"
    r"|persona de contacto|referente|担当(?:者)?|联系人|聯絡人|媒体联系人?|담당자|이름|الاسم|contact"
)
#: An office that is asked, as opposed to a person.
OFFICES = re.compile(
    r"(?:presse|medien|kommunikations)(?:stelle|abteilung|buro|referat|team|service)"
    r"|presse- und offentlichkeitsarbeit|presse|offentlichkeitsarbeit"
    r"|unternehmenskommunikation|pressearbeit|(?:press|media|communications?|news) (?:office|team|relations"
    r"|department|desk)|corporate communications|public relations"
    r"|service (?:de )?presse|service communication|bureau de presse|ufficio stampa|gabinete de (?:prensa"
    r"|comunicacion|imprensa|comunicacao)"
    r"|departamento de (?:prensa|comunicacion)|assessoria de imprensa|biuro prasowe|zespol prasowy|persvoorlichting"
    r"|persdienst|afdeling communicatie"
    r"|pressavdelning(?:en)?|pressetjeneste(?:n)?|pressekontor(?:et)?|viestinta|mediapalvelu|tiskove oddeleni"
    r"|sajtoiroda|birou(?:l)? de presa|γραφειο τυπου"
    r"|(?:пресс|прес)-служба|basin (?:ofisi|merkezi)|広報(?:部|室|課|担当)|媒体关系部|홍보(?:팀|실)|المكتب الإعلامي"
)
ROLES = re.compile(
    r"(?<![^\W\d_])(?:\w{0,20}sprecher(?:in)?|\w{0,20}leit(?:er|erin|ung)|referent(?:in)?|\w{0,20}referat"
    r"|beauftragte[rn]?|geschaftsfuhr\w{1,6}|vorstand\w{0,14}"
    r"|head|director\w{0,2}|manager\w{0,2}|officer|chief|vice|president|senior|junior|account|associate|adviser"
    r"|advisor|specialist|consultant|editor|engineer"
    r"|spokes\w{3,8}|communications?|kommunikation|\w{0,16}offentlichkeitsarbeit|pr|public|media|press|presse"
    r"|marketing|relations?"
    r"|responsable|chargee?|attachee?|directeur|directrice|porte-parole|conseill\w{2,4}|chef(?:fe)?|addett[oa]"
    r"|responsabile|portavoce|direttor\w|capo"
    r"|jefe|jefa|directora?|portavoz|diretora?|assessora?|coordenador\w?|coordinador\w?|gerente|rzecznik"
    r"|rzeczniczka|kierownik|kierowniczka|dyrektor\w{0,3}|specjalist\w{1,3}"
    r"|woordvoerder|woordvoerster|voorlichter|adviseur|hoofd|manager|press\w{0,12}|kommunikation\w{1,10}"
    r"|kommunikator|\w{0,16}chef|\w{0,10}konsulent|radgiver"
    r"|tiedottaja|\w{0,20}paallikko|\w{0,12}johtaja|mluvci|vedouci|reditel\w{0,3}|hovor\w{2,5}|sajto\w{0,12}"
    r"|igazgato|vezeto|purtator|director"
    r"|εκπροσωπος|υπευθυν\w{1,3}|διευθυντ\w{1,4}|(?:пресс|прес)-секретар\w?|руководител\w{1,3}|начальник|директор"
    r"|специалист|керівник|речник"
    r"|sozcu\w{0,3}|mudur\w{0,4}|uzman\w{0,3}|glasnogovorni\w{1,3}|voditelj\w{0,3}|broker|mayor"
    r"|burgermeister(?:in)?|landrat|minister(?:in)?)(?![^\W\d_])"
    r"|広報(?:部長|課長)|部長|課長|经理|总监|팀장|부장|مدير|مسؤول"
)
#: Of these words, those that houses are named by too.
OF_HOUSES = frozenset(
    """
    pr public media press presse marketing relation relations kommunikation communication communications
    """.split()  # noqa: SIM905 - read by people
)
#: Words of the name of a house, and ends of such words.
BODIES = frozenset(
    """
    ag gmbh mbh kg kgaa se ohg ev eg inc ltd limited llc plc corp corporation company co spa srl sarl sas sa nv bv
    ab oy oyj as asa aps kft zrt sro doo ooo
    group gruppe groupe gruppo grupo grupa holding bank stadt kreis landkreis gemeinde land bund kanton bezirk
    region hafen werke
    polizei feuerwehr police pfarrei bistum
    city council county state government ministry department agency university college institute foundation
    association society federation union trust
    commission committee centre center museum theatre hospital port authority school network press media newsroom
    news redaktion team office service
    ministere ministerio ministero ministerie ville mairie commune prefecture departement regie conseil universite
    fondation agence societe
    comune regione provincia universita fondazione ente azienda societa ayuntamiento gobierno universidad fundacion
    asociacion empresa observatorio
    camara prefeitura governo fundacao associacao urzad gmina miasto starostwo powiat fundacja stowarzyszenie spolka
    uniwersytet
    gemeente provincie waterschap stichting vereniging ministerie kommun stad region kommune kommunen forening
    stiftelse yhdistys kaupunki saatio yliopisto
    mesto obec urad nadace spolecnost varos onkormanyzat alapitvany primaria fundatia δημος ιδρυμα υπουργειο
    администрация министерство служба компания
    фонд мэрия университет мiстo міністерство belediyesi bakanligi universitesi vakfi sirketi grad opcina
    ministarstvo zaklada
    """.split()  # noqa: SIM905 - read by people
)
BODY_ENDS = (
    "ministerium", "verband", "verein", "stiftung", "werk", "werke", "amt", "gesellschaft", "universitat",
    "behorde", "kommission", "agentur", "institut",
    "kammer", "kreis", "redaktion", "verwaltung", "direktion", "zentrum", "genossenschaft",
)  # fmt: skip
STREETS = re.compile(
    r"(?:stra(?:ss|ß)e|strasse|str\.|gasse|platz|allee|weg|ufer|damm|ring|kai)\s?\d|(?<!\w)(?:rue|avenue|boulevard"
    r"|via|viale|piazza|calle|plaza|avenida|rua|ulica|ul\.|street|road|lane)(?!\w)"
)
TITLES = frozenset(
    """
    dr prof professor mag dipl ing dipl-ing med phil jur frau herr mr mrs ms miss sir dame mme m mlle sig
    sig.ra dott dott.ssa sr sra don doña pan pani dhr mevr mw ir drs bc mgr msc ba ma phd
    """.split()  # noqa: SIM905 - read by people
)
PARTICLES = frozenset(
    """
    von van de der den del della di da do dos das du la le el al bin ben ibn zu zur zum af av y e i ter ten te
    """.split()  # noqa: SIM905 - read by people
)
