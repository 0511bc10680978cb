"""An embargo is read where press offices print it, to the minute or not at all."""

from zoneinfo import ZoneInfo

import pytest

from feeder import extract
from feeder.model import Entry
from feeder.parse.anatomy import embargo

BERLIN = ZoneInfo("Europe/Berlin")
BODY = "Die Fähre legt künftig alle zehn Minuten ab, sagte die Kreisverwaltung am Morgen in Winsemund. " * 5

READABLE = [
    ("de", "Sperrfrist: 3. Mai 2025, 10:00 Uhr", "2025-05-03T10:00:00+02:00"),
    ("de", "SPERRFRIST Samstag, 3. Mai 2025, 10 Uhr", "2025-05-03T10:00:00+02:00"),
    ("de", "Achtung, Sperrfrist: 03.05.2025, 10.00 Uhr", "2025-05-03T10:00:00+02:00"),
    ("de", "Bitte Sperrfrist beachten: 3. Mai 2025, 10 Uhr!", "2025-05-03T10:00:00+02:00"),
    ("de", "Sperrfrist bis zum 3. Mai 2025 um 10 Uhr", "2025-05-03T10:00:00+02:00"),
    ("de", "Sperrvermerk: 3. Mai 2025, 24 Uhr", "2025-05-04T00:00:00+02:00"),
    ("de", "Pressemitteilung – Sperrfrist: 3. Mai 2025, 10 Uhr", "2025-05-03T10:00:00+02:00"),
    ("de", "Nicht zur Veröffentlichung vor dem 3. Mai 2025, 10 Uhr", "2025-05-03T10:00:00+02:00"),
    ("de", "[Sperrfrist: 3. Mai 2025, 10 Uhr] Die neue Brücke", "2025-05-03T10:00:00+02:00"),
    ("de", f"Sperrfrist: 3. Mai 2025, 10 Uhr. {BODY}", "2025-05-03T10:00:00+02:00"),
    ("de", "Gesperrt bis 3. Mai 2025", "2025-05-03"),
    ("de", "Sperrfrist: 26. Oktober 2025, 2:30 Uhr", "2025-10-26T02:30:00+01:00"),  # the second of the two
    ("de", "Sperrfrist: 30. März 2025, 2:30 Uhr", "2025-03-30T02:30:00+01:00"),  # no clock shows it; 3:30 comes
    ("en", "EMBARGOED UNTIL 00:01 GMT, 3 May 2025", "2025-05-03T00:01:00Z"),
    ("en", "Embargoed until 10 a.m. ET, May 3, 2025", "2025-05-03T10:00:00-04:00"),
    ("en", "Embargoed until 10:00 EDT on Saturday, 3 May 2025.", "2025-05-03T10:00:00-04:00"),
    ("en", "Embargoed for release until 3 May 2025 at 09:00 BST", "2025-05-03T09:00:00+01:00"),
    ("en", "NOT FOR PUBLICATION BEFORE 3 May 2025, 10:00 UTC", "2025-05-03T10:00:00Z"),
    ("en", "Under embargo until 3 May 2025", "2025-05-03"),
    ("fr", "Sous embargo jusqu'au 12 juin 2025 à 10 heures", "2025-06-12T10:00:00+02:00"),
    ("fr", "Embargo : jeudi 12 juin 2025, 10h30", "2025-06-12T10:30:00+02:00"),
    ("fr", "Ne pas diffuser avant le 12 juin 2025 à 10h", "2025-06-12T10:00:00+02:00"),
    ("es", "Embargado hasta el 12 de junio de 2025 a las 10:00 horas", "2025-06-12T10:00:00+02:00"),
    ("fr", "NE PAS PUBLIER avant le 12 juin 2025 à 10h", "2025-06-12T10:00:00+02:00"),
    ("es", "No publicar antes del 12 de junio de 2025", "2025-06-12"),
    ("it", "Non pubblicare prima del 12 giugno 2025, ore 10.00", "2025-06-12T10:00:00+02:00"),
    ("pl", "Nie publikować przed 12 czerwca 2025", "2025-06-12"),
    ("nl", "Niet publiceren voor 12 juni 2025, 10.00 uur", "2025-06-12T10:00:00+02:00"),
    ("it", "Sotto embargo fino alle ore 10 del 12 giugno 2025", "2025-06-12T10:00:00+02:00"),
    ("it", "Embargo fino al 12 giugno 2025, ore 10.00", "2025-06-12T10:00:00+02:00"),
    ("pl", "Embargo do 12 czerwca 2025 r., godz. 10:00", "2025-06-12T10:00:00+02:00"),
    ("pl", "Materiał objęty embargiem do 12 czerwca 2025 godz. 10", "2025-06-12T10:00:00+02:00"),
    ("nl", "Onder embargo tot 12 juni 2025, 10.00 uur", "2025-06-12T10:00:00+02:00"),
    ("pt", "Sob embargo até 12 de junho de 2025, às 10h00", "2025-06-12T10:00:00+02:00"),
    ("pt", "Não publicar antes de 12 de junho de 2025", "2025-06-12"),
    ("sv", "Embargo till den 12 juni 2025 kl. 10.00", "2025-06-12T10:00:00+02:00"),
    ("sv", "Får inte publiceras före 12 juni 2025 kl 10.00", "2025-06-12T10:00:00+02:00"),
    ("da", "Klausuleret til den 12. juni 2025 kl. 10.00", "2025-06-12T10:00:00+02:00"),
    ("nb", "Sperrefrist: 12. juni 2025 kl. 10.00", "2025-06-12T10:00:00+02:00"),
    ("fi", "Julkaisuvapaa 12.6.2025 klo 10.00", "2025-06-12T10:00:00+02:00"),
    ("cs", "Embargo do 12. června 2025, 10:00 hod.", "2025-06-12T10:00:00+02:00"),
    ("hu", "Embargó: 2025. június 12. 10:00", "2025-06-12T10:00:00+02:00"),
    ("ro", "Sub embargo până la 12 iunie 2025", "2025-06-12"),
    ("el", "Εμπάργκο έως τις 12 Ιουνίου 2025", "2025-06-12"),
    ("ru", "Эмбарго до 12 июня 2025 г., 10:00", "2025-06-12T10:00:00+02:00"),
    ("uk", "Ембарго до 12 червня 2025 року", "2025-06-12"),
    ("tr", "Ambargolu: 12 Haziran 2025, 10:00", "2025-06-12T10:00:00+02:00"),
    ("ja", "解禁日時：2025年6月12日 10:00", "2025-06-12T10:00:00+02:00"),
    ("zh", "禁发期：2025年6月12日", "2025-06-12"),
    ("ko", "엠바고: 2025년 6월 12일 10:00", "2025-06-12T10:00:00+02:00"),
    ("ko", "[엠바고] 2025년 6월 12일 10:00", "2025-06-12T10:00:00+02:00"),
    ("ja", "【解禁：2025年6月12日10時】港が開く", "2025-06-12T10:00:00+02:00"),
    ("ja", "（解禁日時：2025年6月12日）港が開く", "2025-06-12"),
    ("ja", "【解禁日時】2025年6月12日 10:00", "2025-06-12T10:00:00+02:00"),
    ("en", "[EMBARGO] 3 May 2025, 10:00 BST", "2025-05-03T10:00:00+01:00"),
    ("ar", "محظور النشر حتى 12 يونيو 2025", "2025-06-12"),
]  # fmt: skip

OPEN_ENDED = [
    ("de", "Sperrfrist: Redebeginn"),
    ("de", "Es gilt das gesprochene Wort. Sperrfrist: Redebeginn"),
    ("de", "Sperrfrist: 10 Uhr"),  # of which day?
    ("de", "Sperrfrist: 3. Mai, 10 Uhr"),  # of which year?
    ("de", "Sperrfrist: 3. Mai 2025, mittags"),  # midnight would be twelve hours early
    ("de", "Sperrfrist: 3. Mai 2025, 10:00 Uhr (Ende der Rede)"),
    ("de", "Sperrfrist: 3. Mai 2025 oder 4. Mai 2025"),
    ("en", "Strictly embargoed until noon on 3 May 2025"),
    ("en", "Hold for release until 3 May 2025 at 10:00 IST"),  # India, Ireland or Israel
    ("en", "EMBARGO"),
    ("es", "Bajo embargo hasta el discurso"),
    ("ro", "Sub embargo până la 12 iunie 2025, după discurs"),
    ("uk", "Ембарго до кінця промови"),
    ("sk", "Nezverejňovať pred 12. júnom 2025"),  # a case that no calendar lists
    ("ja", "報道解禁：記者会見終了後"),
    ("ja", "【報道解禁】記者会見終了後"),
    ("en", "[EMBARGO] The harbour opens on 3 May 2025"),
    ("fi", "Julkaisuvapaa: puheen jälkeen"),
]

NO_MARKS = [
    ("de", "Das Embargo gegen Waffen bleibt"),
    ("de", "Embargo gegen Waffen verlängert"),
    ("de", "Embargo: EU verschärft die Sanktionen"),
    ("de", "Handel – Embargo: wer am Ende zahlt"),
    ("de", "Sperrfristen werden abgeschafft"),
    ("de", "Gesperrt bis Freitag: die Elbbrücke"),
    ("de", "Sperrfrist: keine"),
    ("en", "Embargo lifted"),
    ("en", "Embargoed goods were seized in the port"),
    ("en", "The embargo until 3 May 2025 was costly"),
    ("fr", "L'embargo jusqu'au 12 juin a coûté cher"),
    ("en", "For immediate release"),
    ("en", "Embargo Records signs the choir"),
    ("en", "EMBARGO RECORDS: A CHOIR OF TWENTY"),
    ("tr", "Ambargo: ABD yaptırımları genişletti"),
    ("ru", "Эмбарго: Европа расширяет санкции"),
    ("el", "Το εμπάργκο έως τις 12 Ιουνίου"),
    ("da", "Klausuleret salg af kraner"),
    ("fi", "Julkaisuvapaa sisältö verkossa"),
    ("ja", "解禁：アユ釣り始まる"),
    ("ja", "情報解禁！新しい船"),
]


def read(text: str, language: str) -> embargo.Mark | None:
    return embargo.mark(text, zone=BERLIN, language=language)


@pytest.mark.parametrize(("language", "text", "until"), READABLE)
def test_a_mark_says_until_when(language, text, until):
    found = read(text, language)
    assert found
    assert str(found.until) == until


@pytest.mark.parametrize(("language", "text"), OPEN_ENDED)
def test_a_mark_that_is_not_wholly_understood_names_no_time(language, text):
    found = read(text, language)
    assert found
    assert found.until is None


def test_what_a_bracket_leaves_open_is_not_settled_by_another_time():
    """Whoever says "after the conference" beside it means that too."""
    entry = Entry(title="【報道解禁】記者会見終了後", text="解禁日時：2025年6月12日 10:00\n\n港が開く。")
    assert embargo.marked(entry, zone=BERLIN, language="ja").status == "held"


@pytest.mark.parametrize(("language", "text"), NO_MARKS)
def test_what_only_speaks_of_an_embargo_is_no_mark(language, text):
    assert read(text, language) is None


@pytest.mark.parametrize("word", ["Sperrfrist: ", "embargo ", "1. Mai 2025 ", "[", "10:00 ", "– ", "bis ", "until\n"])
def test_a_mark_without_end_is_read_in_an_instant(word):
    read(word * 50_000, "de")
    read("Sperrfrist: " + word * 50_000, "de")


# In documents -------------------------------------------------------------------------------------------------------

MARK = "Sperrfrist: 3. Mai 2025, 10 Uhr"
UNTIL = "2025-05-03T10:00:00+02:00"

ROW = '<li><h3><a href="/1">{}</a></h3><p>{}</p></li><li><h3><a href="/2">Another release of the house</a></h3></li>'
RSS = "<rss version='2.0'><channel><title>T</title><item><title>{}</title><link>https://a.example/1</link><description>{}</description></item></channel></rss>"
PAGE = "<html><body><main>{}<h1>Die Fähre fährt öfter</h1>{}<p>{}</p></main></body></html>"

DOCUMENTS = [
    pytest.param("a.txt", f"Meldung\n{MARK}\n\nDie Fähre fährt\n\n{BODY}", {}, id="text: above the headline"),
    pytest.param("a.txt", f"Meldung\n\nDie Fähre fährt\n\n{MARK}\n\n{BODY}", {}, id="text: below the headline"),
    pytest.param("a.md", f"---\ntitle: Die Fähre\nsperrfrist: 3. Mai 2025, 10 Uhr\n---\n{BODY}", {}, id="front matter in words"),
    pytest.param("a.md", f"---\ntitle: Die Fähre\nembargo: 2025-05-03 10:00\n---\n{BODY}", {}, id="front matter"),
    pytest.param("a.md", f"+++\ntitle = 'Die Fähre'\nembargo = 2025-05-03T10:00:00+02:00\n+++\n{BODY}", {}, id="TOML"),
    pytest.param("a.md", f"# Die Fähre\n\n**{MARK}**\n\n{BODY}", {}, id="markdown: in the text"),
    pytest.param("a.html", PAGE.format(f"<p>{MARK}</p>", "", BODY), {"shape": "article"}, id="page: above the headline"),
    pytest.param("a.html", PAGE.format("", f"<div><strong>{MARK}</strong></div>", BODY), {"shape": "article"}, id="page: below"),
    pytest.param("a.html", PAGE.format("", "<p>3. Mai 2025</p>", f"{MARK}</p><p>{BODY}"), {"shape": "article"}, id="page: in the text"),
    pytest.param("https://a.example/", ROW.format(f"{MARK}", ""), {"rule": {"items": "li"}}, id="row: title"),
    pytest.param("https://a.example/", ROW.format("Die Fähre", f"{MARK}. {BODY}"), {"rule": {"items": "li", "summary": "p"}}, id="row: summary"),
    pytest.param("https://a.example/", RSS.format(f"[{MARK}] Die Fähre", ""), {}, id="feed: title"),
    pytest.param("https://a.example/", RSS.format("Die Fähre", f"{MARK}. {BODY}"), {}, id="feed: summary"),
]  # fmt: skip


def first(url, text, settings):
    return extract(text.encode(), url, timezone="Europe/Berlin", language="de", **settings).entries[0]


@pytest.mark.parametrize(("url", "text", "settings"), DOCUMENTS)
def test_it_is_heeded_wherever_it_is_printed(url, text, settings):
    entry = first(url, text, settings)
    assert (str(entry.embargo), entry.status) == (UNTIL, "live")


@pytest.mark.parametrize(("url", "text", "settings"), DOCUMENTS)
def test_without_a_time_the_entry_is_held(url, text, settings):
    spoken = text.replace(MARK, "Sperrfrist: Redebeginn")
    spoken = spoken.replace("3. Mai 2025, 10 Uhr", "Redebeginn").replace("2025-05-03 10:00", "after the speech")
    entry = first(url, spoken.replace("2025-05-03T10:00:00+02:00", "10:00:00"), settings)
    assert (entry.embargo, entry.status) == (None, "held")


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Das Embargo gegen Waffen wurde am 3. Mai 2025 verlängert.</p>",
        "<p><a href='/topics/embargo'>Embargo</a></p>",
        "<nav><p>Sperrfrist: 3. Mai 2025, 10 Uhr</p></nav>",
        "".join(f"<p>{number}. {BODY[number:]}</p>" for number in range(6)) + f"<p>{MARK}</p>",
    ],
    ids=["about trade", "a topic", "navigation", "further down"],
)
def test_what_stands_elsewhere_on_a_page_is_no_mark_of_it(markup):
    entry = first("a.html", PAGE.format("", markup, BODY), {"shape": "article"})
    assert (entry.content is not None, entry.embargo, entry.status) == (True, None, "live")


def test_the_latest_of_several_counts():
    text = f"---\ntitle: Die Fähre\nembargo: 2025-05-02\n---\n{MARK}\n\n{BODY}"
    assert str(first("a.md", text, {}).embargo) == UNTIL


def test_a_bare_word_takes_nothing_from_the_time_that_is_printed():
    entry = first("a.html", PAGE.format("<p>EMBARGO</p>", f"<p>{MARK}</p>", BODY), {"shape": "article"})
    assert (str(entry.embargo), entry.status) == (UNTIL, "live")


def test_an_open_end_counts_beside_a_time():
    entry = first("a.txt", f"{MARK}\n\nDie Fähre fährt\n\nSperrfrist: Ende der Rede\n\n{BODY}", {})
    assert entry.status == "held"
