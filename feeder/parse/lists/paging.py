"""Where a list goes on: the address of its next page.

A page says it to machines (rel=next), to people (a number, a word, an arrow), or to its own script (an attribute of a
button that loads more). Only what leads to more of the same list counts: the "next" of a slide show does not.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from feeder.parse import clean
from feeder.parse.characters import one_line
from feeder.parse.feeds import feed, feedtree, jsonfeed
from feeder.parse.urls import absolute, base_of

Element = Any  # lxml ships no types

MOST = 3000  #: links looked at
_TEXT = 60  #: characters of what names a next page
_AROUND = "«»‹›←→❯▶►<>⟩⮞ ….+"  #: beside a word
_INSIDE = 30  #: elements in it, at most
_FEW_WORDS = 3
_AFTER_FIRST = 2  #: the lowest number that page 1 links to
_ABOVE = 2  #: elements around a link whose class may say what it is
_ARROWS, _DOUBLE = frozenset("›→❯▶►>⟩⮞"), frozenset(("»", ">>", "››", "→→"))
_NEXT = (
    "next|next page|older|older posts|older entries|older news|load more|show more|more results|view more|"
    "weiter|nächste|nächste seite|zur nächsten seite|ältere|ältere beiträge|ältere meldungen|mehr laden|"
    "mehr anzeigen|weitere laden|weitere meldungen|weitere anzeigen|weitere ergebnisse|"
    "suivant|suivante|page suivante|plus ancien|articles plus anciens|charger plus|afficher plus|voir plus|"
    "siguiente|página siguiente|anteriores|entradas anteriores|cargar más|ver más|mostrar más|"
    "successiva|successivo|pagina successiva|prossima|avanti|carica altri|mostra altri|"
    "próxima|próximo|próxima página|página seguinte|seguinte|carregar mais|ver mais|"
    "volgende|volgende pagina|meer laden|toon meer|oudere berichten|"
    "następna|następna strona|dalej|następne|starsze|pokaż więcej|załaduj więcej|"
    "nästa|nästa sida|visa fler|ladda fler|neste|neste side|vis flere|last inn flere|næste|næste side|"
    "seuraava|seuraava sivu|näytä lisää|lataa lisää|"
    "další|následující|další stránka|zobrazit další|ďalšia|ďalšie|nasledujúca|"
    "következő|következő oldal|tovább|több betöltése|următoarea|următor|pagina următoare|înainte|"
    "επόμενη|επόμενο|επόμενη σελίδα|следующая|следующая страница|далее|вперёд|вперед|показать ещё|показать еще|"
    "загрузить ещё|наступна|наступна сторінка|далі|показати ще|следваща|следваща страница|"
    "sonraki|sonraki sayfa|ileri|daha fazla|sljedeća|sljedeća stranica|sledeća|naslednja|järgmine|nākamā|kitas|"
    "التالي|التالية|الصفحة التالية|المزيد|עוד|הבא|העמוד הבא|بعدی|صفحه بعد|अगला|ถัดไป|หน้าถัดไป|"
    "下一页|下一頁|下页|下頁|加载更多|載入更多|次へ|次のページ|次ページ|もっと見る|다음|다음 페이지|더보기|"
    "trang sau|tiếp|berikutnya|selanjutnya"
)
_WORDS = frozenset(_NEXT.casefold().split("|"))
_NAMED = re.compile(r"(?:^|[-_ ])(?:next|nextpage|load-?more|show-?more|older)(?:$|[-_ ])", re.IGNORECASE)
_PREVIOUS = re.compile(r"(?:^|[-_ ])(?:prev|previous|first|newer)(?:$|[-_ ])", re.IGNORECASE)
_ATTRIBUTES = ("data-next-url", "data-next", "data-next-page-url", "data-url", "data-href", "data-ajax-url", "hx-get")
_NUMBER = re.compile(r"(?:[^\W\d_]{2,20}\.? )?(\d{1,3})")
_DIGITS = re.compile(r"\d+")
_PAGE = re.compile(r"\d{1,6}")
_ENDING = re.compile(r"\.[a-z]{2,5}$")
#: What the path of a later page has at its end: a number, or a word and a number.
_COUNTED = (re.compile(r"[/_,.-]\d{1,6}$"), re.compile(r"[/_,.-][^\W\d_]{1,12}[/_,.=-]?\d{1,6}$"))
_WORDPRESS = re.compile(r"^https?://(?:www\.)?wordpress\.(?:org|com)/", re.IGNORECASE)


class Onward(NamedTuple):
    next_page: str | None
    unseen: str | None = None  #: what was not looked at, where there is none


def of_page(body: bytes, url: str, media_type: str | None) -> Onward:
    root = clean.parse_html(body, media_type)
    where = next_page(root, url)
    is_cut = where is None and next(islice(_candidates(root), MOST, None), None) is not None
    return Onward(where, f"only its first {MOST:,} links were looked at" if is_cut else None)


def of_feed(body: bytes, url: str, media_type: str | None) -> Onward:
    if feed.is_json(body):
        return Onward(jsonfeed.next_part(body, url, media_type=media_type))
    return Onward(next_part(feedtree.feed_tree(body, media_type)[0], url))


def next_page(root: Element, url: str) -> str | None:
    """The address of the page that goes on with the list at `url`; None where none is named. Linear."""
    base = base_of(root, url)
    stated = (element.get("href") for element in root.iter("link", "a", "area") if _is_rel(element, "next"))
    for address in stated:
        if (where := _elsewhere(address, base, url)) and _host(where) == _host(url):
            return where
    links = list(_links(root, base, url))
    return _numbered(links, url) or next(filter(None, (_only(links, is_it) for is_it in _SIGNS)), None)


def next_part(root: Element, url: str) -> str | None:
    """The address of the next part of an RSS or Atom feed (RFC 5005 3: `next`, 4: `prev-archive`). WordPress does not
    say it, but has one for each number."""
    for rel in ("next", "prev-archive"):
        for element in root.iter("{http://www.w3.org/2005/Atom}link", "link"):
            if _is_rel(element, rel) and (where := _elsewhere(element.get("href"), url, url)):
                return where if _host(where) == _host(url) else None
    written = (_WORDPRESS.match((element.text or "").strip()) for element in root.iter("generator"))
    return counted_up(url, "paged") if any(written) else None


READERS: dict[str, Callable[[bytes, str, str | None], Onward]] = {"listing": of_page, "feed": of_feed}


def counted_up(url: str, name: str) -> str:
    """The same address with the number under `name` in its query one higher; without any, it was page 1."""
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    number = next((int(value) for key, value in query if key == name and _PAGE.fullmatch(value)), 1)
    others = [(key, value) for key, value in query if key != name]
    return urlunsplit(parts._replace(query=urlencode([*others, (name, str(number + 1))])))


def _is_rel(element: Element, rel: str) -> bool:
    return rel in (element.get("rel") or "").lower().split()


def _elsewhere(address: str | None, base: str, url: str) -> str | None:
    """Where it leads, unless that is the page itself."""
    where = absolute(address, base)
    where = where.partition("#")[0] if where else None
    return where if where and where != url.partition("#")[0] else None


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")


# ------------------------------------------------------------------------------------------------ links to more of it

_Link = tuple[str, Element]


def _links(root: Element, base: str, url: str) -> Iterator[_Link]:
    """What may lead to another page of the same list, the address first."""
    for address, is_plain, element in islice(_candidates(root), MOST):
        where = _elsewhere(address, base, url)
        if where and _host(where) == _host(url) and (not is_plain or _goes_on(url, where)):
            yield where, element


def _candidates(root: Element) -> Iterator[tuple[str, bool, Element]]:
    """The address of each link and button, and whether it is a plain link's."""
    for element in root.iter("a", "button", "div", "span"):
        address = element.get("href")
        if element.tag == "a" and address and not address.startswith(("#", "javascript:")):
            yield address, True, element
        elif scripted := _of_script(element):
            yield scripted, False, element


def _of_script(element: Element) -> str | None:
    """The address that a button which loads more carries for its script."""
    return next(
        (value for name in _ATTRIBUTES if (value := element.get(name)) and ("/" in value or "?" in value)), None
    )


def _goes_on(url: str, where: str) -> bool:
    """Whether an address differs from that of the page only as that of the next page of a list does: in its query, or
    by a number in its path."""
    here, there = urlsplit(url).path, urlsplit(where).path
    if here.rstrip("/") == there.rstrip("/"):
        return True
    return _DIGITS.search(there) is not None and not _plain(here).isdisjoint(_plain(there))


def _plain(path: str) -> set[str]:
    """A path without what may count pages in it."""
    path = _ENDING.sub("", path.rstrip("/"))
    return {path, *(counted.sub("", path) for counted in _COUNTED)}


def _numbered(links: list[_Link], url: str) -> str | None:
    """Of a row of numbers the one after that of this page. Numbers that lead to several places are days or counts."""
    numbers: dict[int, set[str]] = {}
    for where, element in links:
        if said := _NUMBER.fullmatch(_label(element)):
            numbers.setdefault(int(said[1]), set()).add(where)
    if not numbers or any(len(places) > 1 for places in numbers.values()):
        return None
    rows = {number: min(places) for number, places in numbers.items()}
    return rows.get(_number_of(url, rows) + 1)


def _number_of(url: str, numbers: dict[int, str]) -> int:
    """The page's own number: the one missing between its neighbours. The first may be linked by another address."""
    gaps = [number - 1 for number in sorted(numbers) if number - 1 not in numbers and number - 2 in numbers]
    if gaps:
        return gaps[0]
    is_first = len(_DIGITS.findall(url)) < len(_DIGITS.findall(numbers[max(numbers)]))
    return 1 if is_first or min(numbers) == _AFTER_FIRST else max(numbers)


def _only(links: list[_Link], is_it: Callable[[Element], bool]) -> str | None:
    """Where they lead that look like it, as long as it is one place: what each record has is no way to a next page."""
    found = {where for where, element in links if is_it(element)}
    return found.pop() if len(found) == 1 else None


def _is_worded(element: Element) -> bool:
    return any(said.strip(_AROUND).casefold() in _WORDS for said in _said(element))


def _is_arrow(element: Element) -> bool:
    return _label(element) in _ARROWS


def _is_double_arrow(element: Element) -> bool:
    return _label(element) in _DOUBLE


def _is_named(element: Element) -> bool:
    """By a class or id of the link, or of what it stands in: "pager__item--next"."""
    if len(_label(element).split()) > _FEW_WORDS:
        return False
    for _ in range(_ABOVE + 1):
        if element is None:
            return False
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if _PREVIOUS.search(names):
            return False
        if _NAMED.search(names):
            return True
        element = element.getparent()
    return False


_SIGNS = (_is_worded, _is_arrow, _is_named, _is_double_arrow)


def _said(element: Element) -> Iterator[str]:
    yield _label(element)
    yield from (" ".join(said.split()) for name in ("aria-label", "title") if (said := element.get(name)))


def _label(element: Element) -> str:
    """What a link says, as far as it is short and no part of the page stands in it."""
    if next(islice(element.iterdescendants(), _INSIDE, None), None) is not None:
        return ""
    said = ""
    for text in element.itertext():
        said += text
        if len(said) > _TEXT * 4:
            return ""
    said = one_line(said) or ""
    return said if len(said) <= _TEXT else ""
