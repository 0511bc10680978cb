"""What sites say instead of a page, in twenty languages. "…" stands for a few words of one sentence.

MISSING    there is no such page          LOGIN         only for members
BROKEN     the server has a fault        CONSENT       cookies first
DENIED     not for you                   ACCEPT        what one clicks then
CHECK      are you a human               MAINTENANCE   come back later
"""

import re

_MISSING = r"""
(?:page|file|document|content|article)s?…(?:not (?:be )?found|(?:does not|doesn.t|do not|no longer) exists?)
(?:resource|url|address|release|story)s?…(?:not (?:be )?found|(?:does not|doesn.t|do not|no longer) exists?)
(?:page|file|document|content|article)s?…(?:no longer available|not available any ?more)
(?:resource|url|address|release|story)s?…(?:no longer available|not available any ?more)
(?:page|file|document|content|article)s?…(?:cannot be found|can.t be found)
(?:resource|url|address|release|story)s?…(?:cannot be found|can.t be found)
(?:page|file|document|content|article)s?…(?:has been (?:removed|deleted)|is missing)
(?:resource|url|address|release|story)s?…(?:has been (?:removed|deleted)|is missing)
(?:can.t|cannot|could ?n.t|could not|unable to) (?:find|locate)…\b(?:page|document|article|content)|not found
gone|nothing (?:was )?found(?: here)?|(?:there.s|there is) nothing here|no such (?:page|document)|lost\? …page
(?:seite|datei|dokument|inhalt)…nicht (?:mehr )?(?:gefunden|vorhanden|verfügbar|auffindbar|erreichbar)
(?:artikel|beitrag|adresse|meldung)…nicht (?:mehr )?(?:gefunden|vorhanden|verfügbar|auffindbar|erreichbar)
(?:seite|datei|dokument|inhalt|artikel|beitrag|adresse|meldung)…existiert (?:leider )?nicht(?: mehr)?
(?:seite|datei|dokument|inhalt|artikel|beitrag|adresse|meldung)…nicht (?:mehr )?existiert
(?:seite|datei|dokument|inhalt|artikel|beitrag|adresse|meldung)…gibt es (?:leider )?nicht(?: mehr)?
nicht gefunden
(?:page|document|contenu|article|fichier)…(?:introuvable|non trouvée?|n.existe (?:pas|plus))
(?:page|document|contenu|article|fichier)…n.a pas été trouvée?
(?:page|document|contenu|article|fichier)…(?:n.est plus disponible|n.a pu être trouvée?)
(?:página|documento|contenido|artículo)…no (?:ha sido )?(?:encontrad[ao]|existe|está disponible)
(?:noticia|conteúdo|artigo|ficheiro|arquivo)…no (?:ha sido )?(?:encontrad[ao]|existe|está disponible)
(?:página|documento|contenido|artículo)…no (?:ha sido )?(?:se encuentra|se encontró|se ha encontrado)
(?:noticia|conteúdo|artigo|ficheiro|arquivo)…no (?:ha sido )?(?:se encuentra|se encontró|se ha encontrado)
(?:página|documento|contenido|artículo)…não (?:foi )?(?:encontrad[ao]|existe|está disponível)
(?:página|documento|contenido|artículo)…inexistente
(?:noticia|conteúdo|artigo|ficheiro|arquivo)…não (?:foi )?(?:encontrad[ao]|existe|está disponível)
(?:noticia|conteúdo|artigo|ficheiro|arquivo)…inexistente
no (?:se )?(?:encontramos|encontró|ha encontrado) (?:la|esa) página
(?:pagina|documento|contenuto)…non (?:è (?:stata |stato )?)?(?:trovat[ao]|esiste)
(?:pagina|documento|contenuto)…non (?:è (?:stata |stato )?)?(?:disponibile|più disponibile)
(?:articolo|documentul|articolul)…non (?:è (?:stata |stato )?)?(?:trovat[ao]|esiste)
(?:articolo|documentul|articolul)…non (?:è (?:stata |stato )?)?(?:disponibile|più disponibile)
(?:pagina|documento|contenuto|articolo|documentul|articolul)…inesistente
(?:pagina|documento|contenuto)…nu (?:a fost găsită?|există|mai există|este disponibilă?)
(?:articolo|documentul|articolul)…nu (?:a fost găsită?|există|mai există|este disponibilă?)|pagina negăsită
(?:pagina|document|bestand|artikel|inhoud)…niet (?:meer )?(?:gevonden|beschikbaar)
(?:pagina|document|bestand|artikel|inhoud)…(?:bestaat niet(?: meer)?|niet bestaat)
(?:stron[ay]|dokument|artykuł|stránk[auy]|článek|soubor)…nie została? (?:odnaleziona?|znaleziona?)
(?:stron[ay]|dokument|artykuł|stránk[auy]|článek|soubor)…nie (?:istnieje|znaleziono)
(?:stron[ay]|dokument|artykuł|stránk[auy]|článek|soubor)…nenalezena?
(?:stron[ay]|dokument|artykuł|stránk[auy]|článek|soubor)…(?:nebyla? nalezena?|neexistuje|nebola nájdená)
nie znaleziono (?:strony|dokumentu)|stránku se nepodařilo najít
(?:sidan|siden|dokumentet|artikeln|artiklen|artikkelen|nettsiden)…(?:hittades inte|kunde inte hittas)
(?:sidan|siden|dokumentet)…(?:finns inte(?: längre)?|blev ikke fundet)
(?:artikeln|artiklen|artikkelen|nettsiden)…(?:finns inte(?: längre)?|blev ikke fundet)
(?:sidan|siden|dokumentet|artikeln|artiklen|artikkelen|nettsiden)…(?:blev|ble) ikke funnet
(?:sidan|siden|dokumentet|artikeln|artiklen|artikkelen|nettsiden)…kunne ikke (?:findes|finnes|bli funnet)
(?:sidan|siden|dokumentet|artikeln|artiklen|artikkelen|nettsiden)…findes ikke(?: længere)?
(?:sidan|siden|dokumentet)…(?:finnes ikke(?: lenger)?|eksisterer ikke)
(?:artikeln|artiklen|artikkelen|nettsiden)…(?:finnes ikke(?: lenger)?|eksisterer ikke)|(?:fant|fandt) ikke siden
(?:vi )?kan inte hitta sidan
(?:sivua|sivu|dokumenttia)…(?:ei löy(?:dy|tynyt)|ei löydetty|ei ole(?: enää)? olemassa|ei voitu löytää)
(?:az )?(?:oldal|dokumentum|cikk)…(?:nem található|nem létezik)
(?:страниц[аыу]|документ|сторінк[ауи]|страницата)…(?:не найден[ао]?|не существует)
(?:страниц[аыу]|документ|сторінк[ауи]|страницата)…(?:не знайден[ао]|не існує|не (?:е|бе|беше) намерена)
не найдено
(?:σελίδα|έγγραφο)…(?:δεν (?:βρέθηκε|υπάρχει))|(?:sayfa|belge)…(?:bulunamadı|mevcut değil)
(?:ページ|ファイル)(?:が|は)[^。]{0,12}(?:見つかりません|存在しません|ありません)|(?:页面|頁面|网页|您访问的页面)[^。]{0,12}(?:不存在|未找到|找不到)
페이지를 찾을 수 없습니다
"""

_BROKEN = r"""
(?:internal )?server error|bad gateway|gateway time-?out|service (?:temporarily )?unavailable|bad request
(?:an |unexpected )?error (?:has )?occurred|something went wrong
(?:ein|interner) (?:server-?)?fehler(?: ist aufgetreten)?|une erreur (?:s.est produite|est survenue)
erreur (?:interne|du serveur)|(?:se ha producido|ha ocurrido) un error|error interno|ocorreu um erro
(?:si è verificato un )?errore (?:del server|interno)|si è verificato un errore
er is (?:een fout|iets fout) (?:opgetreden|gegaan)|wystąpił błąd|(?:nastala|vyskytla se) chyba
ett fel (?:uppstod|har uppstått)|der opstod en fejl|det oppstod en feil|tapahtui virhe|hiba történt
a apărut o eroare|произошла ошибка|παρουσιάστηκε σφάλμα|bir hata oluştu
"""

_DENIED = r"""
access (?:is |was )?denied|permission denied|forbidden|unauthori[sz]ed|not authori[sz]ed|too many requests
request (?:was )?(?:blocked|rejected)|you have been blocked|(?:kein )?zugriff (?:wurde )?(?:verweigert|gesperrt)
accès (?:refusé|interdit|non autorisé)|acceso (?:denegado|prohibido)|acesso negado|accesso (?:negato|vietato)
toegang geweigerd|(?:brak|odmowa) dostępu|přístup (?:odepřen|zamítnut)|åtkomst nekad|adgang nægtet|ingen tilgang
pääsy (?:evätty|estetty)|hozzáférés megtagadva|acces (?:interzis|refuzat)|доступ (?:запрещ[её]н|ограничен)
δεν επιτρέπεται η πρόσβαση|erişim engellendi
"""

_CHECK = r"""
just a moment|attention required|one more step|checking (?:your browser|if the site connection is secure)
verif(?:y|ying) (?:that )?you are (?:a |not a )?(?:human|robot|bot)|are you (?:a )?(?:human|robot)
(?:robot|security|bot|human) (?:check|verification)|(?:complete|solve) the captcha
enable javascript(?: and cookies)? to continue|please enable (?:javascript|cookies)
(?:you need to|please) (?:enable|turn on|activate) javascript|unusual traffic from your
prove (?:that )?you are human|ddos protection by|ihr browser wird (?:überprüft|geprüft)
sind sie ein (?:mensch|roboter)|bestätigen sie,? dass sie (?:ein mensch|kein roboter) sind
bitte aktivieren sie javascript|sicherheitsüberprüfung|vérification de (?:votre navigateur|sécurité)
êtes-vous un (?:humain|robot)|vérifie(?:z|r) que vous (?:êtes humain|n.êtes pas un robot)
veuillez activer javascript|(?:comprobando|verificando) (?:su|tu) navegador|no (?:soy|eres) un robot
verifique que (?:es|usted es) humano|verificando se você é humano|não sou um robô
verifica (?:di essere umano|che non sei un robot)|controleren of u (?:een mens|geen robot) bent
sprawdzanie przeglądarki|potwierdź,? że (?:jesteś człowiekiem|nie jesteś robotem)|ověření,? že jste člověk
kontrollerar din webbläsare|bekræft,? at du er et menneske|bekreft at du er et menneske
vahvista,? että olet ihminen|igazolja,? hogy (?:ön )?(?:ember|nem robot)|verificați că sunteți om
(?:подтвердите|проверка),? что вы (?:не робот|человек)|επαληθεύστε ότι είστε άνθρωπος
insan olduğunuzu doğrulayın
"""

_MAINTENANCE = r"""
(?:this |our |the )?(?:web)?site is(?: currently| temporarily)?(?: down for| under)? (?:scheduled )?maintenance
we are(?: currently| temporarily)?(?: down for| under| performing)? (?:scheduled )?maintenance
(?:down|closed) for maintenance|under (?:maintenance|construction)|(?:scheduled |site )?maintenance(?: mode)?
we.ll be (?:right )?back|be right back|back soon
(?:unsere|die|diese) (?:web)?(?:seite|site) wird (?:gerade |derzeit )?gewartet|wartungsarbeiten|wartungsmodus
wir sind (?:gleich|bald|in kürze) (?:wieder|zurück)|(?:site )?en (?:cours de )?maintenance
(?:sitio )?en mantenimiento|em manutenção|(?:sito )?in manutenzione|(?:website )?in onderhoud
onderhoud(?:swerkzaamheden)?|przerwa techniczna|prace konserwacyjne|probíhá údržba
(?:webbplatsen )?underhåll(?:sarbete)? pågår|vedligeholdelse|vedlikehold|huoltokatko|karbantartás
(?:site )?în mentenanță|(?:технические|профилактические) работы|υπό συντήρηση|bakım(?: çalışması)?
"""

_LOGIN = r"""
(?:please )?(?:log|sign) ?-?in (?:to (?:read|view|see|access).{0,40}|or (?:register|sign up|subscribe))
(?:please )?(?:log|sign) ?-?in(?: (?:required|to continue))?
login|members? (?:only|area|login)|(?:subscribers|registered users) only|create an account
register to read.{0,40}|subscribe to (?:read|continue).{0,40}|(?:bitte )?(?:anmelden|einloggen)(?:, um.{0,60})?
(?:presse-?)?(?:anmeldung|login|log-?in)|bitte melden sie sich an.{0,60}
nur für (?:mitglieder|abonnenten|registrierte nutzer|akkreditierte)|(?:se )?connecter|connexion|identifiez-vous
réservé aux abonnés|espace (?:abonnés|membres)|iniciar sesión|inicie sesión|acceso (?:a )?(?:usuarios|socios)
solo para suscriptores|iniciar sessão|fazer login|entrar|área reservada|accedi|area riservata
effettua (?:il login|l.accesso)|inloggen|aanmelden|log in om verder te lezen|alleen voor leden|logowanie
zaloguj się.{0,40}|tylko dla (?:zalogowanych|subskrybentów)|přihlášení|přihlaste se.{0,40}|logga in.{0,40}
log ind.{0,40}|logg inn.{0,40}|kirjaudu(?: sisään)?|bejelentkezés|jelentkezzen be.{0,40}|autentificare|conectare
вход|войдите.{0,40}|авторизация|σύνδεση|giriş yap.{0,40}
"""

_CONSENT = r"""
(?:your |manage |our )?(?:cookies?|privacy)(?:[- ](?:settings|preferences|consent|policy|notice|choices))?
before you continue(?: to .{0,40})?|(?:we value|we care about|about) your privacy
(?:we|this (?:web)?site) uses? cookies|cookies? on .{0,40}
cookie-?\s?(?:einstellungen|hinweise?|richtlinien?|zustimmung)|datenschutz-?(?:einstellungen|hinweise?)
(?:wir|diese website) (?:verwendet?|verwenden|nutzt|nutzen|brauchen) (?:cookies|ihre zustimmung)
ihre (?:privatsphäre|zustimmung)|(?:gestion|paramètres|politique) (?:des |de )?cookies|gérer (?:mes|les) cookies
(?:nous|ce site) utilis(?:ons|e) des cookies|(?:configuración|política|uso) de (?:las )?cookies
(?:utilizamos|este sitio utiliza) cookies|(?:política|definições|uso) de cookies
(?:impostazioni|informativa|uso)(?: sui| dei)? cookies?|(?:questo sito|noi) (?:utilizza|usiamo) (?:i )?cookies?
cookie-?\s?(?:instellingen|verklaring|voorkeuren)|(?:wij|deze website) gebruik(?:en|t) cookies
ustawienia (?:plików )?cookies?|(?:używamy|ta strona używa) (?:plików )?cookies?|nastavení cookies
(?:používáme|tento web používá) (?:soubory )?cookies|(?:vi|webbplatsen) använder (?:cookies|kakor)
(?:vi|siden) bruger cookies|(?:vi|nettstedet) bruker (?:cookies|informasjonskapsler)
(?:käytämme|sivusto käyttää) evästeitä|evästeasetukset|(?:az oldal )?sütiket (?:használ|használunk)
sütibeállítások|(?:folosim|acest site folosește) cookie-?uri|(?:мы|сайт) использу(?:ем|ет) (?:файлы )?cookies?
χρησιμοποιούμε cookies|çerez(?: ayarları| politikası|ler)?
"""

_ACCEPT = r"""
accept(?: all| cookies)*|agree(?: and .{0,20})?|i agree|allow all.{0,20}|got it
(?:alle )?(?:akzeptieren|annehmen|zulassen)|(?:alle )?cookies (?:akzeptieren|zulassen)
(?:allen? )?zustimmen.{0,20}|einverstanden|(?:tout )?accepter.{0,20}|j.accepte
(?:aceptar|aceitar)(?: todas?| todos?| cookies)*|acepto|aceito|accett[ao](?: tutti.{0,20})?
(?:alles |alle cookies )?accepteren|akkoord|akceptuj(?:ę)?.{0,20}|zgadzam się|přijmout.{0,20}|souhlasím
(?:acceptera|godkänn)(?: alla.{0,20})?|(?:accepter|tillad) alle.{0,20}|godta alle.{0,20}|hyväksy(?:n)?.{0,20}
elfogad(?:om)?.{0,20}|accept(?:ă|ați)?(?: toate)?|приня?ть.{0,20}|согласен|αποδοχή.{0,20}|kabul et.{0,20}
"""

_LETTER = "[a-zà-ɏа-яёα-ω]"  #: of scripts that have spaces between words


def _pattern(lines: str) -> re.Pattern[str]:
    """The lines as one pattern; no gap is longer than a sentence, so that none takes long."""
    several = "|".join(lines.strip().splitlines()).replace("…", r"\b[^.!?|]{0,50}?\b")
    return re.compile(f"(?<!{_LETTER})(?:{several})(?!{_LETTER})", re.IGNORECASE)


MISSING, BROKEN, DENIED, CHECK = map(_pattern, (_MISSING, _BROKEN, _DENIED, _CHECK))
MAINTENANCE, LOGIN, CONSENT, ACCEPT = map(_pattern, (_MAINTENANCE, _LOGIN, _CONSENT, _ACCEPT))
STATUS = re.compile(
    r"(?:http|error|fehler|erreur|errore?|fout|błąd|chyba|fel|fejl|feil|virhe|hiba|eroare|ошибка|σφάλμα|hata|status|code)?"
    r"\W{0,3}(?:code )?(?:40[0-9]|410|429|451|50[0-4]|52[0-7])(?:\W{0,3}(?:error|fehler|erreur|errore|seite|page))?",
    re.IGNORECASE,
)
COOKIE = re.compile(r"cookie|kakor|evästei|sütik|çerez|informasjonskapsler", re.IGNORECASE)
#: What may stand beside such words without saying anything more.
FILLER = re.compile(
    r"\b(?:sorry|oops|o+ps|ups|hoppla|leider|entschuldigung|achtung|désolé|oups|lo sentimos|vaya|spiacenti|helaas"
    r"|przepraszamy|niestety|omlouváme se|tyvärr|beklager|desværre|valitettavasti|sajnáljuk|ne pare rău|извините"
    r"|üzgünüz|error|fehler|erreur|errore|fout|błąd|chyba|the|we|this|that|die|der|das|diese[rs]?|la|le|el|los|il|lo"
    r"|de|het|ta|den|det|az|our|you|are|your|requested|angeforderte|gesuchte|gewünschte|is|was|wurde|been|has"
    r"|at|the moment|site|website|page|seite)\b|[\W\d_]+",
    re.IGNORECASE,
)
