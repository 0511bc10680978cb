"""Word documents (.docx, ECMA-376 part 1): paragraphs, headings, lists, tables and links; the lines above them.

What was deleted under "track changes", comments, hidden text and pictures are no text.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cached_property
from posixpath import dirname, join, normpath
from typing import Any

from feeder.parse.documents.flow import Piece, Role, Span, markup_of
from feeder.parse.documents.zipped import Package, child, name_of, number, told

ROOT = "_rels/.rels"
USUAL = 11.0  #: points, where nothing says otherwise
INHERITED = 10  #: styles that are based on each other
_UNSAID = frozenset(
    {
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "pPr",
        "rPr",
        "tblPr",
        "trPr",
        "tcPr",
        "sdtPr",
        "Fallback",
        "commentReference",
        "annotationRef",
    }
)
_PICTURES = frozenset({"drawing", "pict", "object"})
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, kw_only=True, slots=True)
class Style:
    name: str = ""
    size: float | None = None
    is_bold: bool | None = None
    outline: int | None = None
    list_: tuple[str, int] | None = None


@dataclass(kw_only=True)
class Word:
    """A document that is being read."""

    package: Package
    main: str
    pictures: int = 0
    notes: int = 0
    _boxes: list[Piece] = field(default_factory=list)

    @classmethod
    def of(cls, package: Package) -> "Word | None":
        targets = _relations(package, ROOT, "")
        main = next((target for kind, target, _ in targets.values() if kind == "officeDocument"), None)
        return cls(package=package, main=main) if main and main in package else None

    @property
    def pieces(self) -> list[Piece]:
        return list(self._blocks(child(self.package.xml(self.main), "body")))

    @property
    def letterhead(self) -> list[str]:
        """The lines at the head of its pages."""
        parts = [target for kind, target, _ in self._links.values() if kind == "header"]
        found = [piece for part in parts[:6] for piece in self._blocks(self.package.xml(part))]
        return [cell for piece in found for cell in piece.cells]

    @property
    def title(self) -> str | None:
        """What its properties say; often the name of a template."""
        core = self.package.xml("docProps/core.xml")
        found = child(core, "title") if core is not None else None
        return found.text if found is not None else None

    # Blocks -------------------------------------------------------------------------------------------------------

    def _blocks(self, parent: Any) -> Iterator[Piece]:
        for element in parent if parent is not None else ():
            name = name_of(element)
            if name == "p":
                yield self._paragraph(element)
                yield from self._boxes
                self._boxes = []
            elif name == "tbl":
                yield from self._table(element)
            elif name == "AlternateContent":
                yield from self._blocks(child(element, "Choice"))
            elif name not in _UNSAID:
                yield from self._blocks(element)

    def _table(self, table: Any) -> Iterator[Piece]:
        """One of one column, or of one row, only lays out what is in it."""
        rows = [_within(row, "tc") for row in _within(table, "tr")]
        if len(rows) < 2 or max(map(len, rows)) < 2:  # noqa: PLR2004
            for row in rows:
                for cell in row:
                    yield from self._blocks(cell)
            return
        yield Piece(role="table", rows=tuple(tuple(self._cell(cell) for cell in row) for row in rows))

    def _cell(self, cell: Any) -> str:
        return "<br>".join(html for piece in self._blocks(cell) if (html := markup_of(piece.spans) or _flat(piece)))

    def _paragraph(self, element: Any) -> Piece:
        properties = child(element, "pPr")
        style = self._style(told(child(properties, "pStyle"), "val"))
        sized = list(self._spans(element, style, None))
        said = tuple(span for span, _ in sized)
        size = max((size for span, size in sized if span.text.strip()), default=style.size or USUAL)
        list_ = _list_of(properties) or style.list_
        outline = number(told(child(properties, "outlineLvl"), "val"))
        role = _role(style, style.outline if outline is None else outline)
        if list_ and list_[0] != "0" and role == "text":
            key, level = list_
            is_ordered = level in self._numbering.get(key, ())
            return Piece(spans=said, role="item", size=size, level=level, is_ordered=is_ordered)
        return Piece(spans=said, role=role, size=size)

    # Runs ---------------------------------------------------------------------------------------------------------

    def _spans(self, parent: Any, style: Style, link: str | None) -> Iterator[tuple[Span, float]]:
        for element in parent:
            name = name_of(element)
            if name == "r":
                yield from self._run(element, style, link)
            elif name == "hyperlink":
                yield from self._spans(element, style, self._links.get(told(element, "id") or "", ("", "", None))[2])
            elif name == "AlternateContent":
                yield from self._spans(
                    child(element, "Choice") if child(element, "Choice") is not None else (), style, link
                )
            elif name not in _UNSAID:
                yield from self._spans(element, style, link)

    def _run(self, run: Any, style: Style, link: str | None) -> Iterator[tuple[Span, float]]:
        look = child(run, "rPr")
        if _is_on(child(look, "vanish")):
            return
        own = self._style(told(child(look, "rStyle"), "val")) if child(look, "rStyle") is not None else Style()
        size = number(told(child(look, "sz"), "val"))
        bold = _is_on(child(look, "b")) if child(look, "b") is not None else own.is_bold
        raised = {"superscript": "sup", "subscript": "sub"}.get(told(child(look, "vertAlign"), "val") or "")
        span = Span(
            text="".join(self._text(run)),
            is_bold=bool(style.is_bold if bold is None else bold),
            is_italic=_is_on(child(look, "i")),
            raised=raised,  # type: ignore[arg-type]
            link=link,
        )
        if span.text:
            yield span, size / 2 if size else own.size or style.size or USUAL

    def _text(self, run: Any) -> Iterator[str]:
        for element in run:
            name = name_of(element)
            if name == "t":
                yield element.text or ""
            elif name in ("br", "cr"):
                yield "\n" if told(element, "type") != "page" else ""
            elif name in ("tab", "ptab"):
                yield "\t"
            elif name == "noBreakHyphen":
                yield "-"
            elif name in ("footnoteReference", "endnoteReference"):
                self.notes += 1
            elif name in _PICTURES or name == "AlternateContent":
                self._drawn(child(element, "Choice") if name == "AlternateContent" else element)

    def _drawn(self, drawing: Any) -> None:
        """A picture is counted; what stands in a text box is text of its own."""
        boxes = [one for one in drawing.iter() if name_of(one) == "txbxContent"] if drawing is not None else []
        self.pictures += not boxes
        for box in boxes[:1]:
            found = list(self._blocks(box))
            self._boxes += found

    # Parts --------------------------------------------------------------------------------------------------------

    @cached_property
    def _links(self) -> dict[str, tuple[str, str, str | None]]:
        folder, name = dirname(self.main), self.main.rpartition("/")[2]
        return _relations(self.package, join(folder, "_rels", f"{name}.rels"), folder)

    def _part(self, kind: str) -> Any:
        return next((self.package.xml(target) for one, target, _ in self._links.values() if one == kind), None)

    @cached_property
    def _styles(self) -> dict[str, Any]:
        styles = self._part("styles")
        return {told(one, "styleId") or "": one for one in _within(styles, "style")}

    @cached_property
    def _default(self) -> Style:
        """ECMA-376 part 1, 17.7.5: what holds where no style says otherwise."""
        styles = self._part("styles")
        defaults = child(styles, "docDefaults", "rPrDefault", "rPr") if styles is not None else None
        normal = next(
            (
                key
                for key, one in self._styles.items()
                if told(one, "default") in ("1", "true") and told(one, "type") == "paragraph"
            ),
            None,
        )
        return replace(_look(defaults), name=normal or "")

    def _style(self, key: str | None) -> Style:
        known = self._known
        name = key or self._default.name
        if name not in known:
            known[name] = self._inherited(name)
        return known[name]

    @cached_property
    def _known(self) -> dict[str, Style]:
        return {}

    def _inherited(self, key: str) -> Style:
        """A style with what it has of those that it is based on, the nearest first."""
        found, name = Style(), key
        for _ in range(INHERITED):
            if name not in self._styles:
                break
            here, name = self._own(name)
            found = Style(
                name=found.name or here.name,
                size=found.size or here.size,
                is_bold=here.is_bold if found.is_bold is None else found.is_bold,
                outline=here.outline if found.outline is None else found.outline,
                list_=found.list_ or here.list_,
            )
        return replace(found, size=found.size or self._default.size or USUAL)

    @cached_property
    def _owned(self) -> dict[str, tuple[Style, str]]:
        return {}

    def _own(self, key: str) -> tuple[Style, str]:
        """What a style says itself, and what it is based on; looked at once, as many may be based on a long one."""
        if key not in self._owned:
            element = self._styles[key]
            properties = child(element, "pPr")
            said = replace(
                _look(child(element, "rPr")),
                name=(told(child(element, "name"), "val") or "").lower(),
                outline=number(told(child(properties, "outlineLvl"), "val")),
                list_=_list_of(properties),
            )
            self._owned[key] = said, told(child(element, "basedOn"), "val") or ""
        return self._owned[key]

    @cached_property
    def _numbering(self) -> dict[str, AbstractSet[int]]:
        """List → its levels that are numbered. Each is looked at once: a document may have many, of many levels."""
        part = self._part("numbering")
        known = {told(one, "abstractNumId"): _numbered(one) for one in _within(part, "abstractNum")}
        lists = ((told(one, "numId"), told(child(one, "abstractNumId"), "val")) for one in _within(part, "num"))
        return {key or "": known.get(name, frozenset()) for key, name in lists}


def _relations(package: Package, part: str, folder: str) -> dict[str, tuple[str, str, str | None]]:
    """Id → (kind, the part, the address if it is outside); ECMA-376 part 2, 9.3."""
    root = package.xml(part)
    found = {}
    for one in root if root is not None else ():
        kind, target = (told(one, "Type") or "").rpartition("/")[2], told(one, "Target") or ""
        is_outside = told(one, "TargetMode") == "External"
        path = target.removeprefix("/") if target.startswith("/") else normpath(join(folder, target))
        found[told(one, "Id") or ""] = (kind, "" if is_outside else path, target if is_outside else None)
    return found


def _within(parent: Any, name: str) -> list[Any]:
    return [one for one in parent if name_of(one) == name] if parent is not None else []


def _numbered(list_: Any) -> AbstractSet[int]:
    """The levels of a list that are numbered; the first of several counts."""
    levels = {number(told(one, "ilvl")): told(child(one, "numFmt"), "val") for one in reversed(_within(list_, "lvl"))}
    return {at for at, format_ in levels.items() if at is not None and format_ not in ("bullet", "none", None)}


def _is_on(toggle: Any) -> bool:
    return toggle is not None and told(toggle, "val") not in _OFF


def _look(properties: Any) -> Style:
    bold, size = child(properties, "b"), number(told(child(properties, "sz"), "val"))
    return Style(size=size / 2 if size else None, is_bold=_is_on(bold) if bold is not None else None)


def _list_of(properties: Any) -> tuple[str, int] | None:
    key = told(child(properties, "numPr", "numId"), "val")
    return (key, number(told(child(properties, "numPr", "ilvl"), "val")) or 0) if key else None


def _role(style: Style, outline: int | None) -> Role:
    if style.name == "title":
        return "title"
    is_heading = style.name.startswith("heading ") or style.name == "subtitle" or (outline is not None and outline < 9)  # noqa: PLR2004
    return "heading" if is_heading else "text"


def _flat(piece: Piece) -> str:
    """A table within a cell."""
    return "<br>".join(" ".join(row) for row in piece.rows)
