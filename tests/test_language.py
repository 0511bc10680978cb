"""A text's language is told by the text, else by what the page declares, else not at all."""

import pytest

from feeder.parse.language import is_of, language_of, primary

GERMAN = (
    "Die Hafenbehörde hat am Dienstag ihren neuen Kran vorgestellt. Er hebt hundert Tonnen und wird im Mai in Betrieb "
    "genommen, wie die Sprecherin mitteilte."
)
ENGLISH = (
    "The port authority presented its new crane on Tuesday. It lifts a hundred tonnes and will start work in May, as "
    "the spokeswoman announced to the press."
)


@pytest.mark.parametrize(
    ("declared", "text", "language"),
    [
        ("en", GERMAN, "de"),  # templates of multilingual sites declare one language everywhere
        (None, ENGLISH, "en"),
        ("en-GB", ENGLISH, "en"),
        ("fr-CA", "Bonjour", "fr"),  # too short to tell
        (None, "Kran", None),
        (None, "", None),
        ("de", "4711 0815 " * 30, "de"),  # no language at all
        (None, "港湾局は火曜日に新しいクレーンを公開しました。五月に稼働を始めます。", "ja"),  # few characters say much
    ],
)
def test_the_text_tells_before_the_declaration(declared, text, language):
    assert language_of(declared, text) == language


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("de", "de"),
        ("en-GB", "en"),
        ("zh-Hant-TW", "zh"),
        ("de_DE.UTF-8", "de"),
        (" PL ", "pl"),
        ("english", None),
        ("x", None),
        ("", None),
        (None, None),
    ],
)
def test_a_tag_is_cut_to_its_primary_subtag(tag, language):
    assert primary(tag) == language


@pytest.mark.parametrize(
    ("common", "is_known"),
    [
        (("der", "die", "er", "und", "im", "mai", "am", "wie"), True),
        (("der", "die", "er", "in", "wird", "mai", "the", "and", "of", "to", "it", "for", "wie", "am"), False),
        (("der", "die"), False),  # too few to tell
        ((), False),
    ],
)
def test_a_text_with_the_words_of_others_of_its_site_is_in_their_language(common, is_known):
    assert is_of(common, GERMAN) is is_known
    assert not is_of(common, ENGLISH)
