"""Markdown releases with front matter (YAML between "---" lines, TOML between "+++" lines)."""

import re
import tomllib
from dataclasses import replace
from datetime import date, datetime, tzinfo
from typing import Any

import yaml
from markdown_it import MarkdownIt

from feeder.errors import ParseError
from feeder.model import Contact, Entry, Extraction, Image, Moment
from feeder.parse import clean, dates, release
from feeder.parse import language as languages
from feeder.parse.decoding import decode
from feeder.parse.text import shortened

FRONT = re.compile(r"\A(?:---|\+\+\+)[ \t]*\r?\n(.*?)^(?:---|\.\.\.|\+\+\+)[ \t]*$\r?\n?", re.DOTALL | re.MULTILINE)
LARGEST = 65536  #: characters of front matter
#: The names people use → ours.
NAMES = {
    "headline": "title", "dachzeile": "kicker", "subtitle": "kicker", "type": "kind", "category": "kind",
    "author": "authors", "tag": "tags", "keywords": "tags", "categories": "tags", "lang": "language",
    "description": "summary", "abstract": "summary", "datum": "date", "published": "date", "lastmod": "updated",
    "modified": "updated", "contacts": "contact", "titel": "title", "autor": "authors", "sprache": "language",
}  # fmt: skip
KNOWN = (
    "title",
    "kicker",
    "kind",
    "number",
    "date",
    "updated",
    "language",
    "authors",
    "contact",
    "summary",
    "tags",
    "image",
    "url",
    "dateline",
)


def parse(body: bytes, url: str, *, media_type: str | None, language: str | None, zone: tzinfo) -> Extraction:
    """One complete entry, shape "article". Raises ParseError where the front matter is not valid."""
    text = decode(body, media_type)
    front, source = _front(text, url)
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(source)
    title = clean.one_line(_scalar(front.get("title")))
    content, heading = _without_headline(html, title)
    content = clean.sanitise(content, url if "://" in url else None)
    plain = clean.plain_text(content)
    if not plain and not title:
        raise ParseError(f"{url}: the document holds no text")
    spoken = _scalar(front.get("language")) or language or languages.language_of(None, plain)
    entry = Entry(
        title=title or heading,
        kicker=clean.one_line(_scalar(front.get("kicker"))),
        kind=clean.one_line(_scalar(front.get("kind"))),
        number=clean.one_line(_scalar(front.get("number"))),
        dateline=clean.one_line(_scalar(front.get("dateline"))),
        published=_moment(front.get("date"), zone, spoken),
        updated=_moment(front.get("updated"), zone, spoken),
        language=spoken,
        url=clean.absolute(_scalar(front.get("url")), url if url.startswith("http") else None),
        authors=_names(front.get("authors")),
        contacts=_contacts(front.get("contact")),
        summary=clean.one_line(_scalar(front.get("summary"))) or _summary(plain),
        tags=_names(front.get("tags")),
        image=_image(front.get("image")),
        content=content,
        text=plain,
    )
    kind = release.kind_of(entry.kind) if entry.kind else None
    return Extraction(
        shape="article",
        entries=(replace(entry, kind_code=kind[1] if kind else None),),
        confidence=0.5 + 0.3 * bool(entry.title) + 0.2 * bool(entry.published),
        reasons=_reasons(front, entry),
    )


def _front(text: str, url: str) -> tuple[dict[str, Any], str]:
    match = FRONT.match(text)
    if not match:
        return {}, text
    if len(match[1]) > LARGEST:
        raise ParseError(f"{url}: the front matter is longer than {LARGEST:,} characters; is its end mark missing?")
    try:
        raw = tomllib.loads(match[1]) if text.startswith("+++") else yaml.safe_load(match[1])
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line = f" in line {mark.line + 2}" if mark else ""
        raise ParseError(
            f"{url}: the front matter is not valid YAML{line}; put values with a colon in quotes"
        ) from None
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as problem:
        raise ParseError(f"{url}: the front matter is not valid ({str(problem)[:80]})") from None
    if raw is not None and not isinstance(raw, dict):
        return {}, text  # a rule ("---") that opens a document without front matter
    named = {str(name).strip().lower(): value for name, value in (raw or {}).items()}
    return {NAMES.get(name, name): value for name, value in named.items()}, text[match.end() :]


def _without_headline(html: str, title: str | None) -> tuple[str, str | None]:
    """The content without a first heading that is, or repeats, the title; and that heading's text."""
    match = re.match(r"\s*<h1>(.*?)</h1>", html, re.DOTALL)
    heading = clean.one_line(clean.plain_text(match[1])) if match else None
    if match and heading and (title is None or release.folded(heading) == release.folded(title)):
        return html[match.end() :], heading
    return html, None


def _scalar(value: Any) -> str | None:
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def _moment(value: Any, zone: tzinfo, language: str | None) -> Moment | None:
    if isinstance(value, datetime):
        return Moment(
            at=value if value.tzinfo else value.replace(tzinfo=zone), precision="second" if value.second else "minute"
        )
    if isinstance(value, date):
        return Moment.of_day(value, zone)
    text = _scalar(value)
    return dates.parse_date(text, zone=zone, language=language) if text else None


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
            contacts.append(
                Contact(
                    **{name: clean.one_line(_scalar(item.get(name))) for name in ("name", "role", "email", "phone")}
                )
            )
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
        told: dict[str, Any] = {
            name: clean.one_line(_scalar(value.get(name))) for name in ("caption", "credit", "license")
        }
        return Image(url=clean.absolute(_scalar(value.get("url") or value.get("src")), None), **told)
    url = clean.absolute(_scalar(value), None)
    return Image(url=url) if url else None


def _summary(plain: str) -> str | None:
    first = next((block for block in plain.split("\n\n") if len(block) > 60), plain)  # noqa: PLR2004 - no heading
    return shortened(" ".join(first.split())) or None


def _reasons(front: dict[str, Any], entry: Entry) -> tuple[str, ...]:
    unread = [f'front matter key "{name[:40]}" is not read' for name in front if name not in KNOWN]
    undated = ["no date in the front matter that can be read"] if entry.published is None else []
    return (*undated, *unread)
