"""The lead picture of an article: what the page shows above its text, else what it states for sharing.

A picture for sharing is cropped, and often printed with a logo; the one on the page has its caption and its credit.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from urllib.parse import unquote, urlsplit

from lxml import html

from feeder.model import Image
from feeder.parse.anatomy import release
from feeder.parse.clean import SRCSETS, addresses, largest_first
from feeder.parse.embedded.structured import Stated
from feeder.parse.lines import UNSEEN, in_chrome, shown
from feeder.parse.urls import absolute

_OTHER = re.compile(
    r"(?:^|[\s_/.-])(?:logos?|icons?|avatars?|authors?|autor(?:en)?|profile|portrait|gravatar|pixel|spinner|loader|placeholder|sprites?"
    r"|emojis?|flags?|badges?|share|social|banner|ads?|advert\w*|anzeige|teasers?|related|comments?|sidebar|widget|newsletter|default"
    r"|dummy|blank|spacer|transparent|1x1|qr|button|promo)(?:$|[\s_/.\d-])",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:^|[\s_-])(?:credits?|copyright|fotocredit|photo-?credit|bildnachweis|urheber)(?:$|[\s_-])", re.IGNORECASE
)
_LONGEST = 120  # characters of a credit
_SMALL_WIDTH, _SMALL_HEIGHT = 240, 120  # pixels
_FAR = 400  # characters of text above a lead picture
#: A size below 200 in an address: resize=100,100, portrait-150x150.jpg, ?w=80.
_THUMBNAIL = re.compile(
    r"[?&](?:w|width|size|s)=1?[0-9]{2}(?=&|$)|resize=1?[0-9]{2},|-1?[0-9]{2}x1?[0-9]{2}\.[a-z]{3,4}$"
)
_DIGITS = re.compile(r"[0-9]{1,5}")
_PICTURE = re.compile(
    r"\.(?:jpe?g|png|webp|gif|avif)(?:$|[?#])|image|bild|foto|photo|gallery|galerie|media|lightbox", re.IGNORECASE
)
_NOT_ONE = (".svg", ".gif", ".ico")


@dataclass(frozen=True, slots=True)
class _Shown:
    element: html.HtmlElement
    url: str

    @property
    def figure(self) -> html.HtmlElement | None:
        return next(self.element.iterancestors("figure"), None)


def lead(root: html.HtmlElement, stated: Stated, base: str, headline: html.HtmlElement | None) -> Image | None:
    """The picture with its caption and credit; None where there is none that is the article's own."""
    said = next((url for url in stated.images if not _is_other_file(url)), None)
    name, pictures = file_of(said) if said else None, list[_Shown]()
    for one in _pictures(root, base):
        if said and file_of(one.url) == name:  # what is stated is shown: nothing else counts
            return _told(said, one)
        pictures.append(one)
    above = _above_text(root, pictures, headline)
    if said and above is None:
        return _told(said, None)
    first = above or next((one for one in pictures if one.figure is not None), None)
    return _told(first.url, first) if first else None


def file_of(address: str) -> str:
    return unquote(urlsplit(address).path).rsplit("/", 1)[-1].lower()


def _told(url: str, picture: _Shown | None) -> Image:
    figure = picture.figure if picture else None
    if figure is None:
        return Image(url=url)
    caption = figure.find(".//figcaption")
    text = shown(caption) if caption is not None else None
    marked = _credit_element(figure)
    if marked and text:
        text = text.replace(marked, "").strip(" |·,;–—-") or None
    split = release.split_credit(text) if text and not marked else None
    credited = release.split_credit(marked) if marked else split
    return Image(
        url=url,
        caption=split[0] if split else text,
        credit=credited[1] if credited else marked,
        license=_license(figure),
    )


def _credit_element(figure: html.HtmlElement) -> str | None:
    """Who made a picture, where an element of its own says so."""
    inside = (one for one in figure.iterdescendants() if one.tag not in ("img", "picture", "figcaption"))
    element = next((one for one in inside if _CREDIT.search(one.get("class", ""))), None)
    text = shown(element) if element is not None else None
    return text if text and len(text) <= _LONGEST else None


def _license(figure: html.HtmlElement) -> str | None:
    """The address of the licence that a link in a figure names (https://html.spec.whatwg.org/#link-type-license)."""
    for link in figure.iter("a"):
        if "license" in link.get("rel", "").split() or "creativecommons.org/" in link.get("href", ""):
            return absolute(link.get("href"), None)
    return None


def _pictures(root: html.HtmlElement, base: str) -> Iterator[_Shown]:
    for image in root.iter("img"):
        if in_chrome(image) or _is_small(image):
            continue
        found = (absolute(address, base) for address in (*_largest(image), *addresses(image)))
        if (url := next((one for one in found if one), None)) and not _THUMBNAIL.search(url):
            yield _Shown(image, url)


def _largest(image: html.HtmlElement) -> Iterator[str]:
    """What a srcset offers to large screens, if it does."""
    for element in (image, *(source for one in image.iterancestors("picture") for source in one.iter("source"))):
        for name in SRCSETS:
            stated = element.get(name, "")
            if stated and stated.find(",") > 0 and "data:" not in stated:
                yield from largest_first(stated)[:1]


def _is_small(image: html.HtmlElement) -> bool:
    width, height = (_DIGITS.match(image.get(name, "")) for name in ("width", "height"))
    return bool(width and int(width[0]) < _SMALL_WIDTH) or bool(height and int(height[0]) < _SMALL_HEIGHT)


def _is_other_file(url: str) -> bool:
    name = file_of(url)
    return bool(_OTHER.search(name)) or name.endswith(_NOT_ONE)


def _is_other(picture: _Shown, scope: html.HtmlElement) -> bool:
    """Whether it, or what it stands in, says that it is no picture of the article."""
    if _is_other_file(picture.url):
        return True
    for element in chain((picture.element,), picture.element.iterancestors()):
        if element is scope:
            return False
        if element.tag == "a" and _leads_on(element.get("href", "")):
            return True
        if _OTHER.search(element.get("class", "")) or _OTHER.search(element.get("id", "")):
            return True
    return False


def _leads_on(address: str) -> bool:
    """Whether a link around a picture is that of a teaser: not of the picture itself, nor of a viewer on the page."""
    return not address.startswith(("#", "javascript:")) and not _PICTURE.search(address)


def _above_text(root: html.HtmlElement, pictures: list[_Shown], headline: html.HtmlElement | None) -> _Shown | None:
    """The first picture around the headline, before the text is under way."""
    if headline is None:
        return None
    scope = next(headline.iterancestors("article", "main"), root)
    own = {one.element: one for one in pictures}
    length, is_below = 0, False
    for element in scope.iter():
        if element is headline:
            is_below = True
        if (one := own.get(element)) and (is_below or scope is not root) and not _is_other(one, scope):
            return one
        if is_below and element.tag == "p" and element.tag not in UNSEEN:
            length += len(element.text_content())
            if length > _FAR:
                return None
    return None
