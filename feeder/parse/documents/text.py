"""Plain-text releases, as press offices hand them out.

Meldung                         kind, number, date and embargo lines, in any order
16.11.2020

The headline                    title
A line below it                 kicker

Paragraphs. Short lines         paragraphs; headings are single short lines that end no sentence
stand between them.
The headline                    a repeated headline, with a picture's caption and credit around it
What the picture shows
© The photographer
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import tzinfo
from html import escape
from itertools import pairwise

from feeder.errors import ParseError
from feeder.model import Entry, Extraction, Image
from feeder.parse import clean, head
from feeder.parse import language as languages
from feeder.parse.anatomy import dateline, release
from feeder.parse.blocks import BULLET, Block, Laid, blocks_of, is_contact, is_heading, joined, unwrapped
from feeder.parse.decoding import decode

FIGURE = 4  #: lines at most of a picture's caption and credit


def parse(body: bytes, url: str, *, media_type: str | None, language: str | None, zone: tzinfo) -> Extraction:
    """One complete entry, shape "article". Raises ParseError where there is no text, or nothing below its marks."""
    return read(blocks_of(decode(body, media_type)), url, language=language, zone=zone)


def read(
    blocks: list[Block],
    url: str,
    *,
    language: str | None,
    zone: tzinfo,
    place: int | None = None,
    letterhead: Sequence[str] = (),
    named: str = "the layout: what is set above the text in the largest type",
) -> Extraction:
    """The same of any document that was taken to blocks; `place` is that of its headline, where the layout tells it,
    and from what (`named`), `letterhead` are lines at the head of its pages, which may be marks."""
    spoken = language or languages.language_of(None, _beginning(blocks))
    top, blocks = head.read(blocks, language=spoken, zone=zone, place=place, letterhead=letterhead)
    if not (top.title or blocks):
        raise ParseError(f"{url}: the document holds no text")
    parts = _parts(_without_title(blocks, top.title))
    note = "".join(_paragraph([mark]) for mark in top.embargoed)
    content = clean.sanitise(note + "".join(_markup(parts)), None)
    plain = clean.plain_text(content)
    opening = dateline.of_text(plain, zone=zone, language=spoken)
    entry = Entry(
        title=top.title,
        kicker=top.kicker,
        kind=top.kind,
        kind_code=top.kind_code,
        number=top.number,
        dateline=top.dateline,
        published=top.published or (opening.moment if opening else None),
        language=spoken,
        content=content,
        text=plain,
        image=next((part for part in parts if isinstance(part, Image)), None),
    )
    return Extraction(
        shape="article",
        entries=(entry,),
        confidence=_confidence(entry),
        reasons=_reasons(
            entry, " ".join(top.embargoed), named if place is not None else "the first line that is no mark"
        ),
    )


def _beginning(blocks: list[Block]) -> str:
    """Enough of the text to tell its language."""
    return "\n".join(joined(block) for block in blocks[:200])


def _without_title(blocks: list[Block], title: str | None) -> list[Block]:
    """The headline stands once, as the title; its repetitions go."""
    if not title:
        return blocks
    same = release.folded(title)
    kept = ([] if release.folded(joined(block)) == same else _not_saying(block, title) for block in blocks)
    return [block for block in kept if block]


def _not_saying(block: Block, title: str) -> Block:
    left = release.without(block, title)
    return left if len(left) < len(block) else block


# Pictures ---------------------------------------------------------------------------------------------------------


def _parts(blocks: list[Block]) -> list[Block | Image]:
    """The blocks, those that are a picture's caption and credit as that picture."""
    parts: list[Block | Image] = []
    for block in blocks:
        image = _picture(block)
        above = parts[-1] if parts else None
        if image and image.caption is None and isinstance(above, list) and is_heading(above):
            image = replace(image, caption=joined(above))
            parts.pop()
        parts.append(image or block)
    return parts


def _picture(block: Block) -> Image | None:
    """A block of a few lines of which one is, or ends in, a credit; a notice of who owns the text is none."""
    if len(block) > FIGURE or is_contact(block) or (len(block) == 1 and release.is_notice(block[0])):
        return None
    for place, line in enumerate(block):
        split = release.line_credit(line)
        if split:
            others = [*block[:place], *([split[0]] if split[0] else []), *block[place + 1 :]]
            return Image(caption=" ".join(dict.fromkeys(others)) or None, credit=split[1])
    return None


# The body ---------------------------------------------------------------------------------------------------------


def _markup(parts: list[Block | Image]) -> Iterator[str]:
    for part, after in pairwise([*parts, None]):
        if isinstance(part, Image):
            yield _figure(part)
        elif part and _is_heading_before(part, after):
            yield f"<h2>{escape(joined(part), quote=False)}</h2>"
        elif part:
            yield _block(part)


def _is_heading_before(part: Block, after: Block | Image | None) -> bool:
    """The last line is no heading, nor is the name above an address."""
    if after is None or not is_heading(part):
        return False
    return not (isinstance(after, list) and is_contact(after)) or release.is_contact_heading(part[0])


def _block(block: Block) -> str:
    if isinstance(block, Laid):
        return block.markup
    if all(line.startswith(">") for line in block):
        return f"<blockquote>{_paragraph([line.lstrip('> ') for line in block])}</blockquote>"
    items = [place for place, line in enumerate(block) if BULLET.match(line)]
    if len(items) < 2:  # noqa: PLR2004 - one dash is a dash
        return _paragraph(block)
    return (_paragraph(block[: items[0]]) if items[0] else "") + listed(block[items[0] :])


def listed(lines: Sequence[str]) -> str:
    items: list[str] = []
    for line in lines:
        if BULLET.match(line):
            items.append(BULLET.sub("", line, count=1))
        else:
            items[-1] += f" {line}"
    number = _number(lines[0])
    first = f'<ol start="{number}">' if number not in (None, 1) else "<ol>"
    opening, closing = ("<ul>", "</ul>") if number is None else (first, "</ol>")
    return f"{opening}{''.join(f'<li>{escape(item, quote=False)}</li>' for item in items)}{closing}"


def _number(item: str) -> int | None:
    marker = BULLET.match(item)
    return int(marker[1]) if marker and marker[1] else None


def _paragraph(lines: Block) -> str:
    return f"<p>{'<br>'.join(escape(line, quote=False) for line in unwrapped(lines))}</p>"


def _figure(image: Image) -> str:
    caption = escape(image.caption or "", quote=False)
    credit = f"<small>© {escape(image.credit, quote=False)}</small>" if image.credit else ""
    return f"<figure><figcaption>{' '.join(filter(None, (caption, credit)))}</figcaption></figure>"


# What the text says of itself -------------------------------------------------------------------------------------


def _confidence(entry: Entry) -> float:
    return 0.4 + 0.3 * bool(entry.title) + 0.2 * bool(entry.published) + 0.1 * bool(entry.kind)


def _reasons(entry: Entry, embargo: str, named: str) -> tuple[str, ...]:
    told = {
        f"title from {named}": entry.title,
        "date from a line of its own, or from the dateline": entry.published,
        "no date is printed": entry.published is None,
        f'kind "{entry.kind}" is printed at the head': entry.kind,
        f'an embargo is printed at the head: "{embargo}"': embargo,
    }
    return tuple(reason for reason, holds in told.items() if holds)
