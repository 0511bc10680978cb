"""Press anatomy: what the text of a release tells of itself, whatever it came as, as fields of its entry.

    "Berlin, 16. November 2020 – "     dateline; published, where nothing else says it
    the first paragraph below it       summary, where none is given
    "Pressekontakt …"                  contacts
    "Über Hafenwerk …"                 boilerplate
    "Korrektur: …", "KILL: …"          kind_code, status, corrects

The text stays whole, as it was published. What the document states in fields of its own goes before what its text says.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import tzinfo

from feeder.model import Contact, Entry
from feeder.parse.anatomy import contacts, dateline, kinds, marks, quotes, release, sections
from feeder.parse.anatomy.sections import Sections
from feeder.parse.characters import one_line, shortened

_SUMMARY = 300  #: characters at most
_HEAD = 6  #: blocks above the lead, at most
_NOTES_AT = 2, 3  #: blocks at the beginning and at the end of a text that may say that it was corrected
_WITHDRAWN = 800  #: characters at most of a text that says that it was withdrawn
BELOW = 20  #: lines at most of a contact that stands beside a text
_PRESS = re.compile(
    r"pre[sn]s|medi[ae]|média|stampa|imprensa|pras[oy]|perscon|persvoor|sajt|τύπο|пресс?|сми|змі|basın|報道|広報|媒[体體]|언론|보도|إعلام",
    re.IGNORECASE,
)
_SAME = 60  #: characters by which a summary is known as the beginning of a block
_PARAGRAPH = 60  #: characters; what is shorter and ends no sentence is a heading


def read(entry: Entry, *, zone: tzinfo, language: str | None) -> Entry:
    """The entry with what its title and text tell."""
    if not entry.text:
        return _marked(_teased(entry, zone, language), ())
    parts = sections.read(entry.text)
    opening = dateline.of_text("\n\n".join(block.text for block in parts.body[:_HEAD]), zone=zone, language=language)
    entry = replace(
        entry,
        dateline=entry.dateline or (opening.text if opening else None),
        published=entry.published or (opening.moment if opening else None),
        contacts=entry.contacts or parts.contacts,
        boilerplate=entry.boilerplate or parts.boilerplate,
        summary=_summary(entry, parts, zone=zone, language=language),
    )
    return _marked(entry, [block.text for block in parts.blocks if block.kind in ("text", "notes")])


# ------------------------------------------------------------------------------------------------ dateline and summary


def _teased(entry: Entry, zone: tzinfo, language: str | None) -> Entry:
    """What a feed tells of a release may be the beginning of its text."""
    opening = dateline.find(entry.summary, zone=zone, language=language) if entry.summary else None
    if opening is None or entry.summary is None:
        return entry
    told = entry.summary[opening.end :].strip() or None
    return replace(entry, summary=told, dateline=entry.dateline or opening.text)


def _summary(entry: Entry, parts: Sections, *, zone: tzinfo, language: str | None) -> str | None:
    """The summary as it is given, without a dateline; where it is none, or only the beginning of what stands above or
    below the text, that of the lead."""
    given = entry.summary
    if given is None or _is_aside(given, parts) or release.folded(given) == release.folded(entry.title or ""):
        return shortened(_lead(parts, entry.title, zone, language), _SUMMARY) or None
    opening = dateline.find(given, zone=zone, language=language)
    return given[opening.end :].strip() or None if opening else given


def _is_aside(summary: str, parts: Sections) -> bool:
    start = summary[:_SAME]
    others = (one_line(block.text) or "" for block in parts.blocks if block.kind != "text")
    return _is_mark(summary) or any(text.startswith(start) for text in others)


def _lead(parts: Sections, title: str | None, zone: tzinfo, language: str | None) -> str:
    """The first paragraph of the release itself, without its dateline."""
    texts = [text for text in _texts(parts) if title is None or release.folded(text) != release.folded(title)]
    told = next((text for text in texts[:_HEAD] if _is_paragraph(text) and not quotes.is_only_quoted(text)), None)
    text = told or next(filter(_is_paragraph, texts), "")
    opening = dateline.find(text, zone=zone, language=language)
    return text[opening.end :] if opening else text


def _texts(parts: Sections) -> Iterator[str]:
    return (text for block in parts.body if (text := one_line(block.text)) and not _is_mark(text))


def _is_mark(text: str) -> bool:
    if len(text) > kinds.LONGEST:
        return False
    return bool(kinds.kind_of(text) or release.is_embargo(text) or release.is_notice(text) or release.line_credit(text))


def _is_paragraph(text: str) -> bool:
    return len(text) > _PARAGRAPH or text.rstrip("“”\"»«›‹’')")[-1:] in (*".!?…。", "")


# --------------------------------------------------------------------------------------------------------------- marks


def _marked(entry: Entry, texts: list[str] | tuple[()]) -> Entry:
    """A correction says so in its status; it keeps the kind that it prints beside, for whoever asks for that kind. What
    is taken back is told as such a notice."""
    mark = _mark(entry, texts)
    if mark is None:
        return entry
    is_correction = mark.kind_code == "correction"
    keeps_kind = is_correction and entry.kind_code not in (None, "news")
    return replace(
        entry,
        kind=entry.kind if keeps_kind else mark.kind or entry.kind,
        kind_code=entry.kind_code if keeps_kind else mark.kind_code,
        corrects=entry.corrects or mark.corrects,
        status="corrected" if is_correction and entry.status == "live" else entry.status,
    )


def _mark(entry: Entry, texts: list[str] | tuple[()]) -> marks.Mark | None:
    lines = (line for line in (entry.title, entry.kicker, entry.kind) if line)
    mark = next((found for line in lines if (found := marks.of_line(line))), None)
    first, last = _NOTES_AT
    noted = marks.of_notes([*texts[:first], *texts[first:][-last:]]) if texts else None
    if noted and noted.kind_code == "withdrawal" and len(entry.text or "") > _WITHDRAWN:
        noted = None
    if mark and noted and mark.corrects is None and mark.kind_code == noted.kind_code:
        return replace(mark, corrects=noted.corrects)
    return mark or noted


def names_press(line: str) -> bool:
    """Whether a line is the heading of a contact for the press: "Kontakt" alone may be anybody's."""
    return len(line) <= contacts.HEADING and bool(_PRESS.search(line)) and contacts.heading(line) is not None


def people(lines: Sequence[str]) -> tuple[Contact, ...]:
    """The contacts of a box beside a text, whose first line is such a heading."""
    return sections.read("\n\n".join(lines)).contacts
