"""The command line: thin commands over the engine. What costs time is imported where it is used."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feeder import __version__, cli_sources
from feeder.cli_command import TROUBLED, WELL, WRONG, config_option, house_of, log_to, settings_of, wanted_of
from feeder.errors import ConfigError, FeederError, StoreError, UsageError

if TYPE_CHECKING:
    from feeder.model import Verdict


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


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="feeder")
@click.option("--config", type=click.Path(path_type=Path), default=None, help="Default: ./config.toml")
def main(config: Path | None) -> None:
    """Everything in sources/ becomes a feed in feeds/; every change becomes an event."""


for _command in cli_sources.COMMANDS:
    main.add_command(_command)


@main.command()
@click.argument("slugs", nargs=-1)
@config_option
def once(config: Path, slugs: tuple[str, ...]) -> None:
    """Visit all sources (or those named), write feeds/, deliver what is due, and end."""
    import asyncio

    from feeder.cli_output import Progress, show_once
    from feeder.engine.local import once as run_once

    log_to("error")
    with house_of(config) as house:
        wanted = wanted_of(house, slugs)
        with Progress(len(wanted)) as progress:
            visits, deliveries = asyncio.run(run_once(house, wanted, progress.seen))
        broken = [one for one in house.broken.values() if not slugs or one.slug in slugs]
        show_once(house, visits, deliveries, broken)
        well = not broken and all(visit.is_well for visit in visits)
    sys.exit(WELL if well else TROUBLED)


@main.command()
@config_option
def run(config: Path) -> None:
    """Run as a service: visit what is due, follow sources/, serve the feeds, deliver events."""
    import asyncio

    from feeder.engine.local import Service
    from feeder.engine.lock import only_scheduler
    from feeder.engine.rendering import page_of
    from feeder.web import app
    from feeder.web.server import serving

    log_to("info")
    with house_of(config) as house, only_scheduler(house.lock):

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
@config_option
def preview(config: Path, target: str, url: str | None, shape: str, *, browser: bool, as_json: bool) -> None:
    """Show what a page, feed, sitemap, document or source holds; nothing is stored or published."""
    import asyncio

    from feeder.cli_output import show_json, show_preview
    from feeder.engine.preview import preview as look

    log_to("error")
    seen = asyncio.run(look(settings_of(config, needs_secrets=False), target, url=url, shape=shape, browser=browser))
    if as_json:
        show_json(seen.told.to_dict())
    else:
        show_preview(seen)
    sys.exit(WELL if seen.found.entries else TROUBLED)


@main.command()
@click.argument("target", metavar="ENTRY|URL|FILE")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@config_option
def explain(config: Path, target: str, *, as_json: bool) -> None:
    """Show where each value of a release is from: of an entry by its id as it was read, without any request, of an
    address or a file as it is read now."""
    import asyncio

    from feeder.cli_output import show_explanation, show_json
    from feeder.engine import explaining

    log_to("error")
    if explaining.is_entry(target):
        with house_of(config, writes=False) as house:
            told = asyncio.run(explaining.entry(house, target))
    else:
        told = asyncio.run(explaining.document(settings_of(config, needs_secrets=False), target))
    show_json(told.to_dict()) if as_json else show_explanation(told)
    sys.exit(WELL if told.is_release else TROUBLED)


@main.command()
@config_option
def check(config: Path) -> None:
    """Check config.toml and every file of sources/; nothing is fetched."""
    from feeder.config.sources import read_sources
    from feeder.engine.crowding import crowds
    from feeder.parse.lists import rules

    settings = settings_of(config)
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
@config_option
def status(config: Path, *, as_json: bool) -> None:
    """Show how every source and endpoint is, and which hosts are waited for."""
    from feeder.cli_output import show_json, show_status
    from feeder.engine.overview import overview

    log_to("error")
    with house_of(config, writes=False) as house:
        found = overview(house)
    show_json(found) if as_json else show_status(found)
    sys.exit(WELL)


@main.command()
@click.argument("slug", required=False)
@click.option("--json", "as_json", is_flag=True, help="All of them, for machines.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many are shown to a person.")
@config_option
def entries(config: Path, slug: str | None, limit: int, *, as_json: bool) -> None:
    """Show the newest entries of all sources, or of one."""
    from feeder.cli_output import show_entries, show_json

    log_to("error")
    with house_of(config, writes=False) as house:
        wanted_of(house, (slug,) if slug else ())
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
@config_option
def deliveries(config: Path, limit: int, *, dead: bool, as_json: bool) -> None:
    """Show what was sent to webhooks, what waits and what was given up."""
    from feeder.cli_output import delivery_dict, show_deliveries, show_json

    log_to("error")
    with house_of(config, writes=False) as house, house.store.read() as tx:
        found = tx.deliveries.latest(state="dead" if dead else None, limit=None if as_json else limit + 1)
    if as_json:
        show_json({"deliveries": [delivery_dict(one) for one in found], "next": None})
    else:
        show_deliveries(found, limit)


@main.command()
@click.argument("slug")
@config_option
def release(config: Path, slug: str) -> None:
    """Let a source publish what is held of it: its next visit takes it as meant."""
    _judge(config, slug, "release")
    click.echo(f"{slug}: released; the next visit publishes what was held")


@main.command()
@click.argument("slug")
@config_option
def discard(config: Path, slug: str) -> None:
    """Drop what is held of a source: it is known then, and published only if it changes."""
    _judge(config, slug, "discard")
    click.echo(f"{slug}: discarded; what was held is published only if it changes")


def _judge(config: Path, slug: str, verdict: "Verdict") -> None:
    from datetime import UTC, datetime

    with house_of(config) as house:
        sources = wanted_of(house, (slug,))
        with house.store.write() as tx:
            held = [tx.judge(source.uid, verdict, datetime.now(UTC)) for source in sources]
    if not any(held):
        raise UsageError(f"{slug}: nothing of it is held; `feeder status` shows what is")


@main.command()
@click.argument("slug")
@click.option("--pages", type=click.IntRange(2), default=10, show_default=True, help="How many pages of its list.")
@config_option
def backfill(config: Path, slug: str, pages: int) -> None:
    """Read what a source's list showed before: its next pages, until nothing new comes. Its entries are marked as
    backlog, and only endpoints that want all of a backlog are told."""
    import asyncio

    from feeder.backfill import LISTS
    from feeder.cli_output import Progress, show_backfill
    from feeder.engine.local import backfill as run_backfill

    log_to("error")
    with house_of(config) as house:
        (source,) = wanted_of(house, (slug,)) or (None,)
        if source is None:
            raise UsageError(f"{slug}: its file is wrong, mend it first; `feeder check` says what to write")
        if source.shape not in LISTS:
            raise UsageError(f'{slug}: has no later pages: its shape is "{source.shape}"')
        with Progress(pages) as progress:
            visits, walk = asyncio.run(run_backfill(house, source, pages, progress.turned))
        show_backfill(source, visits, walk)
    sys.exit(WELL if all(visit.is_well for visit in visits) else TROUBLED)


@main.group()
def endpoint() -> None:
    """Those who are told of events."""


@endpoint.command()
@click.argument("slug")
@config_option
def enable(config: Path, slug: str) -> None:
    """Deliver to an endpoint again that was disabled; what it missed comes first."""
    with house_of(config) as house, house.store.write() as tx:
        if not tx.endpoints.enable(slug):
            known = ", ".join(one.slug for one in house.settings.endpoints) or "none"
            raise UsageError(f"{slug}: there is no such endpoint; known: {known}")
    click.echo(f"{slug}: enabled")


if __name__ == "__main__":
    main()
