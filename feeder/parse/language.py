"""The language a text is written in, as BCP 47 primary subtag ("de", "en")."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

_TAG = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]{1,30}(?:\.[\w-]{1,20})?)?\s*")
_WHOLE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ENOUGH, _AT_MOST = 100, 2000  # characters
_AT_FIRST = 700  #: of them, which mostly do
_BRIEF = 200  #: of them, where the language is known
_SEVERAL, _COMMONEST = 6, 12  #: words
_SURE, _QUITE_SURE = 0.9, 0.999
_NO_LANGUAGE = ("und", "zxx")  # BCP 47: undetermined, no linguistic content


def language_of(declared: str | None, text: str) -> str | None:
    """The language of `text` where there is enough of it to be sure, else as `declared` (html lang), else None.

    Detection goes first, because templates of multilingual sites declare one language on every page.
    """
    return _detected(" ".join(text[: 2 * _AT_MOST].split())[:_AT_MOST]) or primary(declared)


def is_in(language: str | None, text: str) -> bool:
    """Whether a text is surely in a language, by a short look at it."""
    if language is None or len(text) < _BRIEF:
        return False
    found, probability = _identifier().classify(" ".join(text[:_BRIEF].split()))
    return bool(found == language and probability >= _SURE)


def is_of(common: Sequence[str], text: str) -> bool:
    """Whether a text has most of the short words that are common in others of its site (the commonest first), where
    these are enough."""
    said, looked_for = set(text.casefold().split()), common[:_COMMONEST]
    return len(looked_for) >= _SEVERAL and 3 * sum(word in said for word in looked_for) >= 2 * len(looked_for)


def primary(tag: str | None) -> str | None:
    """The primary subtag of a language tag (BCP 47 2.2.1): "en-GB", "en_US.UTF-8" → "en"; None for what is no tag."""
    match = _TAG.fullmatch(tag or "")
    return match[1].lower() if match else None


def whole_tag(stated: str | None) -> str | None:
    """A language tag with its subtags: "en_GB" → "en-GB"; None for what is no tag."""
    tag = (stated or "").strip().replace("_", "-")
    return tag if _WHOLE_TAG.fullmatch(tag) else None


def _detected(text: str) -> str | None:
    if len(text) < (_ENOUGH if text.isascii() else _ENOUGH // 4):
        return None
    identify = _identifier().classify  # what takes its time is the number of letters
    language, probability = identify(text[:_AT_FIRST])
    if len(text) > _AT_FIRST and probability < _QUITE_SURE:
        language, probability = identify(text)
    return str(language) if probability >= _SURE and language not in _NO_LANGUAGE else None


@cache
def _identifier() -> Any:
    # Loading the model takes a tenth of a second: not for a command that reads no page.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
