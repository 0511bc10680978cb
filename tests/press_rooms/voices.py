"""What invented bodies say in their own languages. No body, place or project named here exists."""

from .voice import Voice, voice
from .voices_further import FURTHER

VOICES: dict[str, Voice] = {
    **FURTHER,
    "de": voice(
        "Landesamt für Moore und Gezeiten",
        "Wiesenbrück|Altenfurt|Kranichtal|Bad Lauterstedt|Nordermoor|Hohenlind|Fährdorf|Steinwarder",
        """
        Neue Messstation in {p} nimmt den Betrieb auf
        {p} erhält Fördermittel für den Umbau des Bahnhofs
        Wanderausstellung über Torf und Tiere macht Halt in {p}
        Sperrung der Uferstraße in {p} endet früher als geplant
        „Wir hören zu“: Bürgerdialog startet in {p}
        Jahresbericht: Wasserqualität rund um {p} deutlich verbessert
        {p} – Preis für die beste Schulgartenidee geht an drei Klassen
        Statement zur Entscheidung des Kreistags über den Deich bei {p}
        """,
        """
        Nach zwei Jahren Bauzeit ist die Anlage fertig; die Kosten blieben im vereinbarten Rahmen.
        Interessierte können sich bis zum Ende des Monats anmelden, die Teilnahme ist kostenfrei.
        Das Amt hat die Ergebnisse heute gemeinsam mit der Gemeinde vorgestellt.
        """,
        "Umwelt|Verkehr|Bildung",
        "Startseite|Über uns|Themen|Pressemitteilungen|Aktuelles|Termine|Karriere|Kontakt|Weiterlesen|Impressum|Datenschutz|Suche|Meistgelesen|Archiv|Folgen Sie uns|Herunterladen|Nächste Seite|Newsletter|Diese Seite verwendet Cookies, um Besuche zu zählen.",
    ),
    "en": voice(
        "Council for Harbours and Upland Water",
        "Fernleigh|Kettlewick|St Orrin|Great Malden Moor|Ashby Quay|Dunmere|Tarrow|Lower Penhale",
        """
        New gauging station opens at {p}
        {p} rail bridge to be rebuilt with recycled steel
        Statement on the inquiry into flooding at {p}
        Three schools near {p} share this year's garden prize
        Minister visits apprentices in {p}
        “Listen first”: residents of {p} invited to shape the harbour plan
        Water quality around {p} best in a decade, report finds
        Consultation on the {p} ferry timetable is extended
        """,
        """
        The work took two years and stayed within the agreed budget, the council said.
        Anyone may take part; places are free and can be booked until the end of the month.
        The findings were presented together with the parish this morning.
        """,
        "Environment|Transport|Education",
        "Home|About us|Topics|Press releases|News|Events|Careers|Contact|Read more|Legal notice|Privacy|Search|Most read|Archive|Follow us|Download|Next page|Newsletter|We use cookies to count visits to this site.",
    ),
    "fr": voice(
        "Agence des rivières et des phares",
        "Montbrisac|Val-d'Ombre|Port-Lannec|Saint-Eudes|Aubervent|La Roche-Claire|Villers-les-Eaux|Pontrenard",
        """
        Une nouvelle station de mesure ouvre à {p}
        {p} : la reconstruction du pont ferroviaire commence au printemps
        Déclaration sur l'enquête publique de {p}
        Trois écoles de {p} se partagent le prix du jardin
        « Écouter d'abord » : les habitants de {p} invités à débattre du port
        La qualité de l'eau s'améliore nettement autour de {p}
        Prolongation de la consultation sur les horaires du bac de {p}
        L'agence recrute vingt apprentis à {p}
        """,
        """
        Les travaux ont duré deux ans et le budget a été respecté.
        La participation est gratuite, les inscriptions sont ouvertes jusqu'à la fin du mois.
        Les résultats ont été présentés ce matin avec la commune.
        """,
        "Environnement|Transports|Éducation",
        "Accueil|Qui sommes-nous|Thèmes|Communiqués de presse|Actualités|Agenda|Emplois|Contact|Lire la suite|Mentions légales|Confidentialité|Rechercher|Les plus lus|Archives|Suivez-nous|Télécharger|Page suivante|Lettre d'information|Ce site utilise des cookies pour mesurer la fréquentation.",
    ),
    "es": voice(
        "Consejería de Ríos y Puertos",
        "Valdemora|Puerto Lirio|Fuentecalma|San Telmo del Valle|Castrojara|La Vega Honda|Montealbo|Torrelinde",
        """
        Abre en {p} una nueva estación de aforo
        El puente ferroviario de {p} se reconstruirá con acero reciclado
        Declaración sobre la investigación de las inundaciones en {p}
        Tres colegios de {p} comparten el premio al mejor huerto
        «Escuchar primero»: los vecinos de {p} opinan sobre el puerto
        La calidad del agua mejora en {p}, según el informe anual
        Ampliado el plazo de consulta sobre el transbordador de {p}
        La consejera visita a los aprendices de {p}
        """,
        """
        Las obras han durado dos años y se ha respetado el presupuesto.
        La participación es gratuita y la inscripción sigue abierta hasta fin de mes.
        Los resultados se han presentado esta mañana junto con el ayuntamiento.
        """,
        "Medio ambiente|Transporte|Educación",
        "Inicio|Quiénes somos|Temas|Notas de prensa|Noticias|Agenda|Empleo|Contacto|Leer más|Aviso legal|Privacidad|Buscar|Lo más leído|Archivo|Síguenos|Descargar|Página siguiente|Boletín|Este sitio utiliza cookies para contar las visitas.",
    ),
    "it": voice(
        "Autorità dei Fiumi e dei Fari",
        "Borgochiaro|Montelupaia|Porto Sereno|Valfredda|Castelrovo|Pieve d'Ombra|Rivalta Nuova|Acquamorta",
        """
        Apre a {p} una nuova stazione di misura
        {p}, il ponte ferroviario sarà ricostruito con acciaio riciclato
        Dichiarazione sull'indagine per l'alluvione di {p}
        Tre scuole di {p} vincono il premio per l'orto più bello
        «Prima ascoltare»: i cittadini di {p} discutono del porto
        Migliora la qualità dell'acqua a {p}: il rapporto annuale
        Prorogata la consultazione sugli orari del traghetto di {p}
        L'assessora incontra gli apprendisti di {p}
        """,
        """
        I lavori sono durati due anni e la spesa è rimasta nei limiti previsti.
        La partecipazione è gratuita e le iscrizioni restano aperte fino a fine mese.
        I risultati sono stati presentati questa mattina insieme al comune.
        """,
        "Ambiente|Trasporti|Istruzione",
        "Home|Chi siamo|Temi|Comunicati stampa|Notizie|Eventi|Lavora con noi|Contatti|Leggi tutto|Note legali|Privacy|Cerca|I più letti|Archivio|Seguici|Scarica|Pagina successiva|Newsletter|Questo sito usa cookie per contare le visite.",
    ),
    "pt": voice(
        "Instituto das Marés e Montanhas",
        "Vila Serena|Porto das Garças|Montalvinho|Ribeira Alta|São Telmo|Pedralva do Mar|Lagoa Funda|Campo Velho",
        """
        Nova estação de medição abre em {p}
        Ponte ferroviária de {p} será reconstruída com aço reciclado
        Declaração sobre o inquérito às cheias em {p}
        Três escolas de {p} partilham o prémio da melhor horta
        “Ouvir primeiro”: moradores de {p} discutem o plano do porto
        Qualidade da água melhora em {p}, conclui relatório
        Consulta sobre os horários do barco de {p} é prorrogada
        Secretária de Estado visita aprendizes em {p}
        """,
        """
        As obras duraram dois anos e o orçamento foi cumprido.
        A participação é gratuita e as inscrições decorrem até ao fim do mês.
        Os resultados foram apresentados esta manhã em conjunto com o município.
        """,
        "Ambiente|Transportes|Educação",
        "Início|Quem somos|Temas|Comunicados de imprensa|Notícias|Agenda|Carreiras|Contactos|Ler mais|Aviso legal|Privacidade|Pesquisar|Mais lidas|Arquivo|Siga-nos|Descarregar|Página seguinte|Boletim|Este sítio utiliza cookies para contar visitas.",
    ),
    "pl": voice(
        "Urząd Rzek i Latarni",
        "Brzezinowo|Stara Grobla|Kamieniec Dolny|Łąkowice|Żuraw Wielki|Dębogóra|Jezioranka|Wólka Morska",
        """
        Nowa stacja pomiarowa rozpoczyna pracę: {p}
        {p}: most kolejowy zostanie odbudowany ze stali z odzysku
        Oświadczenie w sprawie powodzi w gminie {p}
        Trzy szkoły z gminy {p} z nagrodą za najlepszy ogród
        „Najpierw słuchamy” – mieszkańcy gminy {p} o planie portu
        Raport roczny: jakość wody w okolicy {p} wyraźnie lepsza
        Przedłużono konsultacje rozkładu promu {p}
        Wiceminister spotkała się z uczniami: {p}
        """,
        """
        Prace trwały dwa lata, a koszty nie przekroczyły planu.
        Udział jest bezpłatny, zapisy trwają do końca miesiąca.
        Wyniki przedstawiono dziś rano wspólnie z gminą.
        """,
        "Środowisko|Transport|Edukacja",
        "Strona główna|O nas|Tematy|Komunikaty prasowe|Aktualności|Wydarzenia|Kariera|Kontakt|Czytaj więcej|Nota prawna|Prywatność|Szukaj|Najczęściej czytane|Archiwum|Obserwuj nas|Pobierz|Następna strona|Newsletter|Ta strona używa plików cookie do liczenia odwiedzin.",
    ),
    "nl": voice(
        "Waterschap Grote Geest",
        "Veenhuizerdam|Oosterkreek|Lindezijl|Sint-Odulf|Meerbroek|Nieuw-Schoonvaart|Duinhage|Koppelwoude",
        """
        Nieuw meetstation in {p} geopend
        Spoorbrug bij {p} wordt herbouwd met gerecycled staal
        Verklaring over het onderzoek naar de overstroming in {p}
        Drie scholen uit {p} delen de prijs voor de mooiste tuin
        ‘Eerst luisteren’: inwoners van {p} praten mee over de haven
        Waterkwaliteit rond {p} sterk verbeterd, blijkt uit jaarverslag
        Inspraak over de dienstregeling van de veerboot {p} verlengd
        Dijkgraaf bezoekt leerlingen in {p}
        """,
        """
        De werkzaamheden duurden twee jaar en bleven binnen het budget.
        Deelname is gratis, aanmelden kan tot het einde van de maand.
        De resultaten zijn vanochtend samen met de gemeente gepresenteerd.
        """,
        "Milieu|Vervoer|Onderwijs",
        "Home|Over ons|Onderwerpen|Persberichten|Nieuws|Agenda|Werken bij|Contact|Lees meer|Colofon|Privacy|Zoeken|Meest gelezen|Archief|Volg ons|Downloaden|Volgende pagina|Nieuwsbrief|Deze website gebruikt cookies om bezoeken te tellen.",
    ),
    "sv": voice(
        "Myndigheten för sjöar och fyrar",
        "Älvnäs|Tallboda|Sankt Ansgar|Norra Vik|Björkholmen|Gråsund|Ödekulla|Hästvallen",
        """
        Ny mätstation invigd i {p}
        Järnvägsbron i {p} byggs om med återvunnet stål
        Uttalande om utredningen av översvämningen i {p}
        Tre skolor i {p} delar på årets trädgårdspris
        ”Lyssna först”: boende i {p} får tycka till om hamnen
        Vattenkvaliteten kring {p} bäst på tio år
        Samrådet om färjans tidtabell i {p} förlängs
        Generaldirektören besöker lärlingar i {p}
        """,
        """
        Arbetet tog två år och höll sig inom budgeten.
        Det är gratis att delta och anmälan är öppen till slutet av månaden.
        Resultaten presenterades i morse tillsammans med kommunen.
        """,
        "Miljö|Transport|Utbildning",
        "Start|Om oss|Ämnen|Pressmeddelanden|Nyheter|Kalender|Jobba hos oss|Kontakt|Läs mer|Om webbplatsen|Integritet|Sök|Mest läst|Arkiv|Följ oss|Ladda ner|Nästa sida|Nyhetsbrev|Vi använder kakor för att räkna besök.",
    ),
    "cs": voice(
        "Správa řek a rašelinišť",
        "Horní Lipka|Kamenná Lhota|Svatý Prokop|Rákosí|Jeřábov|Dolní Brod|Tůně nad Sázkou|Velký Jez",
        """
        Nová měřicí stanice zahájila provoz: {p}
        Železniční most {p} se opraví z recyklované oceli
        Prohlášení k vyšetřování povodní v obci {p}
        Tři školy z obce {p} si rozdělí cenu za zahradu
        „Nejdřív naslouchat“: obyvatelé obce {p} o plánu přístavu
        Kvalita vody v okolí {p} se výrazně zlepšila
        Připomínky k jízdnímu řádu přívozu {p} lze podávat déle
        Ministryně navštívila učně v obci {p}
        """,
        """
        Práce trvaly dva roky a rozpočet byl dodržen.
        Účast je zdarma, přihlásit se lze do konce měsíce.
        Výsledky byly dnes ráno představeny společně s obcí.
        """,
        "Životní prostředí|Doprava|Vzdělávání",
        "Úvod|O nás|Témata|Tiskové zprávy|Aktuality|Kalendář|Kariéra|Kontakt|Celý článek|Právní informace|Soukromí|Hledat|Nejčtenější|Archiv|Sledujte nás|Stáhnout|Další strana|Odběr novinek|Tento web používá cookies k počítání návštěv.",
    ),
    "hu": voice(
        "Folyók és Világítótornyok Hivatala",
        "Nádasfő|Kisgólyás|Szentakna|Homokrév|Felsőtárkány-Láp|Vízköz|Ólomhegy|Tündérkút",
        """
        Új mérőállomás kezdte meg működését: {p}
        Újrahasznosított acélból épül újjá a vasúti híd: {p}
        Nyilatkozat az árvízi vizsgálatról – {p}
        Három iskola osztozik a kertdíjon: {p}
        „Előbb hallgassunk”: a kikötőről beszélgettek a lakók, {p}
        Éves jelentés: sokat javult a víz minősége, {p}
        Meghosszabbították a komp menetrendjének véleményezését: {p}
        A miniszter tanulókkal találkozott: {p}
        """,
        """
        A munkálatok két évig tartottak, és a költségkereten belül maradtak.
        A részvétel ingyenes, jelentkezni a hónap végéig lehet.
        Az eredményeket ma reggel a községgel közösen mutatták be.
        """,
        "Környezet|Közlekedés|Oktatás",
        "Kezdőlap|Rólunk|Témák|Sajtóközlemények|Hírek|Események|Állások|Kapcsolat|Tovább|Impresszum|Adatvédelem|Keresés|Legolvasottabb|Archívum|Kövessen minket|Letöltés|Következő oldal|Hírlevél|Az oldal sütiket használ a látogatások számlálásához.",
    ),
    "el": voice(
        "Υπηρεσία Ποταμών και Φάρων",
        "Αλυκοχώρι|Πέτρα Ανατολική|Άγιος Λίνος|Καλαμόβρυση|Νέο Λιβάδι|Βαθύρεμα|Κρινόνησος|Μαυρόλιμνη",
        """
        Νέος σταθμός μέτρησης στην περιοχή {p}
        Με ανακυκλωμένο χάλυβα η νέα γέφυρα, {p}
        Δήλωση για την έρευνα των πλημμυρών: {p}
        Τρία σχολεία μοιράζονται το βραβείο κήπου – {p}
        «Πρώτα ακούμε»: οι κάτοικοι συζητούν για το λιμάνι, {p}
        Καλύτερη η ποιότητα του νερού φέτος: {p}
        Παρατείνεται η διαβούλευση για τα δρομολόγια, {p}
        Η υπουργός συνάντησε μαθητευόμενους, {p}
        """,
        """
        Τα έργα διήρκεσαν δύο χρόνια και το κόστος έμεινε εντός προϋπολογισμού.
        Η συμμετοχή είναι δωρεάν και οι εγγραφές διαρκούν έως το τέλος του μήνα.
        Τα αποτελέσματα παρουσιάστηκαν σήμερα μαζί με τον δήμο.
        """,
        "Περιβάλλον|Μεταφορές|Παιδεία",
        "Αρχική|Ποιοι είμαστε|Θέματα|Δελτία Τύπου|Νέα|Εκδηλώσεις|Εργασία|Επικοινωνία|Περισσότερα|Όροι χρήσης|Απόρρητο|Αναζήτηση|Δημοφιλή|Αρχείο|Ακολουθήστε μας|Λήψη|Επόμενη|Ενημερωτικό δελτίο|Ο ιστότοπος χρησιμοποιεί cookies για την καταμέτρηση επισκέψεων.",
    ),
    "ru": voice(
        "Управление рек и маяков",
        "Камышово|Верхняя Гать|Журавлёвск|Лосиный Брод|Белоярье|Старая Мельница|Озёрки-Дальние|Песчаный Мыс",
        """
        В посёлке {p} открыта новая измерительная станция
        Железнодорожный мост обновят из переработанной стали: {p}
        Заявление о расследовании паводка, {p}
        Три школы разделили премию за лучший сад: {p}
        «Сначала слушаем»: жители обсудили план порта, {p}
        Качество воды заметно улучшилось: {p}
        Продлено обсуждение расписания парома, {p}
        Министр встретилась с учениками: {p}
        """,
        """
        Работы длились два года, смета не превышена.
        Участие бесплатное, запись открыта до конца месяца.
        Итоги представили сегодня утром вместе с местной администрацией.
        """,
        "Экология|Транспорт|Образование",
        "Главная|О ведомстве|Темы|Пресс-релизы|Новости|События|Вакансии|Контакты|Подробнее|Правовая информация|Конфиденциальность|Поиск|Самое читаемое|Архив|Мы в сетях|Скачать|Следующая|Рассылка|Сайт использует файлы cookie для подсчёта посещений.",
    ),
    "uk": voice(
        "Агенція річок і маяків",
        "Очеретяне|Верхня Гребля|Журавлинськ|Лосиний Брід|Білоозеро|Старий Млин|Тиха Заводь|Піщаний Ріг",
        """
        Нова вимірювальна станція запрацювала: {p}
        Залізничний міст відбудують із переробленої сталі, {p}
        Заява щодо розслідування повені: {p}
        Три школи поділили премію за найкращий сад – {p}
        «Спершу слухаємо»: мешканці обговорили план порту, {p}
        Якість води помітно поліпшилася: {p}
        Подовжено обговорення розкладу порома, {p}
        Міністерка зустрілася з учнями: {p}
        """,
        """
        Роботи тривали два роки, кошторис не перевищено.
        Участь безкоштовна, запис триває до кінця місяця.
        Підсумки представили сьогодні вранці разом із громадою.
        """,
        "Довкілля|Транспорт|Освіта",
        "Головна|Про нас|Теми|Пресрелізи|Новини|Події|Вакансії|Контакти|Докладніше|Правова інформація|Приватність|Пошук|Найчитаніше|Архів|Ми в мережах|Завантажити|Наступна|Розсилка|Сайт використовує файли cookie для підрахунку відвідувань.",
    ),
    "tr": voice(
        "Nehirler ve Fenerler Kurumu",
        "Sazlıbük|Yukarı Değirmen|Turnalı|Akçabent|Gölyazı Kuzey|Taşköprücük|İncirlipınar|Kumburun",
        """
        {p} ilçesinde yeni ölçüm istasyonu açıldı
        {p} demiryolu köprüsü geri dönüştürülmüş çelikle yenilenecek
        {p} sel soruşturmasına ilişkin açıklama
        {p} bölgesinden üç okul bahçe ödülünü paylaştı
        “Önce dinliyoruz”: {p} sakinleri liman planını konuştu
        {p} çevresinde su kalitesi belirgin biçimde iyileşti
        {p} feribot tarifesi için görüş süresi uzatıldı
        Bakan, {p} ilçesinde çıraklarla buluştu
        """,
        """
        Çalışmalar iki yıl sürdü ve bütçe aşılmadı.
        Katılım ücretsizdir, kayıtlar ay sonuna kadar açıktır.
        Sonuçlar bu sabah belediyeyle birlikte tanıtıldı.
        """,
        "Çevre|Ulaşım|Eğitim",
        "Ana Sayfa|Hakkımızda|Konular|Basın Bültenleri|Haberler|Etkinlikler|Kariyer|İletişim|Devamı|Yasal Uyarı|Gizlilik|Ara|En çok okunanlar|Arşiv|Bizi izleyin|İndir|Sonraki|E-bülten|Bu site ziyaretleri saymak için çerez kullanır.",
    ),
    "ar": voice(
        "هيئة الأنهار والمنارات",
        "وادي السدر|رأس النخيل|عين الغزال|تل الياسمين|مرسى الهدوء|الروضة العليا|بئر القصب|جسر الحمام",
        """
        افتتاح محطة قياس جديدة في {p}
        إعادة بناء جسر السكة الحديدية في {p} بالفولاذ المعاد تدويره
        بيان بشأن التحقيق في فيضانات {p}
        ثلاث مدارس في {p} تتقاسم جائزة أجمل حديقة
        «نستمع أولا»: سكان {p} يناقشون خطة الميناء
        تحسن واضح في جودة المياه حول {p}
        تمديد فترة إبداء الرأي في مواعيد عبارة {p}
        الوزيرة تلتقي المتدربين في {p}
        """,
        """
        استغرقت الأعمال عامين ولم تتجاوز الميزانية المعتمدة.
        المشاركة مجانية والتسجيل مفتوح حتى نهاية الشهر.
        عرضت النتائج صباح اليوم بالتعاون مع البلدية.
        """,
        "البيئة|النقل|التعليم",
        "الرئيسية|من نحن|الموضوعات|البيانات الصحفية|الأخبار|الفعاليات|الوظائف|اتصل بنا|اقرأ المزيد|إشعار قانوني|الخصوصية|بحث|الأكثر قراءة|الأرشيف|تابعونا|تحميل|التالي|النشرة البريدية|يستخدم هذا الموقع ملفات تعريف الارتباط لإحصاء الزيارات.",
    ),
    "he": voice(
        "רשות הנחלים והמגדלורים",
        "גבעת הקנים|נווה עגור|מעיין הלוטם|חוף הצדף|תל ברוש|רמת הסלעית|עמק האלון|בית המעבורת",
        """
        תחנת מדידה חדשה נפתחה: {p}
        גשר הרכבת של {p} ייבנה מחדש מפלדה ממוחזרת
        הודעה בעניין חקירת ההצפה ב{p}
        שלושה בתי ספר מ{p} חולקים את פרס הגינה
        ״קודם כל מקשיבים״: תושבי {p} דנו בתוכנית הנמל
        איכות המים סביב {p} השתפרה מאוד השנה
        הוארך שימוע הציבור על לוח המעבורת של {p}
        השרה נפגשה עם חניכים ב{p}
        """,
        """
        העבודות נמשכו שנתיים ולא חרגו מהתקציב.
        ההשתתפות אינה כרוכה בתשלום וההרשמה פתוחה עד סוף החודש.
        הממצאים הוצגו הבוקר יחד עם המועצה.
        """,
        "סביבה|תחבורה|חינוך",
        "דף הבית|אודות|נושאים|הודעות לעיתונות|חדשות|אירועים|משרות|צור קשר|קראו עוד|תנאי שימוש|פרטיות|חיפוש|הנקראים ביותר|ארכיון|עקבו אחרינו|הורדה|הבא|ניוזלטר|האתר משתמש בעוגיות לספירת ביקורים.",
    ),
    "ja": voice(
        "河川灯台庁",
        "葦ノ原町|白鷺沢市|水無瀬野|東霧島崎|松風台|石ヶ淵村|潮見浜|雪ノ下町",
        """
        {p}に新しい観測所を開設しました
        {p}の鉄道橋を再生鋼材で架け替えます
        {p}の浸水調査に関する談話について
        {p}の三校が学校庭園賞を受賞
        「まず聴く」{p}で港湾計画の意見交換会を開催
        {p}周辺の水質が大きく改善(年次報告)
        {p}の渡船時刻に関する意見募集の期間を延長します
        大臣が{p}の実習生を訪問しました
        """,
        """
        工事は二年にわたり、予算の範囲内で完了しました。
        参加は無料で、月末まで申し込みを受け付けます。
        結果は本日午前、町とともに発表されました。
        """,
        "環境|交通|教育",
        "ホーム|組織案内|政策|報道発表資料|お知らせ|イベント|採用情報|お問い合わせ|詳しくはこちら|利用規約|個人情報保護|検索|よく読まれている記事|過去の一覧|公式アカウント|ダウンロード|次へ|メール配信|このサイトは訪問数を数えるためにクッキーを使用します。",
    ),
    "zh": voice(
        "江河灯塔管理局",
        "芦苇湾|白鹭镇|青石渡|云溪县|松风岭|东望乡|水月洲|鹤鸣山",
        """
        {p}新水文监测站正式投入使用
        {p}铁路桥将采用再生钢材重建
        关于{p}洪涝调查情况的说明
        {p}三所学校共获校园花园奖
        “先倾听”:{p}居民座谈港口规划
        年度报告显示{p}周边水质明显改善
        {p}渡轮时刻表征求意见期延长
        局领导赴{p}看望实习学员
        """,
        """
        工程历时两年,费用控制在预算之内。
        活动免费参加,报名截至本月底。
        有关结果今天上午与当地政府共同发布。
        """,
        "环境|交通|教育",
        "首页|机构概况|专题|新闻发布|要闻动态|活动预告|招聘信息|联系我们|查看更多|网站声明|隐私保护|搜索|热门文章|历史存档|关注我们|下载|下一页|邮件订阅|本网站使用Cookie统计访问量。",
    ),
    "ko": voice(
        "하천등대청",
        "갈대마을|학여울시|솔바람군|은모래읍|청암포|달빛나루|북두리|고운내",
        """
        {p} 신규 관측소 운영 시작
        {p} 철도교량, 재활용 강재로 다시 짓는다
        {p} 침수 조사에 관한 입장
        {p} 세 학교, 올해의 학교정원상 공동 수상
        “먼저 듣겠습니다” {p} 주민과 항만계획 간담회
        {p} 일대 수질 크게 개선된 것으로 나타나
        {p} 도선 시간표 의견수렴 기간 연장
        장관, {p} 실습생 격려 방문
        """,
        """
        공사는 두 해 동안 예산 범위 안에서 진행되었다.
        참가는 무료이며 이달 말까지 신청할 수 있다.
        결과는 오늘 오전 지역 관계자와 함께 발표되었다.
        """,
        "환경|교통|교육",
        "홈|기관소개|정책|보도자료|새소식|행사안내|채용|문의|자세히 보기|이용약관|개인정보처리방침|검색|많이 본 글|지난 자료|소셜 미디어|내려받기|다음|소식지|이 누리집은 방문 수를 세기 위해 쿠키를 사용합니다.",
    ),
    "fi": voice(
        "Jokien ja majakoiden virasto",
        "Kaislaranta|Ylämylly|Kurkiniemi|Hietasalmi|Pyhälampi|Sorsakoski|Vanhakylä|Louhivuori",
        """
        Uusi mittausasema avattiin: {p}
        Rautatiesilta rakennetaan kierrätysteräksestä, {p}
        Lausunto tulvatutkinnasta – {p}
        Kolme koulua jakoi vuoden puutarhapalkinnon: {p}
        ”Ensin kuunnellaan”: asukkaat keskustelivat satamasta, {p}
        Veden laatu parani selvästi, {p}
        Lautan aikataulun kuulemista jatketaan: {p}
        Ministeri tapasi oppisopimusopiskelijoita, {p}
        """,
        """
        Työt kestivät kaksi vuotta, ja budjetti piti.
        Osallistuminen on maksutonta, ja ilmoittautua voi kuun loppuun asti.
        Tulokset esiteltiin tänään yhdessä kunnan kanssa.
        """,
        "Ympäristö|Liikenne|Koulutus",
        "Etusivu|Tietoa meistä|Aiheet|Tiedotteet|Uutiset|Tapahtumat|Avoimet työpaikat|Yhteystiedot|Lue lisää|Käyttöehdot|Tietosuoja|Haku|Luetuimmat|Arkisto|Seuraa meitä|Lataa|Seuraava|Uutiskirje|Sivusto käyttää evästeitä kävijämäärän laskemiseen.",
    ),
    "ro": voice(
        "Agenția Râurilor și Farurilor",
        "Stufăriș|Valea Cocorului|Moara Veche|Sfântul Ilarie|Lacul Lin|Podișu Alb|Grindu Mare|Fântânele de Sus",
        """
        O nouă stație de măsurare deschisă la {p}
        Podul feroviar din {p} va fi refăcut din oțel reciclat
        Declarație privind ancheta inundațiilor din {p}
        Trei școli din {p} împart premiul pentru cea mai frumoasă grădină
        „Întâi ascultăm”: locuitorii din {p} discută planul portului
        Calitatea apei s-a îmbunătățit simțitor la {p}
        Consultarea privind orarul bacului din {p} se prelungește
        Ministra s-a întâlnit cu ucenicii din {p}
        """,
        """
        Lucrările au durat doi ani și s-au încadrat în buget.
        Participarea este gratuită, înscrierile sunt deschise până la sfârșitul lunii.
        Rezultatele au fost prezentate azi împreună cu primăria.
        """,
        "Mediu|Transporturi|Educație",
        "Acasă|Despre noi|Teme|Comunicate de presă|Știri|Evenimente|Cariere|Contact|Citește mai mult|Termeni|Confidențialitate|Căutare|Cele mai citite|Arhivă|Urmăriți-ne|Descarcă|Pagina următoare|Buletin informativ|Acest site folosește module cookie pentru a număra vizitele.",
    ),
    "da": voice(
        "Styrelsen for Fjorde og Fyr",
        "Rørvig Mose|Tangballe|Sankt Knud|Ålekær|Vesterlyng|Bøgesund|Fuglsøhuse|Mejrup Å",
        """
        Ny målestation indviet i {p}
        Jernbanebroen ved {p} bygges om med genbrugsstål
        Udtalelse om undersøgelsen af oversvømmelsen i {p}
        Tre skoler i {p} deler årets havepris
        »Lyt først«: beboere i {p} drøfter havneplanen
        Vandkvaliteten omkring {p} er den bedste i ti år
        Høringen om færgens fartplan i {p} forlænges
        Direktøren besøger lærlinge i {p}
        """,
        """
        Arbejdet tog to år og holdt sig inden for budgettet.
        Det er gratis at deltage, og tilmeldingen er åben til månedens udgang.
        Resultaterne blev fremlagt i morges sammen med kommunen.
        """,
        "Miljø|Transport|Uddannelse",
        "Forside|Om os|Emner|Pressemeddelelser|Nyheder|Kalender|Job|Kontakt|Læs mere|Om webstedet|Privatliv|Søg|Mest læst|Arkiv|Følg os|Hent|Næste side|Nyhedsbrev|Vi bruger cookies til at tælle besøg.",
    ),
    "th": voice(
        "กรมแม่น้ำและประภาคาร",
        "บ้านกกน้ำ|ท่าจันทร์|เกาะหินขาว|ดอยหมอก|บึงบัวหลวง|ปากคลองใส|หาดทรายเงิน|ทุ่งนกกระสา",
        """
        เปิดสถานีวัดระดับน้ำแห่งใหม่ที่{p}
        ปรับปรุงสะพานรถไฟ{p}ด้วยเหล็กรีไซเคิล
        แถลงการณ์ผลการตรวจสอบน้ำท่วมที่{p}
        สามโรงเรียนใน{p}รับรางวัลสวนโรงเรียนดีเด่น
        “ฟังก่อน” ชาว{p}ร่วมหารือแผนท่าเรือ
        รายงานประจำปีชี้คุณภาพน้ำรอบ{p}ดีขึ้นมาก
        ขยายเวลารับฟังความเห็นตารางเรือข้ามฟาก{p}
        รัฐมนตรีเยี่ยมนักศึกษาฝึกงานที่{p}
        """,
        """
        งานก่อสร้างใช้เวลาสองปีและอยู่ในงบประมาณที่กำหนด
        เข้าร่วมได้โดยไม่มีค่าใช้จ่าย ลงทะเบียนได้ถึงสิ้นเดือน
        ผลการศึกษานำเสนอเช้าวันนี้ร่วมกับเทศบาล
        """,
        "สิ่งแวดล้อม|คมนาคม|การศึกษา",
        "หน้าแรก|เกี่ยวกับเรา|หัวข้อ|ข่าวประชาสัมพันธ์|ข่าวสาร|กิจกรรม|ร่วมงานกับเรา|ติดต่อเรา|อ่านต่อ|ข้อกำหนด|ความเป็นส่วนตัว|ค้นหา|ยอดนิยม|คลังข่าว|ติดตามเรา|ดาวน์โหลด|ถัดไป|จดหมายข่าว|เว็บไซต์นี้ใช้คุกกี้เพื่อนับจำนวนผู้เข้าชม",
    ),
}  # fmt: skip
