"""The house keeps its shape: imports run one way, stages know nothing of each other, pure rooms do no I/O."""

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from feeder.parse import dates

FEEDER = Path(__file__).parents[1] / "feeder"
FILES = sorted(FEEDER.rglob("*.py"))

STAGES = {"fetch", "parse", "decide", "schedule", "store", "render", "publish", "notify"}
PURE = {"parse", "decide", "schedule", "render"}
OUTSIDE = {
    "httpx",
    "sqlalchemy",
    "os",
    "time",
    "socket",
    "subprocess",
    "asyncio",
    "threading",
    "sqlite3",
    "random",
    "pathlib",
}
ALLOWED = {"random.Random", "threading.Lock"}  # the type of a seeded argument; what a library in C wants around it
#: What each room above the stages may use of feeder, besides model, errors and secrecy.
ABOVE = {
    "config": {"decide"},
    "sitemaps": set(),
    "gate": {"decide", "schedule", "store"},
    "recorder": {"decide", "store", "gate"},
    "ledger": {*STAGES, "gate", "recorder"} - {"fetch"},
    "errand": {*STAGES, "ledger", "recorder"},
    "meaning": {"decide", "fetch", "errand", "ledger"},
    "before": {"decide", "errand", "ledger", "meaning"},
    "pipeline": {*STAGES, "before", "errand", "meaning", "ledger", "recorder", "gate", "sitemaps"},
    "backfill": {"decide", "fetch", "before", "errand", "ledger", "meaning", "pipeline"},
    "engine": {*STAGES, "ledger", "errand", "pipeline", "backfill", "sitemaps", "config"},
    "web": {*STAGES, "pipeline", "engine", "config"},
}
TOP = {"cli", "cli_command", "cli_output", "cli_sources", "__init__", "__main__"}


def room_of(path: Path) -> str:
    return path.relative_to(FEEDER).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[int, list[str]]]:
    """(line, dotted name as parts) of every import, those inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            base = (node.module or "").split(".")
            yield from ((node.lineno, [*base, alias.name]) for alias in node.names)


def named(path: Path) -> str:
    return path.relative_to(FEEDER).as_posix()


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_room_imports_only_what_stands_below_it(path: Path) -> None:
    room = room_of(path)
    if room in TOP:
        return
    allowed = {room, "model", "errors", "secrecy", "__version__", *ABOVE.get(room, set())}
    wrong = [
        f"line {line}: {'.'.join(parts)}"
        for line, parts in imports(path)
        if parts[0] == "feeder" and parts[1] not in allowed
    ]
    assert not wrong


@pytest.mark.parametrize("path", [path for path in FILES if room_of(path) in PURE], ids=named)
def test_a_pure_room_does_no_io_and_reads_no_clock(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = [(line, ".".join(parts)) for line, parts in imports(path) if parts[0] in OUTSIDE]
    assert not [f"line {line}: {name}" for line, name in found if name not in ALLOWED]
    assert "datetime.now(" not in text
    assert "date.today(" not in text


#: What each floor of parse/ may use of the others; what stands beside them is for all.
FLOORS: dict[str, set[str]] = {
    "dates": set(),
    "anatomy": {"dates"},
    "embedded": {"dates", "feeds"},
    "feeds": {"dates", "embedded", "lists"},
    "lists": {"dates", "embedded", "feeds"},
    "articles": {"dates", "anatomy", "embedded"},
    "documents": {"dates", "anatomy", "lists"},
}


def floor_of(parts: Sequence[str]) -> str | None:
    return next((part for part in parts[1:2] if part in FLOORS), None)


def test_every_floor_is_known() -> None:
    assert {path.name for path in (FEEDER / "parse").iterdir() if (path / "__init__.py").exists()} == set(FLOORS)


@pytest.mark.parametrize("path", [path for path in FILES if floor_of(path.relative_to(FEEDER).parts)], ids=named)
def test_a_floor_uses_only_what_it_may(path: Path) -> None:
    floor = floor_of(path.relative_to(FEEDER).parts)
    assert floor
    used = {(line, floor_of(parts[1:])) for line, parts in imports(path) if parts[:2] == ["feeder", "parse"]}
    assert not [f"line {line}: {other}" for line, other in used if other and other not in {floor, *FLOORS[floor]}]


def test_every_room_is_known() -> None:
    assert {room_of(path) for path in FILES} == {*STAGES, *ABOVE, *TOP, "model", "errors", "secrecy"} - {"__main__"}


@pytest.mark.parametrize("path", FILES, ids=named)
def test_what_catches_everything_logs_the_traceback_or_raises_again(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler) and (
            node.type is None or getattr(node.type, "id", "") in {"Exception", "BaseException"}
        ):
            calls = {
                call.func.attr
                for call in ast.walk(node)
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
            }
            raises = any(isinstance(inner, ast.Raise) and inner.exc is None for inner in ast.walk(node))
            assert raises or calls & {"exception", "from_exception"}, (
                f"line {node.lineno} catches everything and logs no traceback"
            )


DATES = FEEDER / "parse" / "dates"
OTHER_PARSERS = [path for path in FILES if room_of(path) == "parse" and not path.is_relative_to(DATES)]
MONTH = re.compile(
    r"(?i)\b(?:janu?ar|january|janvier|enero|stycz|februar|february|févr|märz|april|avril|kwie|juni(?!or)|juin|junio(?!r)|juillet"
    r"|august|septemb|oktob|octob|octubre|listopad|novemb|noviembre|grud|dezember|december|diciembre|январ|феврал|ноябр)"
)
#: Two numbers of a day beside each other, as a regular expression has them: \d{1,2}[./-]\d{4} and the like.
NUMBER = r"(?:\\d|\[0-9\])(?:\{(?:1,)?[124]\}|\??(?:\\d|\[0-9\])\??)\)?"
DAY_IN_FIGURES = re.compile(rf"{NUMBER}(?:\\s\?|\\s\*)?(?:\[[^]]*[./-][^]]*\]|\\?[./-])(?:\\s\?|\\s\*)?\(?{NUMBER}")
READS_DATES = {"strptime", "fromisoformat", "parsedate_to_datetime", "parsedate", "parsedate_tz"}
#: What is no reading of dates, and why.
APART_FROM_DATES = {
    "feeder/parse/anatomy/kinds.py": "impossible days too, which are no numbers of releases",
    "feeder/parse/anatomy/contacts.py": "impossible days and amounts, which are no telephone numbers",
    "feeder/parse/embedded/wordpress.py": "how far two clocks of one site are apart",
}


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """(line, text) of every string that is no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def dates_read_in(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [(one.lineno, one.attr) for one in ast.walk(tree) if isinstance(one, ast.Attribute)]
    names += [(line, parts[-1]) for line, parts in imports(path)]
    read = [f"line {line}: {name}" for line, name in names if name in READS_DATES]
    return read + [
        f"line {line}: {text[:60]}" for line, text in strings(path) if MONTH.search(text) or DAY_IN_FIGURES.search(text)
    ]


@pytest.mark.parametrize("path", OTHER_PARSERS, ids=named)
def test_dates_are_read_in_one_place(path: Path) -> None:
    found = dates_read_in(path)
    assert bool(found) == (path.relative_to(FEEDER.parent).as_posix() in APART_FROM_DATES), found


@pytest.mark.parametrize(
    "code",
    [
        'MONTHS = ["Januar", "Februar"]',
        r'DAY = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")',
        r'DAY = re.compile("([0-9]{4})[/-]([0-9]{2})")',
        r'DAY = re.compile(r"\d\d/\d\d")',
        "at = datetime.fromisoformat(text)",
        "from email.utils import parsedate_to_datetime",
    ],
)
def test_another_place_that_reads_dates_is_noticed(tmp_path: Path, code: str) -> None:
    (tmp_path / "room.py").write_text(code, encoding="utf-8")
    assert dates_read_in(tmp_path / "room.py")


@pytest.mark.parametrize("path", [path for path in FILES if not path.is_relative_to(DATES)], ids=named)
def test_dates_have_one_door(path: Path) -> None:
    door = ["feeder", "parse", "dates"]
    within = [(line, parts[3:]) for line, parts in imports(path) if parts[:3] == door and len(parts) > len(door)]
    assert not [f"line {line}: {'.'.join(names)}" for line, names in within if names[0] not in dates.__all__]
