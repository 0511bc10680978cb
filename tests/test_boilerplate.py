"""What a release says of its sender each time, told from headings and sentences that begin with the same words."""

import pytest

from feeder.parse.anatomy import boilerplate

ABOUT = [
    ("Über die Hafenwerk AG", "Die Hafenwerk AG baut seit 1911 Kräne und beschäftigt 140 Menschen."),
    ("Über uns", "Wir bauen seit 1911 Kräne und beschäftigen 140 Menschen in Brakesund."),
    ("About Tideway Ropes:", "Tideway Ropes has made mooring lines since 1902 and employs 140 people."),
    ("À propos de la régie de Valcourt", "La régie exploite les tramways de Valcourt depuis 1911, avec 140 agents."),
    ("À propos d’Orvane", "Orvane fabrique des cordages depuis 1902 et emploie 140 personnes à Brest."),
    ("Informazioni su Porto Trevessa", "Porto Trevessa gestisce i moli della città dal 1911 e impiega 140 persone."),
    ("Chi siamo", "Gestiamo i moli della città dal 1911 con 140 persone e dodici gru."),
    ("Acerca de Altamedia", "El observatorio de Altamedia escucha el cielo desde 1911 con 140 personas."),
    ("Sobre o Porto Novo", "O Porto Novo movimenta contentores desde 1911 e emprega 140 pessoas."),
    ("O firmie Orlin", "Orlin buduje łodzie elektryczne od 1911 roku i zatrudnia 140 osób."),
    ("Over Waterschap Groenedijk", "Waterschap Groenedijk beheert dijken en sluizen met 140 mensen."),
    ("Om Hamnverket", "Hamnverket har byggt kranar sedan 1911 och har 140 anställda i Brosund."),
    ("Tietoa Satamasta", "Satama on rakentanut nostureita vuodesta 1911 ja työllistää 140 ihmistä."),
    ("O společnosti Přístav", "Přístav staví jeřáby od roku 1911 a zaměstnává 140 lidí v Brodku."),
    ("Σχετικά με το Λιμάνι Ορμίσκου", "Το Λιμάνι Ορμίσκου κατασκευάζει γερανούς από το 1911 με 140 εργαζόμενους."),
    ("О компании «Портал»", "«Портал» строит краны с 1911 года, в компании работают 140 человек."),
    ("Tersane Hakkında", "Tersane 1911 yılından beri vinç üretiyor ve 140 kişi çalıştırıyor."),
    ("港湾製作所について", "港湾製作所は1911年からクレーンを製造しており、従業員は140人です。本社は東京にあり、全国に十二の拠点があります。"),
    ("会社概要", "1911年創業。クレーンの製造と保守を行い、従業員は140人、本社は東京です。全国に十二の拠点があります。"),
    ("关于港湾集团", "港湾集团自1911年起制造起重机，现有员工140人，总部设在北京，在全国有十二个基地，产品销往世界各地，服务港口和造船企业。"),
    ("عن ميناء الخليج", "ميناء الخليج يبني الرافعات منذ عام 1911 ويعمل فيه 140 شخصا."),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "text"), ABOUT)
def test_a_heading_names_whom_its_text_tells_of(heading, text):
    assert boilerplate.heading(heading, text) == text
    assert boilerplate.may_open(heading)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Über Hafenwerk: Hafenwerk baut Kräne und beschäftigt 140 Menschen.", "Hafenwerk baut Kräne und beschäftigt 140 Menschen."),
        ("About Acme – Acme has built cranes in Hull since 1902.", "Acme has built cranes in Hull since 1902."),
        ("About Tideway Ropes Tideway Ropes has built cranes since 1902.", "Tideway Ropes has built cranes since 1902."),  # bold once
    ],
)  # fmt: skip
def test_the_text_may_follow_on_the_line(line, text):
    assert boilerplate.heading(line, "") == text


@pytest.mark.parametrize(
    ("line", "below"),
    [
        ("About 300 people came to the harbour", "About 300 people came to the harbour and stayed until it was dark."),
        ("About time: the crane is back in the harbour for all of summer", ""),
        ("About Acme", "The crane stands where it stood, said the harbour master on Tuesday."),  # of somebody else
        ("About Acme", "Acme"),  # a link
        ("Über den Wolken", "Die Freiheit ist dort grenzenlos, sagte die Pilotin in Brakesund."),
        ("Über 300 Menschen kamen", "Mehr als 300 Menschen kamen am Samstag in den Hafen von Brakesund."),
        (
            "Über die Brücke fährt künftig niemand mehr.",
            "Die Brücke wird gesperrt, sagte die Stadt am Dienstag in Brakesund.",
        ),
        ("Sobre todo, paciencia.", "Todo lo que hace falta es paciencia, reconoce la directora del puerto."),
        ("Om en uke", "Kranen blir flyttet om en uke, sier havnesjefen i Brosund på tirsdag."),
        ("Overtime is paid again", "Overtime is paid again in the harbour, said the harbour master on Tuesday."),
        ("Was kostet das?", "Das kostet 140 Millionen Euro, sagte die Stadt am Dienstag in Brakesund."),
        ("", "Ein Text von einiger Länge, der niemandem gehört und nichts bedeutet."),
    ],
)
def test_a_heading_or_a_sentence_of_the_text_opens_none(line, below):
    assert boilerplate.heading(line, below) is None


@pytest.mark.parametrize("piece", ["a", "About ", "Über a: ", "について", "A ", "—", ": ", "О "])
def test_no_line_takes_long_to_be_read(piece):
    text = piece * (100_000 // len(piece))
    boilerplate.heading(text, text)
    boilerplate.heading(f"About {text}", text)
    boilerplate.heading(text[:90], text)
