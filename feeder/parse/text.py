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

import re
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from html import escape

from feeder.errors import ParseError
from feeder.model import Entry, Extraction, Image, Moment
from feeder.parse import clean, dates, release
from feeder.parse import language as languages
from feeder.parse.decoding import decode

HEADING = 120  #: characters; what is longer is a paragraph
HEADLINE = 300
WRAPPED = 55  #: a line of this length that is followed by another was wrapped, not ended
QUOTED = re.compile(r"[„“\"«»‚‘'»].{2,}[“”\"»«’']")
BULLET = re.compile(r"\s*(?:[-–—•*▪‣◦·]|\(?(\d{1,3})[.)])\s+(?=\S)")
RULE = re.compile(r"[=\-_~*]{3,}")
DASH = re.compile(r"\s*(?:\s[-–—]{1,2}|[–—])\s")
SUMMARY = 300  #: characters at most

Block = list[str]


@dataclass(kw_only=True)
class Head:
    """What stands above the text."""

    kind: str | None = None
    kind_code: str | None = None
    number: str | None = None
    published: Moment | None = None
    title: str | None = None
    kicker: str | None = None
    notes: Block = field(default_factory=list)  #: lines such as an embargo mark: kept in the content


def parse(body: bytes, url: str, *, media_type: str | None, language: str | None, zone: tzinfo) -> Extraction:
    """One complete entry, shape "article". Raises ParseError where there is no text."""
    blocks = _blocks(decode(body, media_type))
    if not blocks:
        raise ParseError(f"{url}: the document holds no text")
    spoken = language or languages.language_of(None, "\n".join(" ".join(block) for block in blocks))
    head = _head(blocks, language=spoken, zone=zone)
    pictures, blocks = _pictures(_without_title(blocks, head.title))
    content = "".join([*map(_paragraph, ([note] for note in head.notes)), *_body(blocks, pictures)])
    content = clean.sanitise(content, None)
    entry = Entry(
        title=head.title,
        kicker=head.kicker,
        kind=head.kind,
        kind_code=head.kind_code,
        number=head.number,
        published=head.published,
        language=spoken,
        summary=summary(blocks),
        content=content,
        text=clean.plain_text(content),
        image=next(iter(pictures.values()), None),
    )
    return Extraction(
        shape="article",
        entries=(_with_dateline(entry, blocks, zone),),
        confidence=_confidence(entry),
        reasons=_reasons(entry),
    )


def _blocks(text: str) -> list[Block]:
    """Runs of lines between blank lines; each line folded to clean text."""
    blocks: list[Block] = [[]]
    for raw in text.splitlines():
        line = clean.one_line(raw)
        if line and not release.is_end_mark(line):
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


# The head ---------------------------------------------------------------------------------------------------------


def _head(blocks: list[Block], *, language: str | None, zone: tzinfo) -> Head:
    """Takes the head's lines off `blocks`."""
    head = Head()
    while blocks:
        block = blocks[0]
        while block and _is_mark(block[0], head, language=language, zone=zone):
            block.pop(0)
        if block:
            break
        blocks.pop(0)
    if blocks and len(_joined(blocks[0])) <= HEADLINE:
        head.title, head.kicker = _title(blocks)
    return head


def _is_mark(line: str, head: Head, *, language: str | None, zone: tzinfo) -> bool:
    """Whether a line is a mark of the head; what it says goes into `head`."""
    if release.is_embargo(line):
        head.notes.append(line)
        return True
    moment = dates.parse_date(line, zone=zone, language=language) if len(line) <= release.LONGEST else None
    kind = release.leading_kind(line)
    if kind and (release.kind_of(line) or _is_detail(kind[2], moment)):
        head.kind, head.kind_code = head.kind or kind[0], head.kind_code or kind[1]
        head.number = (
            head.number
            or release.number_of(kind[2] if moment is None else kind[2].split(",")[0])
            or release.number_of(line)
        )
        head.published = head.published or moment
        return True
    if moment and _is_short_date(line):
        head.published = head.published or moment
        return True
    return False


def _is_detail(rest: str, moment: Moment | None) -> bool:
    """Whether what follows a kind on its line is its number or date, and not a sentence."""
    return bool(rest) and len(rest) <= 60 and (moment is not None or release.number_of(rest) is not None)  # noqa: PLR2004


def _is_short_date(line: str) -> bool:
    return (len(line.split()) <= 9 and not line.endswith((".", "!", "?"))) or line.replace(".", "").isdigit()  # noqa: PLR2004


def _title(blocks: list[Block]) -> tuple[str | None, str | None]:
    """(title, kicker): the headline, and a short line above or below it that is no sentence of the text."""
    first = _headline(blocks.pop(0), blocks)
    second = _joined(blocks[0]) if blocks else ""
    follows = len(blocks) > 1 and not _is_heading(blocks[1])
    if first[1] or not (follows and _is_heading(blocks[0])):
        return first
    blocks.pop(0)
    above = first[0] is not None and (
        first[0].endswith(":") or (_repeats(second, blocks) and not _repeats(first[0], blocks))
    )
    return (second, (first[0] or "").rstrip(":")) if above else (first[0], second)


def _headline(block: Block, rest: list[Block]) -> tuple[str | None, str | None]:
    """One block as (title, kicker): several lines are a wrapped headline, unless the text repeats the first alone."""
    if len(block) > 1 and (
        _repeats(block[0], rest) or (len(block[0]) < WRAPPED and len(block[1:]) == 1 and not block[1][0].islower())
    ):
        return block[0], " ".join(block[1:])
    return _joined(block), None


def _repeats(line: str, blocks: list[Block]) -> bool:
    same = release.folded(line)
    return any(release.folded(other) == same for block in blocks for other in block)


def _without_title(blocks: list[Block], title: str | None) -> list[Block]:
    """The headline stands once, as the title; its repetitions go."""
    if not title:
        return blocks
    same = release.folded(title)
    kept = [[] if release.folded(_joined(block)) == same else release.without(block, title) for block in blocks]
    return [block for block in kept if block]


# Pictures ---------------------------------------------------------------------------------------------------------


def _pictures(blocks: list[Block]) -> tuple[dict[int, Image], list[Block]]:
    """Blocks that are a picture's caption and credit, by their place; and all blocks."""
    pictures: dict[int, Image] = {}
    kept: list[Block] = []
    for block in blocks:
        image = _picture(block)
        if image is None:
            kept.append(block)
            continue
        if image.caption is None and kept and _is_heading(kept[-1]) and len(kept) - 1 not in pictures:
            image = replace(image, caption=_joined(kept.pop()))
        pictures[len(kept)] = image
        kept.append([])
    return pictures, kept


def _picture(block: Block) -> Image | None:
    """A block of a few short lines of which one is, or ends in, a credit."""
    if len(block) > 4 or any(len(line) > HEADLINE for line in block):  # noqa: PLR2004
        return None
    for place, line in enumerate(block):
        split = release.split_credit(line)
        if split:
            others = [*block[:place], *([split[0]] if split[0] else []), *block[place + 1 :]]
            return Image(caption=" ".join(dict.fromkeys(others)) or None, credit=split[1])
    return None


# The body ---------------------------------------------------------------------------------------------------------


def _body(blocks: list[Block], pictures: dict[int, Image]) -> list[str]:
    parts = []
    for place, block in enumerate(blocks):
        if place in pictures:
            parts.append(_figure(pictures[place]))
        elif _is_heading(block) and place + 1 < len(blocks):
            parts.append(f"<h2>{escape(_heading(block))}</h2>")
        else:
            parts.append(_block(block))
    return parts


def _is_heading(block: Block) -> bool:
    """A single short line that ends no sentence; a whole quotation counts where the quotation ends none."""
    if len(block) == 2 and RULE.fullmatch(block[1]):  # noqa: PLR2004 - underlined
        return True
    line = block[0]
    if len(block) > 1 or len(line) > HEADING or BULLET.match(line) or release.split_credit(line) or "@" in line:
        return False
    if QUOTED.fullmatch(line):
        return line.rstrip("“”\"»«’'")[-1:] not in set(".…,")
    return (
        line[-1] not in set(".…:;,") and not re.search(r"[.!?] [A-ZÄÖÜÉ]", line) and bool(re.search(r"[^\W\d_]", line))
    )


def _heading(block: Block) -> str:
    return block[0].strip()


def _block(block: Block) -> str:
    if all(line.startswith(">") for line in block):
        return f"<blockquote>{_paragraph([line.lstrip('> ') for line in block])}</blockquote>"
    first = next((place for place, line in enumerate(block) if BULLET.match(line)), None)
    if first is None or sum(bool(BULLET.match(line)) for line in block) < 2:  # noqa: PLR2004 - one dash is a dash
        return _paragraph(block)
    return (_paragraph(block[:first]) if first else "") + _list(block[first:])


def _list(lines: Block) -> str:
    items: list[str] = []
    for line in lines:
        if BULLET.match(line) or not items:
            items.append(BULLET.sub("", line, count=1))
        else:
            items[-1] += f" {line}"
    marker = BULLET.match(lines[0])
    tag = "ol" if marker and marker[1] else "ul"
    return f"<{tag}>{''.join(f'<li>{escape(item)}</li>' for item in items)}</{tag}>"


def _paragraph(lines: Block) -> str:
    """Wrapped lines are joined; lines that were ended on purpose (an address, a contact) keep their ends."""
    joint = " " if len(lines) > 1 and all(len(line) >= WRAPPED for line in lines[:-1]) else "<br>"
    return f"<p>{joint.join(escape(line, quote=False) for line in lines)}</p>" if lines else ""


def _figure(image: Image) -> str:
    caption = escape(image.caption or "", quote=False)
    credit = f"<small>© {escape(image.credit, quote=False)}</small>" if image.credit else ""
    return f"<figure><figcaption>{' '.join(filter(None, (caption, credit)))}</figcaption></figure>"


def _joined(block: Block) -> str:
    return " ".join(block)


# What the text says of itself -------------------------------------------------------------------------------------


def summary(blocks: list[Block]) -> str | None:
    """The first paragraph, to the end of a sentence within 300 characters."""
    first = next((_joined(block) for block in blocks if block and not _is_heading(block) and not _picture(block)), None)
    return shortened(first) if first else None


def shortened(text: str, limit: int = SUMMARY) -> str:
    """`text` up to the last end of a sentence within `limit` characters, else to a word with an ellipsis."""
    if len(text) <= limit:
        return text
    ends = [match.end() for match in re.finditer(r"[.!?…][“”\"»’']?(?=\s)", text[: limit + 1])]
    if ends and ends[-1] >= limit // 3:
        return text[: ends[-1]]
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"


def _with_dateline(entry: Entry, blocks: list[Block], zone: tzinfo) -> Entry:
    """The place and date before the dash that opens the text: "Berlin, 16. November 2020 – …"."""
    first = next((_joined(block) for block in blocks if block and not _is_heading(block)), "")
    dash = DASH.search(first[: release.LONGEST])
    if not dash:
        return entry
    opening = first[: dash.start()].strip()
    moment = dates.parse_date(opening, zone=zone, language=entry.language)
    if moment is None:
        return entry
    return replace(entry, dateline=opening, published=entry.published or moment)


def _confidence(entry: Entry) -> float:
    return 0.4 + 0.3 * bool(entry.title) + 0.2 * bool(entry.published) + 0.1 * bool(entry.kind)


def _reasons(entry: Entry) -> tuple[str, ...]:
    told = {
        "title from the first line that is no mark": entry.title,
        "date from a line of its own, or from the dateline": entry.published,
        "no date is printed": entry.published is None,
        f'kind "{entry.kind}" is printed at the head': entry.kind,
    }
    return tuple(reason for reason, holds in told.items() if holds)
