"""Markdown releases with front matter (YAML between "---" lines, TOML between "+++" lines)."""

import re
from datetime import date, time, tzinfo
from typing import Any

from markdown_it import MarkdownIt

from feeder.errors import ParseError
from feeder.model import Contact, Entry, Extraction, Image, Moment
from feeder.parse import clean, dates
from feeder.parse import language as languages
from feeder.parse.anatomy import dateline, embargo, kinds, release
from feeder.parse.decoding import decode
from feeder.parse.documents import front

LARGEST = 500_000  #: characters, of which a book has as many; some of them take 20 seconds a million
NESTED = 20  #: levels, of which a list has two; what lies deeper is not read, for "[[[[" takes time in proportion
KNOWN = {
    "title", "kicker", "kind", "type", "number", "date", "updated", "embargo", "language", "authors", "contact",
    "summary", "tags", "image", "url", "dateline", "draft",
}  # fmt: skip


def parse(body: bytes, url: str, *, media_type: str | None, language: str | None, zone: tzinfo) -> Extraction:
    """One complete entry, shape "article". Raises ParseError where the front matter is not valid, or
    the document too long."""
    matter, source = front.split(decode(body, media_type), url)
    if len(source) > LARGEST:
        raise ParseError(f"{url}: the document has {len(source):,} characters, {LARGEST:,} are read; split it")
    if _scalar(matter.get("draft")) == "true":
        raise ParseError(
            f"{url}: the document is marked as a draft; take `draft` out of its front matter to publish it"
        )
    html, flaws = _html(source)
    title = _line(matter.get("title"))
    content, heading = _without_headline(html, title)
    content = clean.sanitise(content, url if "://" in url else None)
    plain = clean.plain_text(content)
    if not (plain or title or heading):
        raise ParseError(f"{url}: the document holds no text")
    spoken = _language(matter.get("language")) or language or languages.language_of(None, plain)
    opening = dateline.of_text(plain, zone=zone, language=spoken)
    kind, known = _kind(matter)
    embargoed = _embargo(matter.get("embargo"), zone, spoken)
    entry = Entry(
        title=title or heading,
        kicker=_line(matter.get("kicker")),
        kind=kind,
        kind_code=known[1] if known else None,
        number=_line(matter.get("number")),
        dateline=_line(matter.get("dateline")),
        published=_moment(matter.get("date"), zone, spoken) or (opening.moment if opening else None),
        updated=_moment(matter.get("updated"), zone, spoken),
        language=spoken,
        url=clean.absolute(_scalar(matter.get("url")), url if url.startswith("http") else None),
        authors=_names(matter.get("authors")),
        contacts=_contacts(matter.get("contact")),
        summary=_line(matter.get("summary")),
        tags=_names(matter.get("tags")),
        image=_image(matter.get("image")),
        content=content,
        text=plain,
        embargo=embargoed.until if embargoed else None,
        status="held" if embargoed and not embargoed.until else "live",
    )
    return Extraction(
        shape="article",
        entries=(entry,),
        confidence=0.5 + 0.3 * bool(entry.title) + 0.2 * bool(entry.published),
        reasons=(*_reasons(matter, entry), *flaws),
    )


def _html(source: str) -> tuple[str, list[str]]:
    """The document as HTML that is still to be sanitised, and what was lost."""
    markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": NESTED}).enable(["table", "strikethrough"])
    tokens = markdown.parse(source)
    is_deep = any(token.level == NESTED - 1 and token.type in ("list_item_open", "blockquote_open") for token in tokens)
    flaws = ["lists or quotations nested too deeply are not read"] if is_deep else []
    return str(markdown.renderer.render(tokens, markdown.options, {})), flaws


def _without_headline(html: str, title: str | None) -> tuple[str, str | None]:
    """The content without a first heading that is, or repeats, the title; and that heading's text."""
    match = re.match(r"\s*<h1\b[^>]{0,500}>(.*?)</h1>", html, re.DOTALL | re.IGNORECASE)
    heading = clean.one_line(clean.plain_text(match[1])) if match else None
    if match and heading and (title is None or release.folded(heading) == release.folded(title)):
        return html[match.end() :], heading
    return html, None


def _kind(matter: dict[str, Any]) -> tuple[str | None, tuple[str, str] | None]:
    """(as written, as known); `type` is often that of a page's template, so it must be a known kind."""
    kind, template = _line(matter.get("kind")), _line(matter.get("type"))
    if kind:
        return kind, kinds.kind_of(kind)
    known = kinds.kind_of(template) if template else None
    return (template, known) if known else (None, None)


def _scalar(value: Any) -> str | None:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int | float) else None


def _line(value: Any) -> str | None:
    return clean.one_line(_scalar(value))


def _language(value: Any) -> str | None:
    """The tag as written, if it is one: "English" is none."""
    tag = (_scalar(value) or "").strip().replace("_", "-")
    return tag if languages.primary(tag) else None


def _moment(value: Any, zone: tzinfo, language: str | None) -> Moment | None:
    text = value.isoformat() if isinstance(value, date) else _scalar(value)
    return dates.parse_date(text, zone=zone, language=language) if text else None


def _embargo(value: Any, zone: tzinfo, language: str | None) -> embargo.Mark | None:
    """What is no text is no time either: a list, or an hour alone as TOML has it."""
    text = value.isoformat() if isinstance(value, date | time) else _scalar(value)
    return embargo.stated(text or "?", zone=zone, language=language) if value else None


def _names(value: Any) -> tuple[str, ...]:
    """A list, a mapping with a name, or text parted by commas."""
    if isinstance(value, str):
        value = value.split(",")
    items = value if isinstance(value, list) else [value]
    texts = (_scalar(item.get("name")) if isinstance(item, dict) else _scalar(item) for item in items[:100])
    return tuple(dict.fromkeys(text for one in texts if (text := clean.one_line(one))))


def _contacts(value: Any) -> tuple[Contact, ...]:
    items = value if isinstance(value, list) else [value]
    contacts = []
    for item in items[:20]:
        if isinstance(item, dict):
            told = {name: _line(item.get(name)) for name in ("name", "role", "email", "phone")}
            contacts += [Contact(**told)] if any(told.values()) else []
        elif text := clean.one_line(_scalar(item)):
            mail = re.search(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", text)
            contacts.append(
                Contact(
                    name=text.replace(mail[0], "").strip(" ,;<>()|–-") or None if mail else text,
                    email=mail[0] if mail else None,
                )
            )
    return tuple(contacts)


def _image(value: Any) -> Image | None:
    if isinstance(value, dict):
        told: dict[str, Any] = {name: _line(value.get(name)) for name in ("caption", "credit", "license")}
        return Image(url=clean.absolute(_scalar(value.get("url") or value.get("src")), None), **told)
    url = clean.absolute(_scalar(value), None)
    return Image(url=url) if url else None


def _reasons(matter: dict[str, Any], entry: Entry) -> tuple[str, ...]:
    unread = [f'front matter key "{name[:40]}" is not read' for name in matter if name not in KNOWN]
    undated = ["no date that can be read in the front matter, nor in a dateline"] if entry.published is None else []
    return (*undated, *unread)
