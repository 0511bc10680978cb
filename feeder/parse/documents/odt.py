"""OpenDocument texts (.odt, OpenDocument 1.3 part 3): as Word documents, in other words."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from feeder.parse.documents.docx import USUAL
from feeder.parse.documents.flow import Piece, Role, Span, markup_of
from feeder.parse.documents.zipped import Package, child, name_of, told

MIME = "application/vnd.oasis.opendocument.text"
INHERITED = 10  #: styles, each the child of another
_UNSAID = frozenset(
    {
        "tracked-changes",
        "annotation",
        "note",
        "ruby-text",
        "sequence-decls",
        "forms",
        "variable-decls",
        "user-field-decls",
        "table-of-content",
        "bookmark",
        "title",
        "desc",
    }
)
_ROWS = frozenset({"table-header-rows", "table-rows", "table-row-group"})
_BREAKS = {"s": " ", "tab": "\t", "line-break": "\n"}
_BOLD = ("bold", "600", "700", "800", "900")


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    name: str = ""
    size: float | None = None
    is_bold: bool | None = None
    is_italic: bool | None = None


@dataclass(kw_only=True)
class OpenText:
    """A document that is being read."""

    package: Package
    pictures: int = 0
    notes: int = 0
    _boxes: list[Piece] = field(default_factory=list)

    @classmethod
    def of(cls, package: Package) -> "OpenText | None":
        """OpenDocument 1.3 part 2, 3.3: the first part says what it is."""
        mime = package.plain("mimetype") if "mimetype" in package else b""
        is_text = (mime or b"").strip().startswith(MIME.encode())
        return cls(package=package) if is_text and "content.xml" in package else None

    @property
    def is_encrypted(self) -> bool:
        manifest = self.package.xml("META-INF/manifest.xml")
        return manifest is not None and any(name_of(one) == "encryption-data" for one in manifest.iter())

    @cached_property
    def _content(self) -> Any:
        return self.package.xml("content.xml")

    @property
    def pieces(self) -> list[Piece]:
        return list(self._blocks(child(self._content, "body", "text"), -1, is_ordered=False))

    @property
    def letterhead(self) -> list[str]:
        styles = self._named_part
        heads = (
            [one for one in styles.iter() if name_of(one) in ("header", "header-first")] if styles is not None else []
        )
        return [
            line for head in heads[:6] for piece in self._blocks(head, -1, is_ordered=False) for line in piece.cells
        ]

    @property
    def title(self) -> str | None:
        meta = self.package.xml("meta.xml")
        found = child(meta, "meta", "title") if meta is not None else None
        return found.text if found is not None else None

    # Blocks -------------------------------------------------------------------------------------------------------

    def _blocks(self, parent: Any, level: int, *, is_ordered: bool) -> Iterator[Piece]:
        for element in parent if parent is not None else ():
            name = name_of(element)
            if name in ("p", "h"):
                yield self._paragraph(element, level, is_ordered=is_ordered)
                yield from self._boxes
                self._boxes = []
            elif name == "list":
                style = told(element, "style-name")
                ordered = self._is_ordered(style, level + 1) if style else is_ordered
                yield from self._blocks(element, level + 1, is_ordered=ordered)
            elif name == "table":
                yield from self._table(element)
            elif name not in _UNSAID:
                yield from self._blocks(element, level, is_ordered=is_ordered)

    def _table(self, table: Any) -> Iterator[Piece]:
        """One of one column, or of one row, only lays out what is in it."""
        rows = [[cell for cell in row if name_of(cell) == "table-cell"] for row in _rows(table)]
        if len(rows) < 2 or max(map(len, rows)) < 2:  # noqa: PLR2004
            for row in rows:
                for cell in row:
                    yield from self._blocks(cell, -1, is_ordered=False)
            return
        yield Piece(role="table", rows=tuple(tuple(self._cell(cell) for cell in row) for row in rows))

    def _cell(self, cell: Any) -> str:
        return "<br>".join(markup_of(piece.spans) for piece in self._blocks(cell, -1, is_ordered=False) if piece.lines)

    def _paragraph(self, element: Any, level: int, *, is_ordered: bool) -> Piece:
        look = self._look(told(element, "style-name"))
        sized = list(self._spans(element, look, None))
        size = max((size for span, size in sized if span.text.strip()), default=USUAL)
        role: Role = (
            "title"
            if look.name == "title"
            else "heading"
            if name_of(element) == "h" or look.name == "subtitle"
            else "text"
        )
        if role == "text" and level >= 0:
            role = "item"
        return Piece(
            spans=tuple(span for span, _ in sized), role=role, size=size, level=max(level, 0), is_ordered=is_ordered
        )

    # Spans --------------------------------------------------------------------------------------------------------

    def _spans(self, parent: Any, look: Look, link: str | None) -> Iterator[tuple[Span, float]]:
        yield from self._span(parent.text, look, link)
        for element in parent:
            name = name_of(element)
            if name == "note":
                self.notes += told(element, "note-class") in ("footnote", "endnote")
            elif name == "frame":
                self._drawn(element)
            elif name == "a":
                yield from self._spans(element, look, told(element, "href"))
            elif name == "span":
                yield from self._spans(element, self._within(look, told(element, "style-name")), link)
            elif name in _BREAKS:
                yield from self._span(_BREAKS[name], look, link)
            elif name not in _UNSAID:
                yield from self._spans(element, look, link)
            yield from self._span(element.tail, look, link)

    def _span(self, said: str | None, look: Look, link: str | None) -> Iterator[tuple[Span, float]]:
        """White space is folded (part 3, 6.1.2); a line is ended by an element of its own."""
        if said:
            text = said if said in _BREAKS.values() else " ".join(f".{said}.".split())[1:-1]
            yield (
                Span(text=text, is_bold=bool(look.is_bold), is_italic=bool(look.is_italic), link=link),
                look.size or USUAL,
            )

    def _drawn(self, frame: Any) -> None:
        boxes = [one for one in frame if name_of(one) == "text-box"]
        self.pictures += not boxes
        for box in boxes[:1]:
            found = list(self._blocks(box, -1, is_ordered=False))
            self._boxes += found

    # Styles -------------------------------------------------------------------------------------------------------

    @cached_property
    def _named_part(self) -> Any:
        return self.package.xml("styles.xml")

    @cached_property
    def _styles(self) -> dict[str, Any]:
        found = {}
        for part in (self._named_part, self._content):
            for one in part.iter() if part is not None else ():
                if name_of(one) in ("style", "list-style"):
                    found[told(one, "name") or ""] = one
        return found

    @cached_property
    def _known(self) -> dict[str, Look]:
        return {}

    def _look(self, key: str | None) -> Look:
        key = key or "Standard"
        if key not in self._known:
            self._known[key] = self._inherited(key)
        return self._known[key]

    def _inherited(self, key: str) -> Look:
        found, name = Look(), key
        for _ in range(INHERITED):
            if name not in self._styles:
                break
            here, name = self._own(name)
            found = Look(
                name=found.name or here.name,
                size=found.size or here.size,
                is_bold=here.is_bold if found.is_bold is None else found.is_bold,
                is_italic=here.is_italic if found.is_italic is None else found.is_italic,
            )
        return found

    @cached_property
    def _owned(self) -> dict[str, tuple[Look, str]]:
        return {}

    def _own(self, key: str) -> tuple[Look, str]:
        """What a style says itself, and whose child it is; looked at once, as a long one may have many children."""
        if key not in self._owned:
            element = self._styles[key]
            text = child(element, "text-properties")
            weight, slant = told(text, "font-weight"), told(text, "font-style")
            said = Look(
                name="title" if key == "Title" else "subtitle" if key == "Subtitle" else "",
                size=_points(told(text, "font-size")),
                is_bold=weight in _BOLD if weight else None,
                is_italic=slant in ("italic", "oblique") if slant else None,
            )
            self._owned[key] = said, told(element, "parent-style-name") or ""
        return self._owned[key]

    def _within(self, outer: Look, key: str | None) -> Look:
        own = self._look(key) if key else Look()
        return Look(
            size=own.size or outer.size,
            is_bold=outer.is_bold if own.is_bold is None else own.is_bold,
            is_italic=outer.is_italic if own.is_italic is None else own.is_italic,
        )

    @cached_property
    def _numbered(self) -> dict[str, AbstractSet[str | None]]:
        return {}

    def _is_ordered(self, key: str, level: int) -> bool:
        """Each style is looked at once: a document may have many lists, and a style many levels."""
        if key not in self._numbered:
            levels = self._styles.get(key, ())
            named = (one for one in levels if name_of(one) == "list-level-style-number" and told(one, "num-format"))
            self._numbered[key] = {told(one, "level") for one in named}
        return str(level + 1) in self._numbered[key]


def _rows(table: Any) -> Iterator[Any]:
    for part in table:
        if name_of(part) == "table-row":
            yield part
        elif name_of(part) in _ROWS:
            yield from _rows(part)


def _points(size: str | None) -> float | None:
    try:
        points = float(size.removesuffix("pt")) if size and size.endswith("pt") else 0.0
    except ValueError:
        return None
    return points if 1 <= points <= 1000 else None  # noqa: PLR2004
