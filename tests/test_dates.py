"""What is a date, which one, and what only looks like one."""

import string
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date
from hypothesis import example, given, settings
from hypothesis import strategies as st

from feeder.model import Moment
from feeder.parse.dates import find_dates, is_date_line, parse_date

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
DAY = "2020-11-16"  # a Monday
NOON_HALF = "2020-11-16T14:30:00+01:00"


def read(text: str, language: str | None = None, *, day_first: bool | None = None) -> str | None:
    moment = parse_date(text, zone=BERLIN, language=language, day_first=day_first)
    return str(moment) if moment else None


def spans(text: str, language: str | None = None) -> list[str]:
    return [text[found.start : found.end] for found in find_dates(text, zone=BERLIN, language=language)]


MACHINE = [
    ("2020-11-16", DAY),
    ("2020/11/16", DAY),
    ("2020.11.16", DAY),
    ("20201116", DAY),
    ("2020-11-16T14:30", NOON_HALF),
    ("2020-11-16 14:30:05", "2020-11-16T14:30:05+01:00"),
    ("2020-11-16t14:30:05z", "2020-11-16T14:30:05Z"),
    ("2020-11-16T14:30:05.123456789Z", "2020-11-16T14:30:05Z"),
    ("2020-11-16T14:30:05,5+0530", "2020-11-16T14:30:05+05:30"),
    ("2020-11-16T14:30-05:00", "2020-11-16T14:30:00-05:00"),
    ("2020-11-16 14:30:05-05:00", "2020-11-16T14:30:05-05:00"),
    ("2020-11-16 14:30:05+01", "2020-11-16T14:30:05+01:00"),  # PostgreSQL
    ("2020-11-16T23:59:60Z", "2020-11-16T23:59:59Z"),  # a leap second
    ("2020-11-16T24:00:00+01:00", "2020-11-17T00:00:00+01:00"),
    ("2020-11-16T00:00:00Z", "2020-11-16T00:00:00Z"),  # an offset makes midnight an instant
    ("2020-11-16T00:00:00", DAY),  # without one it is how software prints a day
    ("2020-11-16T25:00:00", DAY),  # no time, but still a day
    ("20201116T143005Z", "2020-11-16T14:30:05Z"),
    ("202011161430", NOON_HALF),
    ("D:20201116143005+01'00'", "2020-11-16T14:30:05+01:00"),  # PDF
    ("Mon, 16 Nov 2020 14:30:05 +0100", "2020-11-16T14:30:05+01:00"),
    ("Mon, 16 Nov 2020 14:30:05 GMT", "2020-11-16T14:30:05Z"),
    ("16 Nov 2020 14:30 -0500", "2020-11-16T14:30:00-05:00"),
    ("Mon, 16 Nov 20 14:30:05 EST", "2020-11-16T14:30:05-05:00"),  # RFC 822
    ("Monday, 16-Nov-20 14:30:05 GMT", "2020-11-16T14:30:05Z"),  # RFC 850
    ("16/Nov/2020:14:30:05 +0100", "2020-11-16T14:30:05+01:00"),  # web server logs
    ("Mon Nov 16 2020 14:30:05 GMT+0100 (CET)", "2020-11-16T14:30:05+01:00"),  # JavaScript
    ("Mon Nov 16 14:30:05 2020", "2020-11-16T14:30:05+01:00"),  # C's asctime
    ("Fri Nov  6 14:30:05 UTC 2020", "2020-11-06T14:30:05Z"),  # date(1)
    ("Mon Nov 16 14:30:05 +0000 2020", "2020-11-16T14:30:05Z"),
    ("Mon Nov 31 14:30:05 2020", None),
    ("20201116T143005.250Z", "2020-11-16T14:30:05Z"),
    ("16 November 2020, 14.30 CET", "2020-11-16T14:30:00+01:00"),
    ("16 November 2020 9.00 (ET)", "2020-11-16T09:00:00-05:00"),
    ("16 November 2020 9.00", "2020-11-16"),
    ("16 November 2020 9.00 LOT", "2020-11-16"),
]


@pytest.mark.parametrize(("text", "expected"), MACHINE)
def test_machines_print_dates(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(("language", "text"), [("de", "16.11.2563"), ("de", "Tel. 109-11-16"), (None, "109/11/16")])
def test_years_of_an_era_are_read_where_it_is_used(language: str | None, text: str) -> None:
    assert read(text, language=language) is None


PEOPLE = [
    ("de", "16.11.2020", DAY),
    ("de", "16. 11. 2020", DAY),
    ("de", "16.11.20", DAY),
    ("de", "6.11.98", "1998-11-06"),
    ("de", "16. November 2020", DAY),
    ("de", "16.November 2020", DAY),
    ("de", "16.\n      November\n      2020", DAY),
    ("de", "Mo., 16. Nov. 2020", DAY),
    ("de", "1. Sept. 2020", "2020-09-01"),
    ("de", "1. März 2021", "2021-03-01"),
    ("de", "1. MÄRZ 2021", "2021-03-01"),
    ("de", "1. Maerz 2021", "2021-03-01"),
    ("de-AT", "16. Jänner 2021", "2021-01-16"),
    ("de", "16. Februar 2021", "2021-02-16"),
    ("de", "Veröffentlicht am 16.11.2020", DAY),
    ("de", "Stand: 16.11.2020, 14.30 Uhr", NOON_HALF),
    ("de", "Berlin, den 16. November 2020", DAY),
    ("de", "Montag, den 16. November 2020, um 14:30 Uhr (MEZ)", NOON_HALF),
    ("de", "16.11.2020 | 14 Uhr", "2020-11-16T14:00:00+01:00"),
    ("de", "14:30 Uhr, 16.11.2020", NOON_HALF),
    ("de", "um 14:30 Uhr am Montag, den 16.11.2020", NOON_HALF),
    ("de", "16.11.2020, 24:00 Uhr", "2020-11-17T00:00:00+01:00"),
    ("de", "16.11.2020, 0 Uhr", "2020-11-16T00:00:00+01:00"),
    ("de", "16.07.2020 14:30 MESZ", "2020-07-16T14:30:00+02:00"),
    ("de", "Pressemitteilung Nr. 12 – 16. November 2020", DAY),  # a number, not the first day of a range
    ("de", "16.11.2020 (zuletzt geändert am 16.11.2020, 14:30 Uhr)", NOON_HALF),
    ("en", "November 16, 2020", DAY),
    ("en", "Nov. 16, 2020", DAY),
    ("en", "16 November 2020", DAY),
    ("en", "Monday 16th of November, 2020", DAY),
    ("en", "Posted on Mon, Nov 16th 2020", DAY),
    ("en", "16-Nov-2020", DAY),
    ("en", "November 16, 2020 at 2:30 p.m. EST", "2020-11-16T14:30:00-05:00"),
    ("en", "November 16, 2020, 9 am ET", "2020-11-16T09:00:00-05:00"),
    ("en", "July 16, 2020, 9:00 AM PT", "2020-07-16T09:00:00-07:00"),
    ("en", "2.30pm, 16 November 2020", NOON_HALF),
    ("en", "November 16, 2020 12:05 a.m.", "2020-11-16T00:05:00+01:00"),
    ("en", "November 16, 2020 12:05 p.m.", "2020-11-16T12:05:00+01:00"),
    ("en", "16 July 2020 14:30 BST", "2020-07-16T14:30:00+01:00"),
    ("en", "16 November 2020 14:30 UTC+1", NOON_HALF),
    ("en-GB", "1 Sept 2020", "2020-09-01"),
    ("th", "16 พฤศจิกายน 2563", DAY),  # years of the Buddhist era
    ("th", "วันที่ ๑๖ พ.ย. พ.ศ. ๒๕๖๓", DAY),
    ("th", "16/11/2563", DAY),
    ("zh-TW", "中華民國109年11月16日", DAY),  # years of the Republic
    ("zh-TW", "109-11-16", DAY),
    ("vi", "16 tháng 11, 2020", DAY),
    ("vi", "Ngày 16 tháng 11 năm 2020", DAY),
    ("he", "16 בנובמבר 2020", DAY),
    ("hi", "16 नवंबर 2020", DAY),
    ("hi", "16 जून 2020", "2020-06-16"),  # without its vowel sign June would be January
    ("fr", "16 novembre 2020", DAY),
    ("fr", "1er mars 2021", "2021-03-01"),
    ("fr", "Publié le lundi 16 novembre 2020 à 14h30", NOON_HALF),
    ("fr", "16 nov. 2020 à 14 h", "2020-11-16T14:00:00+01:00"),
    ("fr", "16 FÉVRIER 2021", "2021-02-16"),
    ("fr", "16 août 2020", "2020-08-16"),
    ("fr", "16/11/2020", DAY),
    ("it", "Roma, 16 novembre 2020", DAY),
    ("it", "1º marzo 2021", "2021-03-01"),
    ("it", "lunedì 16 novembre 2020, ore 14.30", NOON_HALF),
    ("it", "16 gen 2021 alle ore 14", "2021-01-16T14:00:00+01:00"),
    ("es", "16 de noviembre de 2020", DAY),
    ("es", "lunes, 16 de noviembre del 2020 a las 14:30", NOON_HALF),
    ("es", "Noviembre 16, 2020", DAY),
    ("es", "1 de setiembre de 2020", "2020-09-01"),
    ("pl", "16 listopada 2020 r.", DAY),
    ("pl", "poniedziałek, 16 listopada 2020 r., godz. 14.30", NOON_HALF),
    ("pl", "16 paź 2020", "2020-10-16"),
    ("nl", "16 november 2020", DAY),
    ("nl", "maandag 16 november 2020 om 14.30 uur", NOON_HALF),
    ("nl", "16-11-2020", DAY),
    ("nl", "1 mrt. 2021", "2021-03-01"),
    ("pt-BR", "16 de novembro de 2020 às 14h30", NOON_HALF),
    ("sv", "den 16 november 2020 kl. 14.30", NOON_HALF),
    ("da", "mandag den 16. november 2020", DAY),
    ("no", "16. desember 2020", "2020-12-16"),
    ("fi", "16. marraskuuta 2020 klo 14.30", NOON_HALF),
    ("cs", "16. listopadu 2020", DAY),
    ("sk", "16. novembra 2020", DAY),
    ("hu", "2020. november 16., hétfő 14:30", NOON_HALF),
    ("ro", "16 noiembrie 2020", DAY),
    ("el", "16 Νοεμβρίου 2020", DAY),
    ("el", "16 ΜΑΪΟΥ 2020", "2020-05-16"),
    ("ru", "16 ноября 2020 г., 14:30", NOON_HALF),
    ("uk", "16 листопада 2020 р.", DAY),
    ("tr", "16 KASIM 2020", DAY),
    ("hr", "16. studenoga 2020.", DAY),
    ("lt", "2020 m. lapkričio 16 d.", DAY),
    ("ca", "16 d’octubre del 2020", "2020-10-16"),
    ("ja", "2020年11月16日(月) 14:30", NOON_HALF),
    ("ja", "令和2年11月16日", DAY),
    ("zh", "2020年11月16日", DAY),
    ("ko", "2020. 11. 16.", DAY),
    ("ko", "2020년 11월 16일", DAY),
    ("ar", "١٦/١١/٢٠٢٠", DAY),
    ("ar", "16 أغسطس 2020", "2020-08-16"),
    ("ca", "1 d’ag. del 2020", "2020-08-01"),
    ("ru", "16 Ноя, 2020", DAY),
    ("de", "Urteil v. 16.11.2020", DAY),  # "v." is no version here
    ("de", "(2) 16. November 2020", DAY),
    (None, "１６．１１．２０２０", DAY),  # full width
    (None, "16.\u00a0Novem\u00adber\u00a02020", DAY),  # no-break spaces, a soft hyphen
    (None, "1. Ma\u0308rz 2021", "2021-03-01"),  # a combining diaeresis
    (None, "16. November 2020¹", DAY),  # a footnote mark is no digit
    ("en", "16. November 2020", DAY),  # the page's language is wrong
    ("x-klingon", "16 novembre 2020", DAY),
]


@pytest.mark.parametrize(("language", "text", "expected"), PEOPLE)
def test_people_write_dates(language: str | None, text: str, expected: str) -> None:
    assert read(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Pressemitteilung",
        "gestern",
        "vor 2 Stunden",
        "November 2020",
        "16. November",
        "16.11.",
        "31.02.2020",
        "29 février 2021",
        "16.11.1899",
        "16.11.2101",
        "00.11.2020",
        "16.11.2020 und 17.11.2020",
        "16.–18. November 2020",  # only the end of the range is complete
        "16 - 18 November 2020",
        "16. bis 18. November 2020",
        "30. Oktober – 2. November 2020",
        "October 30 – November 2, 2020",
        "November 16-18, 2020",
        "du 16 au 18 novembre 2020",
        "del 16 al 18 de noviembre de 2020",
        "16.11. - 18.11.2020",
        "16./17.11.2020",
        "2020-11-16/2020-11-18",
        "Version 1.2.2020",
        "1.2.2020.4",
        "v1.2.2020",
        "3.12 Mio",
        "3.12.20 Uhr",  # 3 December, eight in the evening
        "1.2.20",  # may be a chapter
        "10/11",
        "24/7",
        "2020/21",
        "16-11-20",
        "10.11.20.5",  # an address
        "192.168.11.20",
        "ISO 9001:2015",
        "§ 16.11",
        "+49 30 16-11-2020",
        "(030) 16-11-2020",
        "01.02.20.20.15",
        "16.11 MB",
        "Drucksache 19/24334",
        "ABC-2020-11-16-XY",
        "/2020/11/16/neues-werk",
        "16 Teilnehmer 2020",
        "20 LED 2020",  # January in Czech, and lamps elsewhere
        "1605537000",
        "99999999",
        "20201345",
        "²⁰²⁰-¹¹-¹⁶",
        "16.11.2020 " + "x" * 400,  # a text, not a date
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert read(text, "de") is None
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "language", "day_first", "expected"),
    [
        ("05/11/2020", None, None, None),
        ("05/11/2020", "en", None, None),
        ("05/11/2020", "en-US", None, "2020-05-11"),
        ("05/11/2020", "en_US.UTF-8", None, "2020-05-11"),
        ("05/11/2020", "en-GB", None, "2020-11-05"),
        ("05/11/2020", "it", None, "2020-11-05"),
        ("05-11-2020", "nl", None, "2020-11-05"),
        ("05 / 11 / 2020", "fr", None, "2020-11-05"),
        ("05/11/2020", "it", False, "2020-05-11"),
        ("05/11/2020", "en-US", True, "2020-11-05"),
        ("05/05/2020", None, None, "2020-05-05"),
        ("11/16/2020", None, None, DAY),
        ("16/11/2020", "en-US", None, DAY),  # there is no sixteenth month
        ("11/16/20", None, None, DAY),  # 2011 has no sixteenth month either
        ("20/11/16", None, None, None),  # which of them is the year?
        ("20/11/16", "fr", None, "2016-11-20"),
        ("05/11/20", None, False, "2020-05-11"),
        ("05.11.2020", "en-US", None, "2020-11-05"),  # points put the day first
        ("11.16.2020", "en-US", None, DAY),
        ("11.16.2020", "de", None, None),
        ("Mon, 05/11/2020", None, None, "2020-05-11"),  # the weekday tells
        ("Thursday 05/11/2020", None, None, "2020-11-05"),
        ("Friday 05/11/2020", None, None, None),
    ],
)
def test_day_and_month_are_told_apart_or_not_at_all(text, language, day_first, expected) -> None:
    assert read(text, language, day_first=day_first) == expected


@pytest.mark.parametrize("text", ["05/11/2024", "05-11-2024"])
def test_one_text_is_read_in_each_order_that_is_asked_for(text) -> None:
    orders = {day_first: read(text, day_first=day_first) for day_first in (None, True, False, None)}
    assert orders == {None: None, True: "2024-11-05", False: "2024-05-11"}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("16 listopada 2020", "pl", "2020-11-16"),
        ("16. listopada 2020.", "hr", "2020-10-16"),
        ("16 listopada 2020", None, "2020-11-16"),  # Croatian puts a point after the day
        ("16. listopada 2020.", None, "2020-10-16"),
        ("16. listopada 2020 r.", None, "2020-11-16"),  # but "r." is Polish
        ("16. lis 2020", "cs", "2020-11-16"),
        ("16. srpnja 2020.", None, "2020-07-16"),
        ("1 mar 2021", None, "2021-03-01"),
        ("mar. 17 nov. 2020", "fr", "2020-11-17"),  # mardi
    ],
)
def test_a_month_word_of_two_languages_is_settled_by_what_surrounds_it(text, language, expected) -> None:
    assert read(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("16.11.2020, 10:00 – 14:30 Uhr", DAY),  # when it takes place
        ("16.11.2020 10:00-11:30", DAY),
        ("16.11.2020 14:30 IST", DAY),  # India, Ireland or Israel
        ("16.11.2020 14:30 +99:00", DAY),
        ("16.11.2020 um 14 Prozent", DAY),
        ("16.11.2020, 14.30 Euro", DAY),
        ("16.11.2020 um 14:30 und 16.11.2020 um 15:30", DAY),  # two times, one day
        ("16 novembre 2020 à 14h30 et demain", NOON_HALF),  # "et" is not Eastern Time
    ],
)
def test_a_doubtful_time_is_left_out(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-07-16T12:00", "2020-07-16T12:00:00+02:00"),
        ("2020-01-16T12:00", "2020-01-16T12:00:00+01:00"),
        ("2020-03-29T01:59", "2020-03-29T01:59:00+01:00"),  # the last minute of winter
        ("2020-03-29T03:00", "2020-03-29T03:00:00+02:00"),
        ("2020-10-25T02:30", "2020-10-25T02:30:00+02:00"),  # twice that night; the first is meant
        ("2020-10-24T24:00", "2020-10-25T00:00:00+02:00"),
    ],
)
def test_the_zone_of_that_day_applies(text: str, expected: str) -> None:
    assert read(text) == expected


def test_a_day_is_local_midnight() -> None:
    moment = parse_date("July 4, 2020", zone=NEW_YORK)
    assert moment == Moment(at=datetime(2020, 7, 4, tzinfo=NEW_YORK), precision="day")
    assert moment.at.utcoffset() == timedelta(hours=-4)


@pytest.mark.parametrize(
    ("text", "precision"), [("16.11.2020", "day"), ("16.11.2020 14:30", "minute"), ("2020-11-16T14:30:00Z", "second")]
)
def test_a_moment_is_as_precise_as_printed(text: str, precision: str) -> None:
    assert parse_date(text, zone=UTC).precision == precision


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Am 16. November 2020 begann, was am Freitag, 20.11.2020, 14:30 Uhr endete.",
            ["16. November 2020", "Freitag, 20.11.2020, 14:30 Uhr"],
        ),
        ("Vom 16. bis 18. November 2020 in Köln.", []),
        ("Seit dem 1.\u00adMärz 2021 (zuvor 16.11.2020) gilt es.", ["1.\u00adMärz 2021", "16.11.2020"]),
        ("16.11.2020–18.11.2020", ["16.11.2020", "18.11.2020"]),
        ("5 Jahre 2020-11-16", ["2020-11-16"]),  # "5 Jahre 2020" is tried first
        ("Nummer 20201116 ist keins.", []),  # packed only where it is all
        ("November 16, 2020 November 17, 2020", ["November 16, 2020", "November 17, 2020"]),
    ],
)
def test_dates_are_found_where_they_stand(text: str, expected: list[str]) -> None:
    assert spans(text, "de") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("16. November 2020", True),
        ("Montag, 16. November 2020, 14:30 Uhr", True),
        ("Stand: 16.11.2020", True),
        ("Veröffentlicht am 16.11.2020", True),
        ("Berlin, den 16. November 2020", True),
        ("FRANKFURT AM MAIN (ots), 16. November 2020 –", True),
        ("Lundi 16 novembre 2020", True),
        ("Seit 16.11.2020 gilt das Gesetz", False),
        ("Berlin, 16. November 2020 – Das Werk wächst", False),
        ("Kapitel 3, 16.11.2020", False),
        ("16.11.2020 und 17.11.2020", False),
        ("Berlin", False),
        ("", False),
        ("16.11.2020" + " " * 400, False),
    ],
)
def test_a_date_line_is_nothing_but_a_date(text: str, expected: bool) -> None:
    assert is_date_line(text, language="de") is expected


LANGUAGES = [
    *("de", "de_AT", "en", "en_GB", "fr", "it", "es", "pl", "nl", "pt", "sv", "da", "nb", "fi", "cs", "sk", "hu"),
    *("ro", "el", "ru", "uk", "tr", "hr", "sl", "bg", "et", "lt", "ca", "ja", "ko"),
]


@settings(deadline=None)  # the first example loads the names
@given(
    day=st.dates(date(1970, 1, 1), date(2068, 12, 31)),
    language=st.sampled_from(LANGUAGES),
    width=st.sampled_from(["medium", "long", "full"]),
)
def test_every_date_that_cldr_formats_is_read_again(day: date, language: str, width: str) -> None:
    text = format_date(day, format=width, locale=language)
    assert read(text, language.replace("_", "-")) == day.isoformat()


@settings(deadline=None)
@given(
    day=st.dates(date(1970, 1, 1), date(2068, 12, 31)), language=st.sampled_from(["de", "en", "fr", "it", "es", "nl"])
)
def test_the_first_languages_are_read_without_being_told(day: date, language: str) -> None:
    assert read(format_date(day, format="long", locale=language)) == day.isoformat()


@settings(deadline=None)
@given(
    at=st.datetimes(
        datetime(1901, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
        datetime(2099, 1, 1),  # noqa: DTZ001
        timezones=st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
    )
)
def test_every_rfc_3339_time_is_read_to_the_second(at: datetime) -> None:
    moment = parse_date(at.isoformat(), zone=BERLIN)
    assert moment == Moment(at=at.replace(microsecond=0))
    assert moment.at.utcoffset() == at.utcoffset()


PIECES = st.sampled_from([
    *("16", "11", "2020", "1", "5", "20", "00", "31", "14:30", "14", ".", "/", "-", " ", ", ", ":", "–", "T", "Z", "+01:00"),
    *("November", "Nov.", "listopada", "mars", " Mo, ", " Monday ", " den ", " bis ", " r.", " Uhr", " pm", " EST", "年", "月", "日"),
    *("令和", "\u00ad", "\u0301", "²", "١", "Version ", "(0", "+4", "D:", "'", "\n", "de ", "um "),
])  # fmt: skip
LIKELY = st.lists(PIECES, max_size=30).map("".join)


@settings(deadline=None)
@given(
    text=st.one_of(st.text(), LIKELY, st.text(string.digits + " .-/:,")),
    language=st.one_of(st.none(), st.text(), st.sampled_from(LANGUAGES)),
)
@example(text="\ud800 16.11.2020", language="../../etc/passwd")
def test_no_text_is_an_error(text: str, language: str | None) -> None:
    parse_date(text, zone=BERLIN, language=language)
    is_date_line(text, language=language)


@settings(deadline=None)
@given(text=LIKELY, language=st.sampled_from([None, "de", "en", "fr", "pl", "hr", "ja"]))
@example(text="14:30 Uhr, Montag, den 16.\u00adNovember 2020.", language="de")
def test_a_span_by_itself_states_the_same_moment(text: str, language: str | None) -> None:
    end = 0
    for found in find_dates(text, zone=BERLIN, language=language):
        assert end <= found.start < found.end <= len(text)
        assert parse_date(text[found.start : found.end], zone=BERLIN, language=language) == found.moment
        end = found.end


@pytest.mark.parametrize(
    "piece",
    ["1 ", "1. ", "1" + " " * 60, "16 a 2020 ", "+1 2 ", "(0", "16.11.2020" + "." * 40, " " * 64 + "16, 2020", "1 de de ", "1\u0301", "\u0301"],
    ids=repr,
)  # fmt: skip
def test_a_megabyte_of_anything_is_read(piece: str) -> None:
    """Hangs where a pattern backtracks, or looks farther than its own surroundings."""
    text = piece * (1_000_000 // len(piece))
    assert parse_date(text, zone=BERLIN) is None
    assert len(find_dates(text, zone=BERLIN)) <= text.count("2020")
