"""Where a release comes from, and of what day: what opens its text, in the scripts of the press."""

from zoneinfo import ZoneInfo

import pytest

from feeder.parse.anatomy import dateline

BERLIN = ZoneInfo("Europe/Berlin")


def read(language, text):
    return dateline.find(text, zone=BERLIN, language=language)


DATELINES = [
    ("de", "Berlin, 16. November 2020 – Die Stadt", "Berlin, 16. November 2020", "2020-11-16"),
    ("de", "Berlin, 3. Mai 2025 - Der Kran steht.", "Berlin, 3. Mai 2025", "2025-05-03"),
    ("de", "Wien, am 3. Mai 2025 – Der Kran", "Wien, am 3. Mai 2025", "2025-05-03"),
    ("de", "Düsseldorf, Dienstag, 22. November 2022 - Der Kran", "Düsseldorf, Dienstag, 22. November 2022", "2022-11-22"),
    ("de", "Halle (Saale), 3. Mai 2026 – Der Kran", "Halle (Saale), 3. Mai 2026", "2026-05-03"),
    ("de", "Frankfurt a.M./Berlin, 3. Mai 2026 – Der Kran", "Frankfurt a.M./Berlin, 3. Mai 2026", "2026-05-03"),
    ("de", "Brakesund, 3. Mai 2025 (hw) – Der Kran", "Brakesund, 3. Mai 2025", "2025-05-03"),
    ("en", "BERLIN, May 3, 2025 – The crane stands.", "BERLIN, May 3, 2025", "2025-05-03"),
    ("en", "BERLIN – 16 November 2020 – The crane", "BERLIN – 16 November 2020", "2020-11-16"),
    ("en", "London, UK – 3 March 2026: The crane", "London, UK – 3 March 2026", "2026-03-03"),
    ("en", "Washington, D.C., March 3, 2026 — The crane", "Washington, D.C., March 3, 2026", "2026-03-03"),
    ("en", "3 March 2026, London – The crane", "3 March 2026, London", "2026-03-03"),
    ("en", "HULL, May 3, 2025 /Coastwire/ -- The crane", "HULL, May 3, 2025", "2025-05-03"),
    ("fr", "Lyon, le 12 juin 2025. La grue", "Lyon, le 12 juin 2025", "2025-06-12"),
    ("fr", "Paris le 3 mars 2026 – La grue", "Paris le 3 mars 2026", "2026-03-03"),
    ("it", "Roma, 3 marzo 2026 – Il porto", "Roma, 3 marzo 2026", "2026-03-03"),
    ("es", "Altamedia, 9 de marzo de 2025.- La grúa", "Altamedia, 9 de marzo de 2025", "2025-03-09"),
    ("pt", "Lisboa, 3 de março de 2026 – O porto", "Lisboa, 3 de março de 2026", "2026-03-03"),
    ("nl", "Den Haag, 3 mei 2026 - De kraan", "Den Haag, 3 mei 2026", "2026-05-03"),
    ("pl", "Warszawa, 3 marca 2026 r. – Port", "Warszawa, 3 marca 2026 r.", "2026-03-03"),
    ("cs", "Praha 3. března 2026 – Přístav", "Praha 3. března 2026", "2026-03-03"),
    ("sv", "Göteborg den 3 mars 2026 – Hamnen", "Göteborg den 3 mars 2026", "2026-03-03"),
    ("da", "København, den 3. marts 2026 – Havnen", "København, den 3. marts 2026", "2026-03-03"),
    ("fi", "Helsinki 3.3.2026 – Satama", "Helsinki 3.3.2026", "2026-03-03"),
    ("hu", "Budapest, 2026. március 3. – A kikötő", "Budapest, 2026. március 3.", "2026-03-03"),
    ("ro", "București, 3 martie 2026 – Portul", "București, 3 martie 2026", "2026-03-03"),
    ("tr", "İstanbul, 3 Mart 2026 – Liman", "İstanbul, 3 Mart 2026", "2026-03-03"),
    ("el", "Αθήνα, 3 Μαρτίου 2026 – Το λιμάνι", "Αθήνα, 3 Μαρτίου 2026", "2026-03-03"),
    ("ru", "Москва, 3 марта 2026 г. — Порт", "Москва, 3 марта 2026 г.", "2026-03-03"),
    ("uk", "Київ, 3 березня 2026 року – Порт", "Київ, 3 березня 2026 року", "2026-03-03"),
    ("ar", "القاهرة، 3 مارس 2026 – الميناء", "القاهرة، 3 مارس 2026", "2026-03-03"),
    ("he", "תל אביב, 3 במרץ 2026 – הנמל", "תל אביב, 3 במרץ 2026", "2026-03-03"),
    ("hi", "नई दिल्ली, 3 मार्च 2026 – बंदरगाह", "नई दिल्ली, 3 मार्च 2026", "2026-03-03"),
    ("th", "กรุงเทพฯ, 3 มีนาคม 2569 – ท่าเรือ", "กรุงเทพฯ, 3 มีนาคม 2569", "2026-03-03"),
    ("ja", "東京、2026年3月3日 － 港は", "東京、2026年3月3日", "2026-03-03"),
    ("ja", "【東京、2026年3月3日】港は", "東京、2026年3月3日", "2026-03-03"),
    ("zh", "北京，2026年3月3日 /美通社/ -- 港口", "北京，2026年3月3日", "2026-03-03"),
    ("ko", "서울, 2026년 3월 3일 – 항구", "서울, 2026년 3월 3일", "2026-03-03"),
    # wires
    ("en", "LONDON, 3 March 2026 (GLOBE NEWSWIRE) -- The crane", "LONDON, 3 March 2026", "2026-03-03"),
    ("en", "PALO ALTO, Calif., April 25, 2016 /PRNewswire/ -- The crane", "PALO ALTO, Calif., April 25, 2016", "2016-04-25"),
    ("en", "NEW YORK--(BUSINESS WIRE)--The crane", "NEW YORK", "None"),
    ("en", "HULL, Yorks--(Marketwired - April 06, 2016) - The crane", "HULL, Yorks", "2016-04-06"),
    ("de", "München (ots) – Der Kran", "München", "None"),
    ("de", "Berlin (pte002/03.03.2026/09:00) - Der Kran", "Berlin", "None"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "dateline", "day"), DATELINES)
def test_a_dateline_opens_the_text(language, text, dateline, day):
    found = read(language, text)
    assert found
    assert (found.text, str(found.moment)) == (dateline, day)
    assert text[found.end :].split()[0] in ("Die", "Der", "The", "La", "Il", "O", "De", "Port", "Přístav", "Hamnen", "Havnen", "Satama", "A", "Portul", "Liman", "Το", "Порт", "الميناء", "הנמל", "बंदरगाह", "ท่าเรือ", "港は", "港口", "항구")  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Stadt feiert am 3. Mai 2025 – und alle sind eingeladen."),
        ("de", "Der Kran – er steht seit 1911 – wird gestrichen."),
        ("de", "Berlin – Der Kran steht."),  # or a sentence
        ("de", "Berlin – eine Stadt im Wandel"),
        ("de", "Halle (Saale) – eine Stadt am Fluss"),
        ("de", "Am 3. Mai 2025 – einem Samstag – feiert Brakesund"),
        ("de", "3. Mai 2025 – ein Tag, den niemand vergisst"),
        ("de", "Seit 3. Mai 2025: Der Kran steht"),
        ("de", "Stand: 3. Mai 2025. Der Kran"),
        ("de", "Erstellt von Fabian am 3. Mai 2025. Der Kran"),
        ("de", "Publiziert 03.05.2025 um 09:23 Uhr – Der Kran"),
        ("de", "Handball Nordheide • 02.02.2025 – Der Kran"),
        ("de", "Hafenwerk AG, 3. Mai 2026 – Der Kran"),
        ("de", "„Berlin, 3. Mai 2025 – das war es“, sagt Ada Muster."),
        ("en", "In London, 3 March 2026 – a day"),
        ("en", "On 3 March 2026 the crane – built in 1911 – stood"),
        ("en", "Update, 3 March 2026 – The crane"),
        ("en", "UNICEF — the agency for children — asks"),
        ("en", "May 3, 2025 was a good day – for all"),
        ("en", "Anna Smith, 3 March 2026, said – no"),
        ("en", "London, 3 March 2026, 10:00 – The crane"),  # the line of a site
        ("ja", "OSS最新情報 2019年3月15日 – 港は"),
        ("de", ""),
    ],
)
def test_a_sentence_or_a_line_of_the_site_is_no_dateline(language, text):
    assert read(language, text) is None


def test_a_day_alone_dates_a_text_and_names_no_place():
    found = read("en", "16 November 2020 – The crane")
    assert (found.text, str(found.moment)) == (None, "2020-11-16")


def test_the_name_of_a_wire_alone_is_left_out_of_the_text():
    text = "/PRNewswire/ -- The crane stands."
    found = read("en", text)
    assert (found.text, found.moment, text[found.end :]) == (None, None, "The crane stands.")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Valcourt-sur-Orge, le 12 juin 2025", "Valcourt-sur-Orge, le 12 juin 2025"),
        ("Orlin, 16 listopada 2024 r.", "Orlin, 16 listopada 2024 r."),
        ("Berlin, 3. Mai 2025.", "Berlin, 3. Mai 2025"),
        ("3. Mai 2025", None),
        ("3. Mai 2025, Ada Muster", None),  # who wrote it
        ("The ferry of 3 May 2025", None),
        ("Stand: 3. Mai 2025", None),
    ],
)
def test_a_dateline_may_be_a_line_of_its_own(line, text):
    found = dateline.whole(line, zone=BERLIN, language=None)
    assert (found.text if found else None) == text


def test_headings_may_stand_above_the_dateline_and_paragraphs_may_not():
    told = "Berlin, 3. Mai 2025 – Der Kran steht."
    found = dateline.of_text(f"Neues vom Kran\n\n{told}", zone=BERLIN, language="de")
    assert found
    assert found.text == "Berlin, 3. Mai 2025"
    assert dateline.of_text(f"{'Der Kran steht. ' * 20}\n\n{told}", zone=BERLIN, language="de") is None


@pytest.mark.parametrize(
    "piece", ["a ", "A ", "Berlin, ", "3. Mai 2025 – ", "(ots) ", "–", "/a", "（", "1", "東", "Dienstag, "]
)
def test_no_text_takes_long_to_be_read(piece):
    for end in ("", "!", "\x00"):
        read("de", piece * (100_000 // len(piece)) + end)
        dateline.whole(piece * (100_000 // len(piece)) + end, zone=BERLIN, language="de")
