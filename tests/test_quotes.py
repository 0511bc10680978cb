"""Who said what, in the words and marks of several languages."""

import pytest

from feeder.parse.anatomy import quotes

SAID = [
    ("„Wir legen ab“, sagt Kapitänin Gesa Uhlenbrock.", "Wir legen ab", "Kapitänin Gesa Uhlenbrock"),
    ("Antje Brook, Geschäftsführerin: „Erhalt statt Neubau ist die Formel.“", "Erhalt statt Neubau ist die Formel.", "Antje Brook"),
    ('"We sail at noon," said Una Threlkeld, captain of the ferry.', "We sail at noon,", "Una Threlkeld"),
    ('"We sail at dawn," Una Threlkeld said.', "We sail at dawn,", "Una Threlkeld"),
    ('Philippa Garrowby said: "We sail at dawn."', "We sail at dawn.", "Philippa Garrowby"),
    ("« Une ville doit rentrer », explique la présidente de la régie, Maëlle Guérandel.", "Une ville doit rentrer", "Maëlle Guérandel"),
    ("«Nos equivocamos al sumar», reconoce la directora, Jimena Urrecha.", "Nos equivocamos al sumar", "Jimena Urrecha"),
    ("«Riapriamo il porto», afferma Ada Verdi.", "Riapriamo il porto", "Ada Verdi"),
    ("„Silniki zniknęły z jeziora” – mówi wójt Bogumił Żarski.", "Silniki zniknęły z jeziora", "wójt Bogumił Żarski"),
    ("“De sluis gaat dicht,” aldus dijkgraaf Joris Meulen.", "De sluis gaat dicht,", "dijkgraaf Joris Meulen"),
    ("”Vi öppnar hamnen”, säger Frida Ängslid.", "Vi öppnar hamnen", "Frida Ängslid"),
    ("„Ganz und gar nicht“, sagte er.", "Ganz und gar nicht", None),
    ("„Wir legen heute ab.“", "Wir legen heute ab.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said", "speaker"), SAID)
def test_a_quotation_has_a_speaker_where_the_sentence_names_one(text, said, speaker):
    (quote,) = quotes.read(text)
    assert (quote.said, quote.speaker) == (said, speaker)
    assert said in text[quote.start : quote.end]


@pytest.mark.parametrize(
    "text",
    ["Das „Hafenfest“ beginnt.", 'Der 3,5" breite Kran, 12" lang', "„Wer nicht schließt, zitiert nicht", "Rock 'n' roll", "„Der“ „Kran“", ""],
)  # fmt: skip
def test_words_in_quotation_marks_are_no_quotation(text):
    assert quotes.read(text) == ()


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("„Wir legen künftig alle zehn Minuten ab“, sagt Kapitänin Gesa Uhlenbrock.", True),
        ("„Wir legen künftig alle zehn Minuten ab.“", True),
        ("Die Fähre legt künftig alle zehn Minuten ab. „Das wird gut“, sagt Gesa Uhlenbrock.", False),
        ("„Das wird eng“, sagt Gesa Uhlenbrock: Die Fähre legt künftig alle zehn Minuten ab, bisher waren es zwanzig.", False),
        ("Die Fähre legt ab.", False),
    ],
)  # fmt: skip
def test_a_paragraph_that_only_quotes_is_known(text, is_one):
    assert quotes.is_only_quoted(text) is is_one


@pytest.mark.parametrize("piece", ["„a", '"a b c d e f g h ', "«", "“ ", 'a said: "', "„a b c d e f“ sagt ", "sagt A "])
def test_no_text_takes_long_to_be_read(piece):
    text = piece * (100_000 // len(piece))
    assert len(quotes.read(text)) <= quotes.MOST
    quotes.is_only_quoted(text)
