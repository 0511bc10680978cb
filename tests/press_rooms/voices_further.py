"""What bodies further east and north say; as in voices.py no body, place or project named here exists."""

from .voice import Voice, voice

FURTHER: dict[str, Voice] = {
    "fa": voice(
        "سازمان رودها و فانوس‌های دریایی",
        "نی‌زار|سپیددشت|آبگینه|کوه‌مه|لنگرگاه سرو|تپه‌سبز|رودکنار|بندر مرجان",
        """
        ایستگاه تازه سنجش آب در {p} به کار افتاد
        بودجه بازسازی پل راه‌آهن {p} تصویب شد
        بیانیه سازمان درباره نتایج بررسی سیلاب {p}
        سه مدرسه {p} برنده جایزه باغ مدرسه شدند
        نشست شنیدن نظر مردم {p} درباره طرح بندر
        گزارش سالانه: کیفیت آب پیرامون {p} بهتر شد
        مهلت اظهار نظر درباره ساعت شناورهای {p} تمدید شد
        بازدید مدیرکل از کارآموزان {p}
        """,
        """
        کار ساخت دو سال به درازا کشید و در چارچوب بودجه پایان یافت.
        شرکت در این برنامه رایگان است و نام‌نویسی تا پایان ماه ادامه دارد.
        نتایج صبح امروز همراه با شهرداری اعلام شد.
        """,
        "محیط زیست|ترابری|آموزش",
        "خانه|درباره ما|موضوعات|اطلاعیه‌ها|اخبار|رویدادها|همکاری با ما|تماس|ادامه مطلب|شرایط استفاده|حریم خصوصی|جستجو|پربازدیدها|بایگانی|ما را دنبال کنید|دریافت|بعدی|خبرنامه|این وبگاه برای شمارش بازدیدها از کوکی استفاده می‌کند.",
    ),
    "hi": voice(
        "नदी एवं प्रकाशस्तंभ निदेशालय",
        "कमलपुर घाट|श्वेतनगर|नीलधारा|पहाड़ी बसेरा|सरोवरगढ़|हरितवन|रेतीला टापू|बांसवन",
        """
        {p} में नए जल मापन केंद्र का शुभारंभ
        {p} रेल पुल के नवीनीकरण को स्वीकृति मिली
        {p} में बाढ़ सर्वेक्षण के परिणामों पर वक्तव्य
        {p} के तीन विद्यालयों को उद्यान पुरस्कार
        {p} में बंदरगाह योजना पर जन संवाद आयोजित
        वार्षिक रिपोर्ट: {p} के आसपास जल की गुणवत्ता सुधरी
        {p} की नौका समय सारणी पर सुझाव की अवधि बढ़ी
        महानिदेशक ने {p} में प्रशिक्षुओं से भेंट की
        """,
        """
        निर्माण कार्य दो वर्ष चला और तय बजट के भीतर पूरा हुआ।
        भाग लेना निःशुल्क है और पंजीकरण माह के अंत तक खुला है।
        परिणाम आज सुबह नगर परिषद के साथ प्रस्तुत किए गए।
        """,
        "पर्यावरण|परिवहन|शिक्षा",
        "मुख पृष्ठ|हमारे बारे में|विषय|प्रेस विज्ञप्तियां|समाचार|कार्यक्रम|भर्ती|संपर्क|और पढ़ें|नियम|गोपनीयता|खोज|लोकप्रिय|पुरालेख|हमें फॉलो करें|डाउनलोड|अगला|समाचार पत्र|यह साइट आगंतुकों की गिनती के लिए कुकी का उपयोग करती है।",
    ),
    "bg": voice(
        "Агенция за реки и фарове",
        "Тръстиково|Бяла Чапла|Камен бряг|Мъгливо|Старо пристанище|Зелени дол|Пясъчник|Долна Лагуна",
        """
        Нова измервателна станция заработи в {p}
        {p} получава средства за ремонт на железния мост
        Становище на агенцията за наводненията край {p}
        Три училища от {p} с награда за училищна градина
        Обществено обсъждане на плана за кея в {p}
        Годишен доклад: водата около {p} е по-чиста
        Удължен е срокът за мнения по разписанието на ферибота в {p}
        Директорът посети стажантите в {p}
        """,
        """
        Работата продължи две години и остана в рамките на бюджета.
        Участието е безплатно, а записването е отворено до края на месеца.
        Резултатите бяха представени тази сутрин заедно с общината.
        """,
        "Околна среда|Транспорт|Образование",
        "Начало|За нас|Теми|Прессъобщения|Новини|Събития|Кариери|Контакти|Прочетете още|Условия|Поверителност|Търсене|Най-четени|Архив|Последвайте ни|Изтегляне|Следваща|Бюлетин|Сайтът използва бисквитки, за да брои посещенията.",
    ),
    "nb": voice(
        "Direktoratet for fyr og vassdrag",
        "Sivnes|Hegremyra|Kvitøysund|Tåkeli|Nedre Vik|Sandvær|Bekkestad|Gammelhavn",
        """
        Ny målestasjon er tatt i bruk i {p}
        {p} får tilskudd til ny jernbanebru
        Uttalelse om resultatene av flomkartleggingen ved {p}
        Tre skoler i {p} vant skolehageprisen
        Folkemøte om havneplanen i {p}
        Årsrapport: Bedre vannkvalitet rundt {p}
        Lengre frist for innspill til fergerutene i {p}
        Direktøren besøkte lærlinger i {p}
        """,
        """
        Arbeidet tok to år og holdt seg innenfor budsjettet.
        Det er gratis å delta, og påmeldingen er åpen ut måneden.
        Resultatene ble lagt fram i dag tidlig sammen med kommunen.
        """,
        "Miljø|Samferdsel|Utdanning",
        "Forside|Om oss|Tema|Pressemeldinger|Aktuelt|Kalender|Ledige stillinger|Kontakt|Les mer|Om nettstedet|Personvern|Søk|Mest lest|Arkiv|Følg oss|Last ned|Neste|Nyhetsbrev|Vi bruker informasjonskapsler for å telle besøk.",
    ),
    "vi": voice(
        "Cục Sông ngòi và Hải đăng",
        "Bến Lau|Cồn Bạc|Đồi Sương|Vịnh Sen|Hòn Trắng|Cầu Mây|Bãi Cát Vàng|Làng Cò",
        """
        Đưa vào vận hành trạm đo mực nước mới tại {p}
        {p} được cấp kinh phí sửa cầu đường sắt
        Thông cáo về kết quả khảo sát lũ ở {p}
        Ba trường học ở {p} đoạt giải vườn trường xanh
        Đối thoại với người dân {p} về quy hoạch cảng
        Báo cáo năm: chất lượng nước quanh {p} được cải thiện
        Gia hạn lấy ý kiến về lịch phà {p}
        Cục trưởng thăm học viên thực tập tại {p}
        """,
        """
        Công trình kéo dài hai năm và nằm trong dự toán được duyệt.
        Người dân tham dự miễn phí, đăng ký đến hết tháng.
        Kết quả được công bố sáng nay cùng chính quyền địa phương.
        """,
        "Môi trường|Giao thông|Giáo dục",
        "Trang chủ|Giới thiệu|Chủ đề|Thông cáo báo chí|Tin tức|Sự kiện|Tuyển dụng|Liên hệ|Xem tiếp|Điều khoản|Quyền riêng tư|Tìm kiếm|Đọc nhiều|Lưu trữ|Theo dõi|Tải về|Trang sau|Bản tin|Trang này dùng cookie để đếm lượt truy cập.",
    ),
    "id": voice(
        "Direktorat Sungai dan Mercusuar",
        "Rawa Teratai|Tanjung Bangau|Pulau Kapur|Bukit Kabut|Muara Lama|Pasir Kuning|Lembah Hijau|Dermaga Baru",
        """
        Stasiun pengukur air baru di {p} mulai beroperasi
        {p} menerima dana perbaikan jembatan kereta
        Siaran tentang hasil survei banjir di {p}
        Tiga sekolah di {p} meraih penghargaan kebun sekolah
        Dialog warga {p} membahas rencana pelabuhan
        Laporan tahunan: mutu air di sekitar {p} membaik
        Masa tanggapan jadwal feri {p} diperpanjang
        Direktur mengunjungi peserta magang di {p}
        """,
        """
        Pekerjaan berlangsung dua tahun dan sesuai anggaran.
        Acara ini gratis dan pendaftaran dibuka hingga akhir bulan.
        Hasilnya disampaikan pagi ini bersama pemerintah kota.
        """,
        "Lingkungan|Perhubungan|Pendidikan",
        "Beranda|Tentang Kami|Topik|Siaran Pers|Berita|Agenda|Karier|Kontak|Selengkapnya|Ketentuan|Privasi|Cari|Terpopuler|Arsip|Ikuti Kami|Unduh|Berikutnya|Buletin|Situs ini memakai kuki untuk menghitung kunjungan.",
    ),
}
