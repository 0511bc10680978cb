"""Dates as they are written in many languages and calendars, what only looks like one, and what holds for all."""

import string
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date, format_datetime
from hypothesis import given, settings
from hypothesis import strategies as st

from feeder.parse.dates import find_dates, is_datelike, mail_date, moments_of, parse_date
from feeder.parse.dates.calendars import of_persia

BERLIN = ZoneInfo("Europe/Berlin")
DAY = "2024-11-19"  # a Tuesday
HALF_PAST_TWO = "2024-11-19T14:30:00+01:00"


def read(text: str, language: str | None = None) -> str | None:
    moment = parse_date(text, zone=BERLIN, language=language)
    return str(moment) if moment else None


TABLES: dict[str | None, list[tuple[str, str | None]]] = {
    "pl": [
        ("19.11.2024 r.", DAY),
        ("wtorek, 19 listopada 2024", DAY),
        ("19 listopada 2024 roku, 14:30", HALF_PAST_TWO),
        ("19-11-2024", DAY),
        ("19 XI 2024", DAY),
        ("19.XI.2024", DAY),
    ],
    "cs": [
        ("19. 11. 2024", DAY),
        ("úterý 19. listopadu 2024 14.30 hod.", HALF_PAST_TWO),
        ("19. listopadu 2024 v 14:30", HALF_PAST_TWO),
        ("19. 11. 2024 ve 14.30 hodin", HALF_PAST_TWO),
    ],
    "sk": [
        ("19. novembra 2024 o 14:30", HALF_PAST_TWO),
        ("utorok 19.11.2024", DAY),
        ("19. november 2024", DAY),
    ],
    "hu": [
        ("2024. november 19.", DAY),
        ("2024. 11. 19.", DAY),
        ("2024.11.19. 14:30", HALF_PAST_TWO),
        ("2024. november 19-én", DAY),
        ("2024. nov. 19., kedd", DAY),
        ("2024. nov. 19. 14:30 CET", HALF_PAST_TWO),
        ("24.11.19", None),
    ],
    "ro": [
        ("marți, 19 noiembrie 2024, ora 14:30", HALF_PAST_TWO),
        ("19.11.2024", DAY),
        ("19 nov. 2024", DAY),
    ],
    "bg": [
        ("19 ноември 2024 г.", DAY),
        ("19.11.2024 г.", DAY),
        ("вторник, 19 ноември 2024 г., 14:30 ч.", HALF_PAST_TWO),
        ("19 ное 2024", DAY),
    ],
    "ru": [
        ("19 ноября 2024 года", DAY),
        ("вторник, 19 ноября 2024 г. в 14:30", HALF_PAST_TWO),
        ("19.11.2024 14:30 МСК", "2024-11-19T14:30:00+03:00"),
        ("19 ноября 2024, 14:30 (МСК)", "2024-11-19T14:30:00+03:00"),
        ("19 нояб. 2024", DAY),
        ("19 мая 2024", "2024-05-19"),
    ],
    "uk": [
        ("19 листопада 2024 року, 14:30", HALF_PAST_TWO),
        ("вівторок, 19 листопада 2024", DAY),
        ("19 лис 2024", DAY),
    ],
    "el": [
        ("Τρίτη, 19 Νοεμβρίου 2024", DAY),
        ("19/11/2024", DAY),
        ("19 Νοε 2024, 14:30", HALF_PAST_TWO),
        ("19 Νοεμβρίου 2024, 2:30 μ.μ.", HALF_PAST_TWO),
    ],
    "tr": [
        ("19 Kasım 2024 Salı", DAY),
        ("19.11.2024 14:30", HALF_PAST_TWO),
        ("19 Kasım 2024, saat 14.30", HALF_PAST_TWO),
        ("19 Ağu 2024", "2024-08-19"),
    ],
    "ar": [
        ("19 نوفمبر 2024", DAY),
        ("١٩ نوفمبر ٢٠٢٤", DAY),
        ("الثلاثاء 19 نوفمبر 2024", DAY),
        ("19 تشرين الثاني 2024", DAY),
        ("19 تشرين الثاني/نوفمبر 2024", DAY),
        ("الثلاثاء، ١٩ نوفمبر ٢٠٢٤، ٢:٣٠ م", HALF_PAST_TWO),
        ("19/11/2024", DAY),
        ("19 تشرين الأول 2024", "2024-10-19"),
        ("19 كانون الثاني 2024", "2024-01-19"),
        ("19 جمادى الأولى 1446", None),
        ("17 جمادى الأولى 1446 هـ الموافق 19 نوفمبر 2024", DAY),
        ("1446/5/17", None),
        ("19 يناير 2024", "2024-01-19"),
        ("19 جانفي 2024", "2024-01-19"),
        ("1445/08/29", None),
    ],
    "fa": [
        ("29 آبان 1403", DAY),
        ("۲۹ آبان ۱۴۰۳", DAY),
        ("سه\u200cشنبه ۲۹ آبان ۱۴۰۳ - ۱۴:۳۰", HALF_PAST_TWO),
        ("۱۴۰۳/۰۸/۲۹", DAY),
        ("1403/08/29", DAY),
        ("۱۹ نوامبر ۲۰۲۴", DAY),
        ("29 آبان ماه 1403", DAY),
        ("۳۰ اسفند ۱۴۰۳", "2025-03-20"),
        ("۳۰ اسفند ۱۴۰۲", None),
        ("۱ فروردین ۱۴۰۳", "2024-03-20"),
        ("۱۴۰۳/۸/۲۹ ۱۴:۳۰", HALF_PAST_TWO),
        ("29/08/1403", None),
        ("۱۴۰۳/۰۸/۲۹ ساعت ۱۴:۳۰", HALF_PAST_TWO),
        ("1446/05/17", None),
    ],
    "de": [
        ("1403/08/29", None),
        ("Dienstag, 19. November 2024, 14.30 Uhr MEZ", HALF_PAST_TWO),
        ("19.11.24, 14:30 Uhr", HALF_PAST_TWO),
        ("Di, 19.11.2024 - 14:30", HALF_PAST_TWO),
        ("19.11.2024 - 14:30 Uhr", HALF_PAST_TWO),
        ("19. Nov 24", DAY),
        ("19. November '24", DAY),
        ("19. 11. 24", DAY),
        ("19.11.2024 um 14h30", HALF_PAST_TWO),
        ("am 19ten November 2024", DAY),
        ("neunzehnter November 2024", None),
        ("19. November  2024 , 14:30", HALF_PAST_TWO),
    ],
    None: [
        ("1403-08-29", None),
    ],
    "he": [
        ("19 בנובמבר 2024", DAY),
        ("יום שלישי, 19 בנובמבר 2024", DAY),
        ("19.11.2024", DAY),
        ("19/11/24", DAY),
        ("19 נובמבר, 2024", DAY),
    ],
    "hi": [
        ("19 नवंबर 2024", DAY),
        ("१९ नवंबर २०२४", DAY),
        ("मंगलवार, 19 नवंबर 2024", DAY),
        ("19 नवम्बर 2024", DAY),
        ("19 सितम्बर 2024", "2024-09-19"),
    ],
    "zh": [
        ("2024年11月19日 星期二", DAY),
        ("2024年11月19日 下午2:30", HALF_PAST_TWO),
        ("2024年11月19日14时30分", HALF_PAST_TWO),
        ("2024-11-19 14:30", HALF_PAST_TWO),
        ("2024.11.19", DAY),
        ("二〇二四年十一月十九日", DAY),
        ("113年11月19日", DAY),
        ("2024年11月19日 14:30 (北京时间)", "2024-11-19T14:30:00+08:00"),
        ("2024年11月19日 下午2:30:05", "2024-11-19T14:30:05+01:00"),
        ("24.11.19", DAY),
        ("24/11/19", DAY),
    ],
    "zh-TW": [
        ("民國113年11月19日", DAY),
        ("113/11/19", DAY),
        ("113.11.19", DAY),
        ("中華民國一百一十三年十一月十九日", DAY),
        ("民國113年11月19日 下午2時30分", HALF_PAST_TWO),
    ],
    "ja": [
        ("2024年11月19日（火）14時30分", HALF_PAST_TWO),
        ("2024年11月19日 午後2時30分", HALF_PAST_TWO),
        ("2024年11月19日 午前9時", "2024-11-19T09:00:00+01:00"),
        ("令和6年11月19日", DAY),
        ("R6.11.19", DAY),
        ("令和六年十一月十九日", DAY),
        ("令和元年5月1日", "2019-05-01"),
        ("R06/11/19", DAY),
        ("H30.4.1", "2018-04-01"),
        ("平成31年4月30日", "2019-04-30"),
        ("2024/11/19", DAY),
        ("２０２４年１１月１９日", DAY),
        ("2024.11.19 TUE", DAY),
        ("令和6年11月19日 午後2時", "2024-11-19T14:00:00+01:00"),
        ("平成50年4月1日", None),
        ("昭和70年1月1日", None),
        ("2024（令和6）年11月19日", DAY),
        ("令和6（2024）年11月19日", DAY),
        ("05/11/2024", None),
    ],
    "en": [
        ("R6.11.19", None),
        ("Nov 19, 2024, 2:30 PM CET", HALF_PAST_TWO),
        ("19th November 2024 at 14:30", HALF_PAST_TWO),
        ("the 19th day of November, 2024", DAY),
        ("Tuesday, November 19, 2024 | 2:30 p.m.", HALF_PAST_TWO),
        ("November 19 2024", DAY),
        ("19 Nov. '24", DAY),
        ("November 19, 24", None),
        ("11/19/2024 02:30 PM", HALF_PAST_TWO),
        ("Sept. 19, 2024", "2024-09-19"),
        ("2024 November 19", DAY),
        ("2024, Nov 19", DAY),
        ("NOVEMBER 19, 2024", DAY),
        ("19NOV2024", DAY),
        ("Nov.19,2024", DAY),
        ("14:30 CET on 19 November 2024", HALF_PAST_TWO),
        ("noon, 19 November 2024", DAY),
    ],
    "ko": [
        ("2024년 11월 19일 화요일", DAY),
        ("2024년 11월 19일 오후 2시 30분", HALF_PAST_TWO),
        ("2024.11.19.", DAY),
        ("2024.11.19 14:30", HALF_PAST_TWO),
        ("2024-11-19(화)", DAY),
        ("2024. 11. 19(화) 14:30", HALF_PAST_TWO),
        ("24.11.19", DAY),
        ("24. 1. 17.", "2024-01-17"),
    ],
    "th": [
        ("19 พฤศจิกายน 2567", DAY),
        ("19 พ.ย. 2567", DAY),
        ("19 พ.ย. 67", DAY),
        ("วันอังคารที่ 19 พฤศจิกายน พ.ศ. 2567", DAY),
        ("19/11/2567", DAY),
        ("19 พฤศจิกายน 2567 เวลา 14.30 น.", HALF_PAST_TWO),
        ("19 พ.ย. 2567 14:30 น.", HALF_PAST_TWO),
        ("๑๙ พฤศจิกายน ๒๕๖๗", DAY),
        ("19/11/67", DAY),
        ("19 พฤศจิกายน 2024", DAY),
        ("19 พ.ย. 24", DAY),
    ],
    "vi": [
        ("19/11/2024", DAY),
        ("Thứ Ba, 19/11/2024 14:30", HALF_PAST_TWO),
        ("ngày 19 tháng 11 năm 2024", DAY),
        ("14:30 19/11/2024", HALF_PAST_TWO),
        ("14h30 ngày 19/11/2024", HALF_PAST_TWO),
        ("Thứ ba, ngày 19/11/2024", DAY),
    ],
    "id": [
        ("19 November 2024", DAY),
        ("Selasa, 19 November 2024 14:30 WIB", "2024-11-19T14:30:00+07:00"),
        ("19 Agustus 2024", "2024-08-19"),
        ("19 Mei 2024", "2024-05-19"),
        ("Jumat, 4 Okt 2024", "2024-10-04"),
    ],
    "fi": [
        ("19.11.2024 klo 14.30", HALF_PAST_TWO),
        ("tiistai 19. marraskuuta 2024", DAY),
        ("19. marraskuu 2024", DAY),
        ("19.11.2024 14.30", DAY),
    ],
    "sv": [
        ("19 november 2024 klockan 14:30", HALF_PAST_TWO),
        ("tisdag 19 november 2024", DAY),
        ("2024-11-19 kl. 14:30", HALF_PAST_TWO),
    ],
    "da": [
        ("19. november 2024 kl. 14.30", HALF_PAST_TWO),
        ("tirsdag d. 19. november 2024", DAY),
        ("19-11-2024 14:30", HALF_PAST_TWO),
    ],
    "nb": [
        ("19. november 2024 kl. 14:30", HALF_PAST_TWO),
        ("tirsdag 19. nov. 2024", DAY),
    ],
    "et": [
        ("19. november 2024", DAY),
        ("teisipäev, 19. november 2024, kell 14.30", HALF_PAST_TWO),
        ("19. jaanuar 2024", "2024-01-19"),
        ("19.11.2024", DAY),
    ],
    "lv": [
        ("2024. gada 19. novembris", DAY),
        ("2024. gada 19. novembrī", DAY),
        ("19.11.2024.", DAY),
        ("19. novembris, 2024", DAY),
        ("2024. gada 19. novembrī plkst. 14.30", HALF_PAST_TWO),
        ("otrdiena, 2024. gada 19. novembris", DAY),
    ],
    "lt": [
        ("2024 m. lapkričio 19 d.", DAY),
        ("2024-11-19", DAY),
        ("2024 lapkričio 19 d. 14:30", HALF_PAST_TWO),
        ("2024 m. lapkričio 19 d. 14.30 val.", HALF_PAST_TWO),
    ],
    "sl": [
        ("19. november 2024", DAY),
        ("torek, 19. 11. 2024", DAY),
        ("19. novembra 2024 ob 14.30", HALF_PAST_TWO),
        ("19. 11. 2024 ob 14:30", HALF_PAST_TWO),
    ],
    "hr": [
        ("19. studenoga 2024.", DAY),
        ("19. studeni 2024.", DAY),
        ("utorak, 19. studenog 2024. u 14:30", HALF_PAST_TWO),
        ("19.11.2024. 14:30", HALF_PAST_TWO),
        ("19. 11. 2024. u 14.30 sati", HALF_PAST_TWO),
    ],
    "sr": [
        ("19. новембар 2024.", DAY),
        ("19. novembar 2024.", DAY),
        ("уторак, 19. новембра 2024. у 14:30", HALF_PAST_TWO),
        ("19. novembra 2024. godine", DAY),
    ],
    "fr": [
        ("mardi 19 novembre 2024, 14 h 30", HALF_PAST_TWO),
        ("le 19/11/2024 à 14h30", HALF_PAST_TWO),
        ("19 nov. 2024 14:30 CET", HALF_PAST_TWO),
        ("1er décembre 2024", "2024-12-01"),
        ("19 déc. 2024", "2024-12-19"),
        ("19.11.2024", DAY),
        ("19 juil. 2024", "2024-07-19"),
    ],
    "fr-CA": [
        ("2024-11-19", DAY),
    ],
    "es": [
        ("martes, 19 de noviembre de 2024, 14:30 h", HALF_PAST_TWO),
        ("19/nov/2024", DAY),
        ("19-nov-2024", DAY),
        ("19 de nov. de 2024", DAY),
        ("19 NOV 2024", DAY),
        ("19 noviembre, 2024", DAY),
        ("19 de noviembre de 2024 a las 2:30 p. m.", HALF_PAST_TWO),
    ],
    "it": [
        ("martedì 19 novembre 2024 alle 14:30", HALF_PAST_TWO),
        ("19 nov 2024", DAY),
        ("lì 19/11/2024", DAY),
        ("19.11.2024 ore 14:30", HALF_PAST_TWO),
        ("1° novembre 2024", "2024-11-01"),
    ],
    "pt": [
        ("terça-feira, 19 de novembro de 2024", DAY),
        ("19/11/2024 às 14h30", HALF_PAST_TWO),
        ("19 nov 2024", DAY),
        ("19 de Novembro de 2024, 14:30", HALF_PAST_TWO),
        ("1.º de novembro de 2024", "2024-11-01"),
        ("19/11/2024 14h30min", HALF_PAST_TWO),
    ],
    "nl": [
        ("dinsdag 19 november 2024, 14:30 uur", HALF_PAST_TWO),
        ("19 nov 2024 om 14:30", HALF_PAST_TWO),
        ("19 nov. '24", DAY),
    ],
    "ca": [
        ("19 de novembre de 2024", DAY),
        ("dimarts, 19 de novembre del 2024", DAY),
    ],
    "gl": [
        ("19 de novembro de 2024", DAY),
    ],
    "sq": [
        ("19 nëntor 2024", DAY),
        ("19 nëntor 2024, 2:30 m.d.", HALF_PAST_TWO),
    ],
    "mk": [
        ("19 ноември 2024", DAY),
    ],
    "is": [
        ("19. nóvember 2024", DAY),
    ],
    "ka": [
        ("19 ნოემბერი, 2024", DAY),
    ],
    "hy": [
        ("19 նոյեմբերի, 2024", DAY),
    ],
    "az": [
        ("19 noyabr 2024", DAY),
    ],
    "be": [
        ("19 лістапада 2024", DAY),
    ],
    "ga": [
        ("19 Samhain 2024", DAY),
    ],
    "cy": [
        ("19 Tachwedd 2024", DAY),
    ],
    "ms": [
        ("19 Ogos 2024", "2024-08-19"),
        ("19 Nov 2024, 2:30 PTG", HALF_PAST_TWO),
    ],
    "bn": [
        ("১৯ নভেম্বর ২০২৪", DAY),
    ],
    "ta": [
        ("19 நவம்பர், 2024", DAY),
    ],
    "ur": [
        ("19 نومبر، 2024", DAY),
    ],
    "fil": [
        ("11/05/2024", None),
    ],
    "en-CA": [
        ("11/05/2024", None),
        ("2024-11-19", DAY),
    ],
    "en-PH": [
        ("11/05/2024", None),
    ],
    "es-US": [
        ("11/05/2024", None),
    ],
    "zh-HK": [
        ("05/11/2024", "2024-11-05"),
    ],
}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [(language, text, expected) for language, rows in TABLES.items() for text, expected in rows],
)
def test_dates_are_read_as_each_language_writes_them(language, text, expected) -> None:
    assert read(text, language) == expected


def test_the_tables_hold_twenty_languages_and_more() -> None:
    assert len({str(language).partition("-")[0] for language, rows in TABLES.items() if len(rows) > 2}) > 20


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "May 2024"),
        ("en", "19 May Street 2024"),  # a name
        ("en", "19 may be 2024"),
        ("de", "März-Str. 19, 2024 Wien"),
        ("de", "19. Mai-Feiern 2024"),
        ("de", "§ 19 Abs. 11 2024"),
        ("de", "Az. 19.11/2024"),
        ("de", "Az.: 4 C 19.11.2024-7"),
        ("de", "Nr. 19/11/2024-5"),
        ("de", "ISBN 978-3-16-11-2024"),
        ("de", "ISBN 3-16-112024-0"),
        ("de", "3:2 (1:1) 2024"),  # a match
        ("de", "19:11 (20:24)"),
        ("de", "Tel. 0711 19-11-2024"),
        ("de", "Fon: 030 19.11.2024"),
        ("de", "1.234.567,89 EUR"),
        ("de", "19.11 – 20.24 Euro"),
        ("en", "$19.11.2024"),
        ("en", "19.11.2024%"),
        ("en", "v19.11.2024"),
        ("de", "Version 19.11.2024.1"),
        ("ko", "버전 24.11.19"),
        ("en", "CVE-2024-11-19"),
        ("en", "10.1145/2024.11.19"),
        ("en", "R6.11.19"),  # an era in Japanese, a release elsewhere
        ("ja", "AR6.11.19"),
        ("ja", "平成50年4月1日"),  # the era had ended
        ("ja", "令和6年度11月19日"),
        ("en", "2024W47"),
        ("en", "2024-324"),
        ("de", "KW 47/2024"),
        ("de", "10.11.12.13"),
        ("en", "10/11/12"),
        ("en", "19/20 Nov 2024"),
        ("en", "19 & 20 November 2024"),
        ("de", "19.11.2024 oder 20.11.2024"),
        ("en", "3 hours ago"),
        ("de", "gestern um 14:30"),
        ("ja", "3時間前"),
        ("zh", "一年三月"),
        ("de", "16. Nov 24 Gäste"),
        ("ar", "17 جمادى الأولى 1446"),  # the moon's calendar
        ("ar", "1446/05/17"),
        ("fa", "۳۰ اسفند ۱۴۰۲"),  # a leap day of no leap year
        ("de", "1403-08-29"),  # a year of our own, long ago
    ],
)
def test_what_only_looks_like_a_date_is_none(language, text) -> None:
    assert read(text, language) is None


@pytest.mark.parametrize(
    "text", ["۲۹ آبان ۱۴۰۳", "29 آبان 1403", "١٩ نوفمبر ٢٠٢٤", "๑๙ พ.ย. ๒๕๖๗", "二〇二四年十一月十九日"]
)
def test_a_date_in_another_script_passes_a_quick_look(text) -> None:
    assert is_datelike(text)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("記事（二〇二四年十一月十九日）です", ["二〇二四年十一月十九日"]),
        ("令和元年五月一日から2024年10月1日まで", ["令和元年五月一日", "2024年10月1日"]),
        ("十月、R6.11.19 発表", ["R6.11.19"]),
    ],
)
def test_spelt_dates_are_found_where_they_stand(text, spans) -> None:
    found = find_dates(text, zone=BERLIN, language="ja")
    assert [text[one.start : one.end] for one in found] == spans


def test_the_persian_calendar_has_no_gap_and_no_day_twice() -> None:
    days = [
        day
        for year in range(1300, 1420)
        for month in range(1, 13)
        for number in range(1, 32)
        if (day := of_persia(year, month, number))
    ]
    assert days == [date(1921, 3, 21) + timedelta(days=ahead) for ahead in range(len(days))]
    assert [of_persia(1357, 11, 22), of_persia(1399, 12, 30)] == [date(1979, 2, 11), date(2021, 3, 20)]
    assert [of_persia(year, 1, 1) for year in (1375, 1403, 1404)] == [
        date(1996, 3, 20),
        date(2024, 3, 20),
        date(2025, 3, 21),
    ]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Tue, 19 Nov 2024 14:30:05 +0100", "2024-11-19T14:30:05+01:00"),
        ("Tue, 19 Nov 2024 14:30:05 -0000", "2024-11-19T14:30:05+00:00"),  # UTC, from who knows where (RFC 5322 3.3)
        ("Tue, 19 Nov 1970 14:30:05 +0100", None),
        ("Tue, 39 Nov 2024 14:30:05 +0100", None),
        ("yesterday", None),
    ],
)
def test_a_mail_was_sent_in_its_own_zone(header, expected) -> None:
    sent = mail_date(header)
    assert (sent.isoformat() if sent else None) == expected


def test_an_hour_that_summer_time_leaves_out_is_one_after_it_began() -> None:
    moment = parse_date("31.03.2024, 02:30 Uhr", zone=BERLIN, language="de")
    assert moment is not None
    assert moment.instant == datetime(2024, 3, 31, 1, 30, tzinfo=UTC)


# ------------------------------------------------------------------------------------------------ what holds for all

LANGUAGES = [
    *("de", "de_AT", "de_CH", "en", "en_GB", "en_AU", "en_IN", "en_CA", "fr", "fr_CA", "fr_CH", "es", "es_MX", "it"),
    *("pt", "pt_PT", "nl", "pl", "cs", "sk", "hu", "ro", "bg", "ru", "uk", "el", "tr", "ar", "ar_EG", "ar_MA", "ar_SY"),
    *("fa", "he", "hi", "zh", "zh_TW", "zh_HK", "ja", "ko", "th", "vi", "id", "ms", "fi", "sv", "da", "nb", "nn", "is"),
    *("et", "lv", "lt", "sl", "hr", "sr", "sr_Latn", "bs", "mk", "sq", "be", "ca", "gl", "ka", "hy", "az", "uz", "bn"),
    *("ta", "mr", "gu", "ur", "sw", "af", "cy"),
]
DAYS = st.dates(date(1970, 1, 1), date(2039, 12, 31))
SETTINGS = settings(deadline=None, max_examples=200)  # the first example loads the names


@SETTINGS
@given(day=DAYS, language=st.sampled_from(LANGUAGES), width=st.sampled_from(["medium", "long", "full"]))
def test_what_cldr_writes_in_letters_is_read_again(day, language, width) -> None:
    assert read(format_date(day, width, language), language.replace("_", "-")) == day.isoformat()


@SETTINGS
@given(
    day=st.dates(date(2000, 1, 1), date(2039, 12, 31)),
    language=st.sampled_from([*LANGUAGES, "fil", "eu", "ne", "si", "mn", "kk", "te", "km"]),
)
def test_what_cldr_writes_in_figures_is_read_as_that_day_or_not_at_all(day, language) -> None:
    assert read(format_date(day, "short", language), language.replace("_", "-")) in {day.isoformat(), None}


@SETTINGS
@given(
    at=st.datetimes(datetime(2000, 1, 1), datetime(2039, 12, 31)),  # noqa: DTZ001 - hypothesis adds the zone
    language=st.sampled_from(LANGUAGES),
    width=st.sampled_from(["short", "medium", "long"]),
)
def test_a_time_of_day_is_read_as_it_was_written_or_left_out(at, language, width) -> None:
    text = format_datetime(at.replace(tzinfo=UTC), width, UTC, language)
    moment = parse_date(text, zone=UTC, language=language.replace("_", "-"))
    if moment is not None:
        exact = moment.at.replace(tzinfo=None)
        assert exact.date() == at.date()
        assert moment.precision == "day" or (exact.hour, exact.minute) == (at.hour, at.minute)


MONTHS = st.sampled_from(
    ["Mai", " March ", "novembre", "ноября", "نوفمبر", "พ.ย.", "월", "Uhr", "令和", " de ", ". ", "/", ":"]
)
NO_DIGITS = st.characters(exclude_categories=("Nd", "Cs"), exclude_characters="〇○零一二三四五六七八九十百元")


@SETTINGS
@given(
    text=st.lists(st.one_of(MONTHS, st.text(NO_DIGITS, max_size=4)), max_size=12).map("".join),
    language=st.sampled_from([None, *LANGUAGES]),
)
def test_a_text_without_a_number_has_no_date(text, language) -> None:
    assert find_dates(text, zone=BERLIN, language=language) == []


@SETTINGS
@given(
    text=st.one_of(
        st.sampled_from([text for rows in TABLES.values() for text, _ in rows]),
        st.text(string.digits + " .-/:,R年月日十"),
    ),
    language=st.sampled_from([None, *LANGUAGES]),
)
def test_what_was_read_is_read_again_as_the_same(text, language) -> None:
    moment = parse_date(text, zone=BERLIN, language=language)
    if moment is not None:
        assert str(parse_date(str(moment), zone=BERLIN, language=language)) == str(moment)


@SETTINGS
@given(
    days=st.lists(st.dates(date(2020, 1, 1), date(2024, 12, 31)), min_size=1, max_size=8),
    now=st.datetimes(datetime(2020, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_now_neither_makes_a_day_nor_changes_one(days, now) -> None:
    """Whole days are those that are printed, whatever the time is; of days without a year it may find the year."""
    whole = [[f"{day:%d.%m.%Y}"] for day in days]
    assert moments_of(whole, BERLIN, "de", now) == moments_of(whole, BERLIN, "de", None)
    assert moments_of([["Neues vom Tage"], ["vor 3 Stunden"]], BERLIN, "de", now) == [None, None]
    short = [[f"{day:%d.%m.}"] for day in days]
    assert set(moments_of(short, BERLIN, "de", None)) == {None}
    for moment, day in zip(moments_of(short, BERLIN, "de", now), days, strict=True):
        assert moment is None or (moment.at.month, moment.at.day) == (day.month, day.day)
        assert moment is None or moment.at.date() <= now.date() + timedelta(days=4)


@SETTINGS
@given(
    days=st.lists(st.dates(date(2020, 1, 1), date(2024, 12, 31)), min_size=1, max_size=8),
    proof=st.dates(date(2020, 1, 13), date(2020, 1, 31)),
    order=st.sampled_from(["%d/%m/%Y", "%m/%d/%Y"]),
)
def test_one_date_proves_the_order_of_all_others(days, proof, order) -> None:
    rows = [[f"{day:{order}}"] for day in (*days, proof)]
    assert [moment and moment.at.date() for moment in moments_of(rows, BERLIN, None, None)] == [*days, proof]


@pytest.mark.parametrize(
    "piece",
    ["1.1.1.1.", "7", "二〇二四年", "十", "1年", "R6.1", "19 تشرين ", "19 พ.ย. 6", "2024ko ", "14時", "November 1,", "' 1 "],
    ids=repr,
)  # fmt: skip
def test_a_megabyte_of_a_piece_of_a_date_is_read(piece) -> None:
    """Hangs where a pattern backtracks, or looks farther than its own surroundings."""
    text = piece * (1_000_000 // len(piece))
    for language in ("ja", "ar"):
        assert find_dates(text, zone=BERLIN, language=language) == []
