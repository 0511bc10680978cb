"""How much a part of a list's records is like their title, and how much like the link to their own page."""

import re
import string
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from feeder.parse.dates import is_datelike
from feeder.parse.lists.fields import Part, Piece
from feeder.parse.lists.outline import HEADINGS, Outline

_TITLE_WORDS = re.compile(
    r"title|headline|heading|titel|titre|titol|titulo|subject|betreff|storylink|bookmark", re.IGNORECASE
)
_OTHER_WORDS = re.compile(
    r"date|time\b|author|byline|tag|categ|meta|comment|share|more|read|button|btn|label|kicker|badge|credit|caption"
    r"|summary|teaser-?text|excerpt|desc|intro|abstract|snippet",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"(?:^|/)(?:tags?|categor(?:y|ies|ia|ie)|kategorien?|authors?|autor(?:en)?|auteurs?|users?|profiles?|members?|persons?|people|topics?|themen?"
    r"|rubri[ck][a-z]*|search|login|wp-admin|share|archive)(?:[/?]|$)|#(?:comments?|respond|disqus)"
    r"|[?&](?:cat|tag|author|replytocom)="
    r"|(?:twitter|facebook|linkedin|pinterest|reddit|whatsapp|t)\.(?:com|me)/(?:share|sharer|intent|pin|submit)",
    re.IGNORECASE,
)
_PAGE_OR_YEAR = re.compile(
    r"[/?&](?:p|pg|paged?|pagina|seite|start|offset|skip|year|jahr|ann[eé]e|anno|ano)[=/_-]?\d{1,4}(?:$|[/&.])"
    r"|/(?:19|20)\d\d$",
    re.IGNORECASE,
)
_MEDIA = re.compile(r"\.(?:jpe?g|png|gif|webp|tiff?|svg|eps|zip|mp[34]|mov|avi|wav)(?:$|[?#])", re.IGNORECASE)
_ORIGIN = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//[^/?#]*", re.IGNORECASE)
_BETWEEN = re.compile(r"[-_+.,]|%20")  #: the words of an address
_LATIN = string.ascii_letters.encode()
_ASIDE = frozenset(("author", "tag", "category tag", "nofollow"))  #: values of rel
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NUMBERS = re.compile(r"\d+")
_BLOCKS = HEADINGS | {"div", "p", "li"}

_PARAGRAPH = 400  #: characters: no title
_LONG, _TOO_LONG = 140, 240  #: characters from which a title is less of one, and so many more until it is none
_LETTERS, _SOME = 28, 0.25  #: letters of a good title; what the first of them counts
_LETTER_SHARE = 0.45  #: of its characters, below which it is a number
_SENTENCE = 60  #: characters of what ends with a full stop and is no title
_NONE = 0.02  #: worth of texts that are no titles
_MOST, _MOST_BELOW = 3.1, 2.51  #: how many times the worth of their texts parts are worth at most, and no headings
_DATE, _MONTH = 40, 16  #: characters and letters of what is only a date
_CARD, _STAMP = 150, 30  #: characters of a card's text, of a date in it
_DIGITS, _WORDS, _ENCODED = 3, 4, 7  #: in an address, for it to be a story's: bytes in percent encoding
_RUN = 2  #: addresses that differ in a number alone, to be made for one story each
_NEAR = 30  #: elements of a link looked through for a heading


@lru_cache(maxsize=8192)
def quality(text: str) -> float:
    """How much `text` is like a title, 0 to 1: some words, not a paragraph, not a number."""
    if len(text) > _PARAGRAPH:
        return 0.0
    if text.isascii():
        letters = len(text) - len(text.encode().translate(None, _LATIN))
    else:
        letters = sum(map(str.isalpha, text)) + len(_IDEOGRAPH.findall(text))
    if letters <= 1:
        return 0.0
    share = letters / max(1, len(text) - text.count(" "))
    length = min(1.0, _SOME + letters / _LETTERS)
    if len(text) > _LONG:
        length *= max(0.15, 1 - (len(text) - _LONG) / _TOO_LONG)
    return length * min(1.0, share / _LETTER_SHARE)


@lru_cache(maxsize=8192)
def is_auxiliary(url: str) -> bool:
    """Whether an address is that of an author, a tag, a search, a share button or the comments, not of a story."""
    return bool(_AUXILIARY.search(url))


def is_of_media(url: str) -> bool:
    """Whether an address is that of a picture, a recording or an archive: what goes with stories, and is none."""
    return bool(_MEDIA.search(url))


@lru_cache(maxsize=8192)
def is_slug(url: str) -> bool:
    """Whether an address is made for one story, by a number or a title in it, as those of a site's parts are not."""
    path = url.partition("#")[0].rstrip("/")
    if _PAGE_OR_YEAR.search(path) or is_of_media(path):
        return False
    name = path.rpartition("/")[2]
    return sum(map(str.isdigit, path)) >= _DIGITS or len(_BETWEEN.split(name)) >= _WORDS or name.count("%") >= _ENCODED


@lru_cache(maxsize=8192)
def serial(url: str) -> str | None:
    """An address without the numbers in its name and query, which tell stories apart: m#.html, news.php?id=#."""
    path = _ORIGIN.sub("", url.partition("#")[0].rstrip("/"))
    folder, slash, name = path.rpartition("/")
    bare = _NUMBERS.sub("#", name)
    is_none = bare == name or not any(map(str.isalpha, path)) or is_of_media(path)
    return None if is_none or _PAGE_OR_YEAR.search(path) else f"{folder}{slash}{bare}"


def slugs(urls: Sequence[str]) -> float:
    """The share of addresses that are made for one story each: by themselves, or for they differ in a number alone."""
    plain = [url for url in urls if not is_slug(url)]
    if not plain:
        return 1.0
    runs = Counter(map(serial, set(plain)))
    return 1 - sum(serial(url) is None or runs[serial(url)] < _RUN for url in plain) / len(urls)


def abroad(page: Outline, links: Sequence[int]) -> float:
    """The share of links that name another site than that of the page."""
    own = _site(page.base)
    return sum(_site(page.hrefs[node]) not in (None, own) for node in links) / len(links)


@lru_cache(maxsize=8192)
def _site(url: str) -> str | None:
    """That an address names."""
    if not _ORIGIN.match(url):
        return None
    host = url.partition("//")[2].partition("/")[0].partition("?")[0].lower()
    return ".".join(host.split(".")[-2:])


def likeliest_link(page: Outline, parts: Iterable[Part], size: int) -> Part:
    """The part whose links are most likely those to the pages of `size` records; of equals the first."""
    first, *others = parts
    best, most = first, of_link(page, first, size)
    for part in others:
        if (worth := of_link(page, part, size, least=most)) > most:
            best, most = part, worth
    return best


def of_link(page: Outline, part: Part, size: int, *, least: float = 0.0) -> float:
    """How likely the links of this part are those to the pages of `size` records; 0 if surely less than `least`."""
    nodes = [piece.node for piece in part.values.values()]
    if not nodes:
        return 0.0
    hrefs = [page.hrefs[node] for node in nodes]
    texts = [piece.text for piece in part.values.values()]
    like_title = sum(map(quality, texts)) / len(texts)
    distinct = len(set(hrefs)) / len(hrefs)
    if len(hrefs) / size * (0.2 + 0.8 * distinct) * (0.4 + like_title + 0.6) < least:
        return 0.0
    like_title *= _distinct(texts)
    headed = sum(page.headed[node] >= 0 or _holds_heading(page, node) for node in nodes) / len(nodes)
    auxiliary = sum(map(is_auxiliary, hrefs)) / len(hrefs)
    aside = sum(page.elements[node].get("rel") in _ASIDE for node in nodes) / len(nodes)
    worth = len(hrefs) / size * (0.2 + 0.8 * distinct) * (0.4 + like_title + 0.6 * headed)
    return worth * (1 - 0.8 * auxiliary) * (1 - 0.5 * aside) * (1 if part.many < size else 0.8)


def _holds_heading(page: Outline, node: int) -> bool:
    place = bisect_right(page.headings, node)
    return place < len(page.headings) and page.headings[place] < min(page.ends[node], node + _NEAR)


def likeliest_title(page: Outline, parts: Sequence[Part], size: int, link: Part) -> tuple[Part, float]:
    """The part that is most like the title of `size` records that `link` leads to, and how much; of equals the first.
    What its texts are worth alone shows of most that they are not."""
    likely = [sum(quality(piece.text) for piece in part.values.values()) / size for part in parts]
    best, most = 0, -1.0
    for place in sorted(range(len(parts)), key=lambda place: -likely[place]):
        if _MOST * likely[place] < most:
            break
        if parts[place].kind != "heading" and _MOST_BELOW * likely[place] < most:
            continue
        worth = _of_title(page, parts[place], likely[place], link)
        if worth > most or (worth == most and place < best):
            best, most = place, worth
    return parts[best], most


def _of_title(page: Outline, part: Part, likely: float, link: Part) -> float:
    if likely < _NONE:
        return 0.0
    pieces = [piece for piece in part.values.values() if piece.text]
    texts = [piece.text for piece in pieces]
    dated = sum(map(_is_only_date, texts)) / len(texts)
    sentences = sum(len(text) > _SENTENCE and text.endswith((".", "…", "...", "。")) for text in texts) / len(texts)
    worth = likely * (0.15 + 0.85 * _distinct(texts)) * (1 - dated) * (1 - 0.4 * sentences)
    worth *= 1.5 if part.kind == "heading" else 1.25 if page.headed[pieces[0].node] >= 0 else 1.0
    worth *= 1.6 if _go_together(page, part, link) else 1.0
    worth *= 0.35 if part.kind == "link" and _is_card(page, pieces) else 1.0
    return worth * _by_name("/".join(part.slot.rsplit("/", 2)[-2:]))


def _by_name(words: str) -> float:
    if _TITLE_WORDS.search(words):
        return 1.25
    return 0.6 if _OTHER_WORDS.search(words) else 1.0


def _distinct(texts: Sequence[str]) -> float:
    """How much each text says of its own; a number alone says half."""
    if not texts:
        return 0.0
    share = len(set(texts)) / len(texts)
    return share * (0.5 if _differ_in_numbers(texts) else 1)


def _differ_in_numbers(texts: Sequence[str]) -> bool:
    most = max(1, len(texts) // 20)
    words: set[str] = set()
    for text in texts:
        words.add(_NUMBERS.sub("", text))
        if len(words) > most:
            return False
    return len(set(texts)) > most


def _go_together(page: Outline, part: Part, link: Part) -> bool:
    """Whether most of these stand in the link, around it, or in another to the same page."""
    together = 0
    for number, piece in part.values.items():
        if number in link.values:
            anchor, around = link.values[number].node, page.linked[piece.node]
            inside = part.kind != "piece" and piece.node <= anchor < page.ends[piece.node]
            together += around == anchor or inside or (around >= 0 and page.hrefs[anchor] == page.hrefs[around])
    return together * 2 > len(part.values)


def _is_card(page: Outline, pieces: Sequence[Piece]) -> bool:
    """Whether most of these links hold more than a title: a heading, a date, a text of their own."""
    return 2 * sum(_holds_more(page, piece) for piece in pieces) > len(pieces)


def _holds_more(page: Outline, piece: Piece) -> bool:
    texts = range(page.text_from[piece.node], page.text_to[piece.node])
    holders = {page.holders[text] for text in texts}
    if len(holders) <= 1:
        return False
    return (
        len(piece.text) > _CARD
        or any(page.headed[holder] > piece.node for holder in holders)
        or any(len(page.texts[text]) < _STAMP and is_datelike(page.texts[text].strip()) for text in texts)
        or (len({page.keys[holder] for holder in holders}) > 1 and _blocks(page, holders) > 1)
    )


def _blocks(page: Outline, holders: Iterable[int]) -> int:
    return sum(page.tags[holder] in _BLOCKS for holder in holders)


@lru_cache(maxsize=8192)
def _is_only_date(text: str) -> bool:
    numbers = len(_NUMBERS.findall(text)) if len(text) < _DATE else 0
    return numbers > 1 and is_datelike(text) and sum(map(str.isalpha, text)) < _MONTH
