"""One entry as every format shows it: cleaned, named, dated and marked once, so that the formats cannot disagree."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from html import escape

from feeder.model import Attachment, Entry, Feed, Image, Listed, Moment
from feeder.render.clean import excerpt, language_tag, media_type, one_line, web_url, xml_safe
from feeder.render.wording import wording

_TITLE_LENGTH = 80
_SUMMARY_LENGTH = 300
_ZERO, _MINUTE = timedelta(), timedelta(minutes=1)
_PUBLIC = frozenset({"live", "corrected", "withdrawn"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    id: str
    url: str | None
    title: str  #: one line of plain text, never blank
    summary: str | None  #: plain text
    content: str | None  #: HTML
    published: datetime
    modified: datetime  #: never before `published`
    language: str | None  #: BCP 47
    authors: tuple[str, ...]
    tags: tuple[str, ...]  #: the kind as printed, then the tags
    image: Image | None
    attachments: tuple[Attachment, ...]
    entry: Entry  #: without text and pictures where it was withdrawn


def item(listed: Listed, feed: Feed) -> Item:
    """What `feed` shows of an entry. ValueError for one without id, or that nobody may see (sealed, held, hidden)."""
    if listed.entry.id is None or listed.entry.status not in _PUBLIC:
        raise ValueError(f"not to be published: entry {listed.entry.id}, {listed.entry.status}")
    language = language_tag(listed.entry.language)
    title = headline(listed.entry, language or feed.language)
    entry = _notice(listed.entry, language or feed.language) if listed.entry.status == "withdrawn" else listed.entry
    url = web_url(entry.url)
    summary = xml_safe(entry.summary or "").strip() or excerpt(entry.text, _SUMMARY_LENGTH) or None
    content = xml_safe(entry.content or "").strip() if feed.content == "full" else ""
    if not content and not url:  # RFC 4287 4.1.2: an Atom entry without alternate link has content
        content = f"<p>{escape(summary or title, quote=False)}</p>"
    published = _in_own_offset(listed.date, entry.published)
    return Item(
        id=listed.entry.id,
        url=url,
        title=title,
        summary=summary,
        content=content or None,
        published=published,
        modified=published if listed.changed <= listed.date else _in_own_offset(listed.changed, None),
        language=language,
        authors=_distinct(entry.authors),
        tags=_distinct((entry.kind or "", *entry.tags)),
        image=_image(entry.image),
        attachments=tuple(filter(None, map(_attachment, entry.attachments))),
        entry=entry,
    )


def headline(entry: Entry, language: str | None) -> str:
    """The title, or the first words of an entry without one; a correction and a withdrawal say so, in `language`."""
    words = wording(language)
    withdrawn = entry.status == "withdrawn"
    first_words = "" if withdrawn else excerpt(entry.summary or entry.text, _TITLE_LENGTH)
    title = one_line(entry.title) or first_words or words.untitled
    mark = {"withdrawn": words.withdrawn, "corrected": words.corrected}.get(entry.status)
    if entry.status == "corrected" and entry.kind and title.casefold().startswith(one_line(entry.kind).casefold()):
        mark = None  # "CORRECTION: …" says so itself
    return f"{mark}: {title}" if mark else title


def _notice(entry: Entry, language: str | None) -> Entry:
    """What is left of a withdrawn entry. Its number and kind stay: they tell which release it was."""
    notice = wording(language).notice
    return replace(
        entry,
        summary=notice,
        content=f"<p>{escape(notice, quote=False)}</p>",
        text=notice,
        kicker=None,
        dateline=None,
        boilerplate=None,
        authors=(),
        contacts=(),
        tags=(),
        image=None,
        attachments=(),
    )


def _in_own_offset(at: datetime, moment: Moment | None) -> datetime:
    """`at` to the second, in the offset of `moment` where it is the same instant and RFC 3339 can write it, or UTC."""
    if moment is not None and moment.at == at and not (moment.at.utcoffset() or _ZERO) % _MINUTE:
        at = moment.at
    elif at.tzinfo is not UTC:
        at = at.astimezone(UTC)
    return at.replace(microsecond=0) if at.microsecond else at


def _distinct(names: tuple[str, ...]) -> tuple[str, ...]:
    """Each name on one line, the first of those that differ in case only, none blank."""
    lines = tuple(filter(None, map(one_line, names)))
    return lines if len(lines) < 2 else tuple({line.casefold(): line for line in reversed(lines)}.values())[::-1]  # noqa: PLR2004


def _image(image: Image | None) -> Image | None:
    if image is None:
        return None
    return replace(
        image,
        url=web_url(image.url),
        caption=one_line(image.caption) or None,
        credit=one_line(image.credit) or None,
        license=one_line(image.license) or None,
    )


def _attachment(attachment: Attachment) -> Attachment | None:
    url = web_url(attachment.url)
    if url is None:
        return None
    size = attachment.size if attachment.size and attachment.size > 0 else None
    return Attachment(url=url, type=media_type(attachment.type), title=one_line(attachment.title) or None, size=size)
