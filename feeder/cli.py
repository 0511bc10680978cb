"""The command line: thin commands over the engine. What costs time is imported where it is used."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feeder import __version__
from feeder.errors import ConfigError, FeederError, StoreError, UsageError

if TYPE_CHECKING:
    from feeder.config import Settings
    from feeder.engine.adding import Option, Proposal
    from feeder.engine.house import House
    from feeder.model import Verdict

WELL, TROUBLED, WRONG = 0, 1, 2  #: exit codes


class _Commands(click.Group):
    """`--config` may stand before or after the command; errors are one line each and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (ConfigError, StoreError, UsageError) as problem:
            click.echo(str(problem), err=True)
            ctx.exit(WRONG)
        except FeederError as problem:
            click.echo(str(problem), err=True)
            ctx.exit(TROUBLED)


def _config_option(function: Callable[..., Any]) -> Callable[..., Any]:
    @click.option("--config", "config", type=click.Path(path_type=Path), default=None, help="Default: ./config.toml")
    @click.pass_context
    @wraps(function)
    def command(ctx: click.Context, /, config: Path | None, **given: Any) -> Any:
        chosen = config or ctx.find_root().params.get("config")
        if chosen is not None and not chosen.is_file():
            raise ConfigError(f"{chosen}: there is no such file; name the config.toml to use with --config")
        return ctx.invoke(function, chosen or Path("config.toml"), **given)

    return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="feeder")
@click.option("--config", type=click.Path(path_type=Path), default=None, help="Default: ./config.toml")
def main(config: Path | None) -> None:
    """Everything in sources/ becomes a feed in feeds/; every change becomes an event."""


@main.command()
@click.argument("slugs", nargs=-1)
@_config_option
def once(config: Path, slugs: tuple[str, ...]) -> None:
    """Visit all sources (or those named), write feeds/, deliver what is due, and end."""
    import asyncio

    from feeder.cli_output import Progress, show_once
    from feeder.engine.local import once as run_once

    _log("error")
    with _house(config) as house:
        wanted = _wanted(house, slugs)
        with Progress(len(wanted)) as progress:
            visits, deliveries = asyncio.run(run_once(house, wanted, progress.seen))
        broken = [one for one in house.broken.values() if not slugs or one.slug in slugs]
        show_once(house, visits, deliveries, broken)
        well = not broken and all(visit.is_well for visit in visits)
    sys.exit(WELL if well else TROUBLED)


@main.command()
@_config_option
def run(config: Path) -> None:
    """Run as a service: visit what is due, follow sources/, serve the feeds, deliver events."""
    import asyncio

    from feeder.engine.local import Service
    from feeder.engine.lock import only_scheduler
    from feeder.engine.rendering import page_of
    from feeder.web import app
    from feeder.web.server import serving

    _log("info")
    with _house(config) as house, only_scheduler(house.lock):

        def successor(slug: str) -> str | None:
            with house.store.read() as tx:
                return tx.feeds.successor(slug)

        async def serve() -> None:
            settings = house.settings
            web = app(
                settings.feeds_folder,
                lambda: house.settings.url,
                successor,
                page=lambda entry: page_of(house, entry),
                rate=settings.rate,
            )
            async with serving(web, settings.listen, trusted_proxies=settings.trusted_proxies):
                await Service(house, config).run()

        asyncio.run(serve())


@main.command()
@click.argument("target", metavar="URL|FILE|SLUG")
@click.option("--url", help="The address a file was found at, for its relative links.")
@click.option("--shape", type=click.Choice(["auto", "listing", "article", "feed", "sitemap"]), default="auto")
@click.option("--browser", is_flag=True, help="Have Chromium draw the page first.")
@click.option("--json", "as_json", is_flag=True, help="What `extract` gives, for machines.")
@_config_option
def preview(config: Path, target: str, url: str | None, shape: str, *, browser: bool, as_json: bool) -> None:
    """Show what a page, feed, sitemap, document or source holds; nothing is stored or published."""
    import asyncio

    from feeder.cli_output import show_json, show_preview
    from feeder.engine.preview import preview as look

    _log("error")
    seen = asyncio.run(look(_settings(config, needs_secrets=False), target, url=url, shape=shape, browser=browser))
    if as_json:
        show_json(seen.told.to_dict())
    else:
        show_preview(seen)
    sys.exit(WELL if seen.found.entries else TROUBLED)


@main.command()
@click.argument("target", metavar="ENTRY|URL|FILE")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@_config_option
def explain(config: Path, target: str, *, as_json: bool) -> None:
    """Show where each value of a release is from: of an entry by its id as it was read, without any request, of an
    address or a file as it is read now."""
    import asyncio

    from feeder.cli_output import show_explanation, show_json
    from feeder.engine import explaining

    _log("error")
    if explaining.is_entry(target):
        with _house(config, writes=False) as house:
            told = asyncio.run(explaining.entry(house, target))
    else:
        told = asyncio.run(explaining.document(_settings(config, needs_secrets=False), target))
    show_json(told.to_dict()) if as_json else show_explanation(told)
    sys.exit(WELL if told.is_release else TROUBLED)


@main.command()
@_config_option
def check(config: Path) -> None:
    """Check config.toml and every file of sources/; nothing is fetched."""
    from feeder.config.sources import read_sources
    from feeder.engine.crowding import crowds
    from feeder.parse.lists import rules

    settings = _settings(config)
    sources, broken, notices = read_sources(settings)
    wrong = [line for one in broken for line in one.mistakes]
    wrong += [
        f"sources/{source.slug}.toml: {one}" for source in sources if source.rule for one in rules.check(source.rule)
    ]
    crowded = [f"{host}: {why}" for host, why in crowds(sources, settings.delay, {}).items()]
    for line in (*settings.notices, *notices, *crowded, *wrong):
        click.echo(line)
    click.echo(
        f"{config.name}: well; {len(sources)} of {len(sources) + len(broken)} sources well"
        if not wrong
        else f"{len(wrong)} to mend"
    )
    sys.exit(TROUBLED if wrong else WELL)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@_config_option
def status(config: Path, *, as_json: bool) -> None:
    """Show how every source and endpoint is, and which hosts are waited for."""
    from feeder.cli_output import show_json, show_status
    from feeder.engine.overview import overview

    _log("error")
    with _house(config, writes=False) as house:
        found = overview(house)
    show_json(found) if as_json else show_status(found)
    sys.exit(WELL)


@main.command()
@click.argument("slug", required=False)
@click.option("--json", "as_json", is_flag=True, help="All of them, for machines.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many are shown to a person.")
@_config_option
def entries(config: Path, slug: str | None, limit: int, *, as_json: bool) -> None:
    """Show the newest entries of all sources, or of one."""
    from feeder.cli_output import show_entries, show_json

    _log("error")
    with _house(config, writes=False) as house:
        _wanted(house, (slug,) if slug else ())
        with house.store.read() as tx:
            found = tx.entries.newest((slug,) if slug else (), limit=None if as_json else limit + 1)
    if as_json:
        show_json({"entries": [entry.to_dict() for entry in found], "next": None})
    else:
        show_entries(found, limit)


@main.command()
@click.option("--dead", is_flag=True, help="Only those that were given up.")
@click.option("--json", "as_json", is_flag=True, help="All of them, for machines.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many are shown to a person.")
@_config_option
def deliveries(config: Path, limit: int, *, dead: bool, as_json: bool) -> None:
    """Show what was sent to webhooks, what waits and what was given up."""
    from feeder.cli_output import delivery_dict, show_deliveries, show_json

    _log("error")
    with _house(config, writes=False) as house, house.store.read() as tx:
        found = tx.deliveries.latest(state="dead" if dead else None, limit=None if as_json else limit + 1)
    if as_json:
        show_json({"deliveries": [delivery_dict(one) for one in found], "next": None})
    else:
        show_deliveries(found, limit)


@main.command()
@click.argument("slug")
@_config_option
def release(config: Path, slug: str) -> None:
    """Let a source publish what is held of it: its next visit takes it as meant."""
    _judge(config, slug, "release")
    click.echo(f"{slug}: released; the next visit publishes what was held")


@main.command()
@click.argument("slug")
@_config_option
def discard(config: Path, slug: str) -> None:
    """Drop what is held of a source: it is known then, and published only if it changes."""
    _judge(config, slug, "discard")
    click.echo(f"{slug}: discarded; what was held is published only if it changes")


def _judge(config: Path, slug: str, verdict: "Verdict") -> None:
    from datetime import UTC, datetime

    with _house(config) as house:
        sources = _wanted(house, (slug,))
        with house.store.write() as tx:
            held = [tx.judge(source.uid, verdict, datetime.now(UTC)) for source in sources]
    if not any(held):
        raise UsageError(f"{slug}: nothing of it is held; `feeder status` shows what is")


@main.command()
@click.argument("slug")
@click.option("--pages", type=click.IntRange(2), default=10, show_default=True, help="How many pages of its list.")
@_config_option
def backfill(config: Path, slug: str, pages: int) -> None:
    """Read what a source's list showed before: its next pages, until nothing new comes. Its entries are marked as
    backlog, and only endpoints that want all of a backlog are told."""
    import asyncio

    from feeder.backfill import LISTS
    from feeder.cli_output import Progress, show_backfill
    from feeder.engine.local import backfill as run_backfill

    _log("error")
    with _house(config) as house:
        (source,) = _wanted(house, (slug,)) or (None,)
        if source is None:
            raise UsageError(f"{slug}: its file is wrong, mend it first; `feeder check` says what to write")
        if source.shape not in LISTS:
            raise UsageError(f'{slug}: has no later pages: its shape is "{source.shape}"')
        with Progress(pages) as progress:
            visits, walk = asyncio.run(run_backfill(house, source, pages, progress.turned))
        show_backfill(source, visits, walk)
    sys.exit(WELL if all(visit.is_well for visit in visits) else TROUBLED)


@main.command()
@click.argument("target", metavar="URL|PATH")
@click.option("--slug", help="What it is called everywhere; by default after its title or host.")
@click.option("--browser", is_flag=True, help="Have Chromium draw the page first, now and at every visit.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@_config_option
def add(config: Path, target: str, slug: str | None, *, browser: bool, yes: bool) -> None:
    """Follow a press page, the feed that it offers if that is better, a feed, a sitemap or a folder: shows what is
    there, and writes its file into sources/."""
    import asyncio

    from feeder.cli_output import show_facts, show_option
    from feeder.engine import editing
    from feeder.engine.adding import propose, slug_for

    _log("error")
    settings = _settings(config, needs_secrets=False)
    if slug is not None:
        editing.check_slug(settings, slug)
    proposal = asyncio.run(propose(settings, target, browser=browser))
    is_asked = not yes and sys.stdin.isatty()
    if proposal.best is None and not is_asked:
        raise UsageError(proposal.refusal)
    show_facts(proposal.look)
    option = _chosen(proposal, is_asked=is_asked)
    if option is None:
        click.echo("Nothing was written.")
        return
    slug = slug or slug_for(settings, option)
    show_option(option)
    if is_asked and not click.confirm(f"Write sources/{slug}.toml?", default=True):
        click.echo("Nothing was written.")
        return
    editing.add(settings, slug, option.settings, is_drawn=option.is_drawn)
    click.echo(f"sources/{slug}.toml: written; `feeder once {slug}` visits it, a running service by itself")


def _chosen(proposal: "Proposal", *, is_asked: bool) -> "Option | None":
    """What a person takes of it; the best, where nobody is asked."""
    from feeder.cli_output import show_options

    if proposal.options == (proposal.best,):
        return proposal.best
    show_options(proposal)
    if not is_asked:
        return proposal.best
    default = proposal.options.index(proposal.best) + 1 if proposal.best else 0
    number = click.prompt("Which one (0: none)", type=click.IntRange(0, len(proposal.options)), default=default)
    return proposal.options[number - 1] if number else None


@main.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@_config_option
def import_(config: Path, file: Path) -> None:
    """Follow what another program follows: an OPML file, JSON, YAML, CSV, newsboat's urls, or an address a line."""
    from feeder.cli_output import show_imported
    from feeder.engine.importing import follow, subscribed

    settings = _settings(config, needs_secrets=False)
    found = list(follow(settings, subscribed(file)))
    show_imported(found)
    sys.exit(TROUBLED if any(one.state == "refused" for one in found) else WELL)


@main.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@_config_option
def export(config: Path, file: Path) -> None:
    """Write an OPML list of the sources for another program; - is standard output."""
    from feeder.engine.exporting import exported
    from feeder.publish import publish

    with _house(config, writes=False) as house:
        listed = exported(house)
    if str(file) == "-":
        click.echo(listed, nl=False)
    else:
        try:
            publish(file.parent, {file.name: listed})
        except ValueError:
            raise UsageError(f"{file}: cannot be the name of a list; give one such as sources.opml") from None
        click.echo(f"{file}: written")


@main.command()
@click.argument("slug")
@_config_option
def remove(config: Path, slug: str) -> None:
    """Follow a source no more: its feed closes, its entries stay known, nothing is withdrawn."""
    from feeder.engine import editing

    with _house(config, writes=False) as house:
        attic = editing.remove(house.settings, slug).relative_to(house.settings.root)
        with house.store.write() as tx:
            tx.sources.close(slug)
    click.echo(f"{slug}: removed; what was in sources/ lies in {attic}/ now, and brought back it is as it was")


@main.command()
@click.argument("slug")
@click.argument("new")
@_config_option
def rename(config: Path, slug: str, new: str) -> None:
    """Give a source another slug: its entries keep their ids, and the old address of its feed leads to the new one."""
    from feeder.config.sources import read_sources
    from feeder.engine import editing

    with _house(config, writes=False) as house:
        _wanted(house, (slug,))
        if slug in house.broken:
            raise UsageError(f"{slug}: its file is wrong, mend it first; `feeder check` says what to write")
        with house.store.read() as tx:
            uid = tx.sources.uid(slug) or house.sources[slug].uid
        editing.rename(house.settings, slug, new, uid)
        notices = read_sources(house.settings)[2]
    click.echo(f"{slug}: is called {new} now")
    for notice in notices:
        click.echo(notice, err=True)


@main.command()
@click.argument("slug")
@_config_option
def pin(config: Path, slug: str) -> None:
    """Write the rule by which a source's list is read into its file: from then on it is yours to change."""
    from feeder.cli_output import show_rule
    from feeder.engine.pinning import pin as write

    _log("error")
    with _house(config, writes=False) as house:
        _wanted(house, (slug,))
        rule = write(house, slug)
    click.echo(f"sources/{slug}.toml: [rule] written")
    show_rule(rule)


@main.command()
@click.argument("slug")
@_config_option
def pause(config: Path, slug: str) -> None:
    """Visit a source no more until it is resumed; its feed stays."""
    _set_paused(config, slug, is_paused=True)


@main.command()
@click.argument("slug")
@_config_option
def resume(config: Path, slug: str) -> None:
    """Visit a paused source again."""
    _set_paused(config, slug, is_paused=False)


def _set_paused(config: Path, slug: str, *, is_paused: bool) -> None:
    from feeder.engine import editing

    changed = editing.pause(_settings(config, needs_secrets=False), slug, is_paused=is_paused)
    click.echo(f"{slug}: {'is' if changed else 'was already'} {'paused' if is_paused else 'visited'}{' now' * changed}")


@main.group()
def endpoint() -> None:
    """Those who are told of events."""


@endpoint.command()
@click.argument("slug")
@_config_option
def enable(config: Path, slug: str) -> None:
    """Deliver to an endpoint again that was disabled; what it missed comes first."""
    with _house(config) as house, house.store.write() as tx:
        if not tx.endpoints.enable(slug):
            known = ", ".join(one.slug for one in house.settings.endpoints) or "none"
            raise UsageError(f"{slug}: there is no such endpoint; known: {known}")
    click.echo(f"{slug}: enabled")


def _settings(config: Path, *, needs_secrets: bool = True) -> "Settings":
    from feeder.config import load

    return load(config, needs_secrets=needs_secrets)


@contextmanager
def _house(config: Path, *, writes: bool = True) -> "Iterator[House]":
    from feeder.engine.house import House

    if not config.exists() and not (config.parent / "sources").is_dir():
        raise ConfigError(
            f"{config}: there is neither this file nor sources/ here; go to their folder, or name it with --config"
        )
    house = House.open(_settings(config, needs_secrets=writes), writes=writes)
    try:
        yield house
    finally:
        house.close()


def _wanted(house: "House", slugs: tuple[str, ...]) -> list[Any]:
    unknown = [slug for slug in slugs if slug not in house.sources and slug not in house.broken]
    if unknown:
        known = ", ".join(sorted(house.sources)) or "none; put one into sources/"
        raise UsageError(f"{unknown[0]}: there is no such source; known: {known}")
    return house.wanted(slugs)


def _log(level: str) -> None:
    """Readable lines on a terminal, JSON lines elsewhere; always on standard error."""
    import logging

    import structlog

    tty = sys.stderr.isatty()
    # Without the values of variables, which may be a document's: that may be sealed.
    plain = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *([] if tty else [structlog.processors.format_exc_info]),
            plain if tty else structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


if __name__ == "__main__":
    main()
