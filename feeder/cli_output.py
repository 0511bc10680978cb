"""What a person reads: tables on a terminal, plain aligned lines in a pipe, JSON for machines."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from types import TracebackType
from typing import Any, Self

import click

from feeder.backfill import Walk
from feeder.config import Broken
from feeder.engine.adding import Option, Proposal
from feeder.engine.explaining import Explanation
from feeder.engine.house import House
from feeder.engine.importing import Imported
from feeder.engine.preview import Look
from feeder.errand import Visit
from feeder.model import Delivery, Entry, ListRule, Source
from feeder.secrecy import keeping, shown

Row = Sequence[str]
FEW = 10  #: entries of a source that is to be added
BRIEF = 60  #: places of a value whose reason is told beside it
WIDE = 100  #: places; what is longer stands out of its column rather than widens it for all


def show_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def table(heads: Row, rows: Sequence[Row]) -> None:
    """A rich table on a terminal; elsewhere columns of text that other programs can cut."""
    rows = [[_printable(cell) for cell in row] for row in rows]
    if sys.stdout.isatty():
        from rich import box
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for head in heads:
            drawn.add_column(head, overflow="fold")
        for row in rows:
            drawn.add_row(*map(Text, row))
        Console().print(drawn)
        return
    from rich.cells import cell_len  # as wide as it is seen: 報道 takes four places, a Thai vowel sign none

    lines = [list(heads), *rows]
    sizes = [[cell_len(row[place]) for row in lines] for place in range(len(heads))]
    widths = [max(size for size in column if size <= WIDE) for column in sizes]  # of the head, if of nothing else
    for row in lines:
        padded = (cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(padded).rstrip())


def _printable(text: str) -> str:
    """Foreign text without what could steer a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


class Progress:
    """A bar on a terminal while sources, or the pages of one, are read; nothing elsewhere."""

    def __init__(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import Progress as Bar

        console = Console(stderr=True)
        self._bar = Bar(console=console, transient=True, disable=not console.is_terminal)
        self._task = self._bar.add_task("Visiting", total=total)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def seen(self, visit: Visit) -> None:
        self._bar.update(self._task, advance=1, description=f"Visited {visit.source}")

    def turned(self, _visit: Visit, walk: Walk) -> None:
        self._bar.update(self._task, advance=1, description=f"Page {walk.number}, {len(walk.shown)} entries")


def show_once(house: House, visits: Sequence[Visit], deliveries: Sequence[Delivery], broken: Sequence[Broken]) -> None:
    with house.store.read() as tx:
        counts = tx.entries.counts()
    rows = [
        (visit.source, _state(visit), str(counts.get(visit.source, 0)), _news(visit), _feed(house, visit.source))
        for visit in sorted(visits, key=lambda visit: visit.source)
    ]
    rows += [(one.slug, "failing", str(counts.get(one.slug, 0)), "", _feed(house, one.slug)) for one in broken]
    table(("source", "state", "entries", "this visit", "feed"), rows)
    if not rows:
        click.echo("Nothing in sources/ yet: put a folder of documents there, or a .toml with a url.")
    for line in [
        *(line for visit in visits for line in _troubles(visit)),
        *(line for one in broken for line in one.mistakes),
    ]:
        click.echo(_printable(line), err=True)
    if deliveries:
        taken = sum(one.state == "delivered" for one in deliveries)
        click.echo(f"{taken} of {len(deliveries)} deliveries taken; `feeder deliveries` shows them")
    if rows:
        click.echo("All feeds: feeds/index.html")


def show_backfill(source: Source, visits: Sequence[Visit], walk: Walk) -> None:
    for line in [line for visit in visits for line in _troubles(visit)]:
        click.echo(_printable(line), err=True)
    new, slug = sum(visit.created for visit in visits), source.slug
    pages = f"{walk.pages} {'page' if walk.pages == 1 else 'pages'}"
    click.echo(f"{slug}: {len(walk.shown)} entries on {pages} of its list, {new} of them new")
    if walk.ended and walk.ended != visits[-1].error:
        click.echo(_printable(f"{slug}: {walk.ended}"))
    elif not walk.ended and walk.next_page:
        with keeping(source.secrets):
            where = shown(walk.next_page)
        click.echo(_printable(f"{slug}: goes on at {where}; more of it with a higher --pages"))


def _feed(house: House, slug: str) -> str:
    name = f"{slug}.rss"
    return f"feeds/{name}" if (house.settings.feeds_folder / name).exists() else ""


def _state(visit: Visit) -> str:
    return "failing" if visit.error else "held" if visit.held else "ok"


def _news(visit: Visit) -> str:
    counted = {
        "new": visit.created,
        "changed": visit.updated,
        "withdrawn": visit.withdrawn,
        "filtered": visit.filtered,
        "sealed": visit.sealed,
    }
    news = ", ".join(f"{count} {name}" for name, count in counted.items() if count)
    return news or ("" if visit.error else "unchanged")


def _troubles(visit: Visit) -> list[str]:
    lines = [visit.error, visit.held, *visit.errors, *visit.skipped]
    return [f"{visit.source}: {line}" for line in lines if line]


def show_facts(look: Look | None) -> None:
    for line in look.facts if look else ():
        click.echo(_printable(line))


def show_preview(look: Look) -> None:
    found = look.told
    show_facts(look)
    click.echo(
        f"{found.shape}, confidence {found.confidence:.2f}" + (f": {_printable(found.title)}" if found.title else "")
    )
    for reason in found.reasons:
        click.echo(f"  {_printable(reason)}")
    if look.is_doubtful:
        click.echo(
            "  not sure enough to be published: where these are the releases, say so in the source's file by a [rule] "
            "with items"
        )
    if found.rule:
        show_rule(found.rule)
    if len(found.entries) == 1 and found.entries[0].is_complete:
        _show_entry(found.entries[0])
    elif found.entries:
        _show_linked(found.entries, len(found.entries))


def show_explanation(told: Explanation) -> None:
    click.echo(_printable(f"{told.address}: {told.way}, confidence {told.confidence:.2f}"))
    for line in told.remarks:
        click.echo(f"  {_printable(line)}")
    if told.fields:
        table(("field", "value", "why"), [(one.name, _cut(one.value), one.why) for one in told.fields])


def _cut(text: str) -> str:
    return text if len(text) <= BRIEF else f"{text[: BRIEF - 2]} …"


def show_rule(rule: ListRule) -> None:
    """As it stands in a source's file."""
    click.echo("  [rule]")
    for key, path in asdict(rule).items():
        if path is not None:
            click.echo(f"  {key} = {_printable(json.dumps(path, ensure_ascii=False))}")


def _show_linked(entries: Sequence[Entry], limit: int) -> None:
    """The date of publication; of a plain sitemap that of the last change."""
    is_plain = not any(one.published or one.title for one in entries)
    rows = [
        (str((one.updated if is_plain else one.published) or ""), one.title or "", one.url or "")
        for one in entries[:limit]
    ]
    table(("changed" if is_plain else "date", "title", "link"), rows)


def show_options(proposal: Proposal) -> None:
    """What an address offers, with what speaks for each and against it."""
    rows = [
        (
            f"{number}{' *' if option is proposal.best else ''}",
            shown(option.settings["url"]),
            str(len(option.found.entries)),
            str(max((str(one.published) for one in option.found.entries if one.published), default="")),
            option.why,
        )
        for number, option in enumerate(proposal.options, 1)
    ]
    table(("", "what can be followed", "entries", "newest", "why"), rows)
    click.echo("* is recommended" if proposal.best else "None of them is recommended.")


def show_option(option: Option) -> None:
    """What `feeder add` is about to follow: its newest entries."""
    found = option.found
    title = f": {_printable(found.title)}" if found.title else ""
    click.echo(f"{found.shape}{title}, {len(found.entries)} entries seen")
    for reason in found.reasons:
        click.echo(f"  {_printable(reason)}")
    _show_linked(found.entries, FEW)


def _show_entry(entry: Entry) -> None:
    told = entry.to_dict()
    text = told.pop("content_text")
    told.pop("content_html")
    unknown: tuple[Any, ...] = (None, [], "")
    rows = [(name, _in_words(name, value)) for name, value in told.items() if value not in unknown]
    table(("field", "value"), rows)
    click.echo()
    click.echo("\n".join(_printable(line) for line in (text or "").splitlines()))


def _in_words(name: str, value: Any) -> str:
    if name == "contacts":
        return "; ".join(", ".join(filter(None, one.values())) for one in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def show_imported(found: Sequence[Imported]) -> None:
    """What was added, then what was left out and why; what is followed already is only counted."""
    added, known, refused = ([one for one in found if one.state == state] for state in ("added", "known", "refused"))
    table(("source", "address"), [(one.slug, one.url) for one in added])
    for one in refused:
        click.echo(_printable(f"{one.url}: {one.why}; it was left out"), err=True)
    followed = "; `feeder once` visits them, a running service by itself" if added else ""
    told = f", {len(known)} followed already" if known else ""
    left_out = f", {len(refused)} left out" if refused else ""
    click.echo(f"{len(added)} added to sources/{told}{left_out}{followed}")


def show_status(found: dict[str, Any]) -> None:
    sources = [
        (one["slug"], one["state"], str(one["entries"]), one["last_visit"] or "never", one["next_visit"] or "")
        for one in found["sources"]
    ]
    table(("source", "state", "entries", "last visit", "next visit"), sources)
    for one in found["sources"]:
        for reason in one["reasons"]:
            click.echo(_printable(f"{one['slug']}: {reason}"))
        if count := one["templates"]:
            sites = "its site" if count == 1 else f"{count} sites"
            click.echo(f"{one['slug']}: pages of {sites} are read by what they have in common")
    if found["hosts"]:
        click.echo()
        table(("host", "until", "why"), [(one["host"], one["until"] or "", one["reason"]) for one in found["hosts"]])
    if found["endpoints"]:
        click.echo()
        rows = [(one["slug"], one["state"], str(one["waiting"]), str(one["dead"])) for one in found["endpoints"]]
        table(("endpoint", "state", "waiting", "dead"), rows)


def show_entries(found: Sequence[Entry], limit: int) -> None:
    rows = [
        (str(one.published or ""), one.source or "", one.title or one.summary or "", one.status, one.id or "")
        for one in found[:limit]
    ]
    table(("date", "source", "title", "status", "id"), rows)
    _show_more(found, limit)


def delivery_dict(one: Delivery) -> dict[str, Any]:
    from feeder.model import rfc3339

    return {
        "id": one.id,
        "endpoint": one.endpoint,
        "event": one.event.id,
        "seq": one.event.seq,
        "type": one.event.type,
        "state": one.state,
        "attempts": one.attempts,
        "status": one.status,
        "next_try": rfc3339(one.next_try) if one.next_try else None,
        "error": one.error,
    }


def show_deliveries(found: Sequence[Delivery], limit: int) -> None:
    rows = [
        [str(value) if value is not None else "" for name, value in delivery_dict(one).items() if name != "id"]
        for one in found[:limit]
    ]
    table(("endpoint", "event", "seq", "type", "state", "attempts", "status", "next try", "error"), rows)
    _show_more(found, limit)


def _show_more(found: Sequence[Any], limit: int) -> None:
    if len(found) > limit:
        click.echo("… and more; --limit shows more, --json all")
