"""The commands that change what is followed: they write and move files of sources/."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feeder.cli_command import TROUBLED, WELL, config_option, house_of, log_to, settings_of, wanted_of
from feeder.errors import UsageError

if TYPE_CHECKING:
    from feeder.engine.adding import Option, Proposal


@click.command()
@click.argument("target", metavar="URL|PATH")
@click.option("--slug", help="What it is called everywhere; by default after its title or host.")
@click.option("--browser", is_flag=True, help="Have Chromium draw the page first, now and at every visit.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@config_option
def add(config: Path, target: str, slug: str | None, *, browser: bool, yes: bool) -> None:
    """Follow a press page, the feed that it offers if that is better, a feed, a sitemap or a folder: shows what is
    there, and writes its file into sources/."""
    import asyncio

    from feeder.cli_output import show_facts, show_option
    from feeder.engine import editing
    from feeder.engine.adding import propose, slug_for

    log_to("error")
    settings = settings_of(config, needs_secrets=False)
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


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@config_option
def import_(config: Path, file: Path) -> None:
    """Follow what another program follows: an OPML file, JSON, YAML, CSV, newsboat's urls, or an address a line."""
    from feeder.cli_output import show_imported
    from feeder.engine.importing import follow, subscribed

    settings = settings_of(config, needs_secrets=False)
    found = list(follow(settings, subscribed(file)))
    show_imported(found)
    sys.exit(TROUBLED if any(one.state == "refused" for one in found) else WELL)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@config_option
def export(config: Path, file: Path) -> None:
    """Write an OPML list of the sources for another program; - is standard output."""
    from feeder.engine.exporting import exported
    from feeder.publish import publish

    with house_of(config, writes=False) as house:
        listed = exported(house)
    if str(file) == "-":
        click.echo(listed, nl=False)
    else:
        try:
            publish(file.parent, {file.name: listed})
        except ValueError:
            raise UsageError(f"{file}: cannot be the name of a list; give one such as sources.opml") from None
        click.echo(f"{file}: written")


@click.command()
@click.argument("slug")
@config_option
def remove(config: Path, slug: str) -> None:
    """Follow a source no more: its feed closes, its entries stay known, nothing is withdrawn."""
    from feeder.engine import editing

    with house_of(config, writes=False) as house:
        attic = editing.remove(house.settings, slug).relative_to(house.settings.root)
        with house.store.write() as tx:
            tx.sources.close(slug)
    click.echo(f"{slug}: removed; what was in sources/ lies in {attic}/ now, and brought back it is as it was")


@click.command()
@click.argument("slug")
@click.argument("new")
@config_option
def rename(config: Path, slug: str, new: str) -> None:
    """Give a source another slug: its entries keep their ids, and the old address of its feed leads to the new one."""
    from feeder.config.sources import read_sources
    from feeder.engine import editing

    with house_of(config, writes=False) as house:
        wanted_of(house, (slug,))
        if slug in house.broken:
            raise UsageError(f"{slug}: its file is wrong, mend it first; `feeder check` says what to write")
        with house.store.read() as tx:
            uid = tx.sources.uid(slug) or house.sources[slug].uid
        editing.rename(house.settings, slug, new, uid)
        notices = read_sources(house.settings)[2]
    click.echo(f"{slug}: is called {new} now")
    for notice in notices:
        click.echo(notice, err=True)


@click.command()
@click.argument("slug")
@config_option
def pin(config: Path, slug: str) -> None:
    """Write the rule by which a source's list is read into its file: from then on it is yours to change."""
    from feeder.cli_output import show_rule
    from feeder.engine.pinning import pin as write

    log_to("error")
    with house_of(config, writes=False) as house:
        wanted_of(house, (slug,))
        rule = write(house, slug)
    click.echo(f"sources/{slug}.toml: [rule] written")
    show_rule(rule)


@click.command()
@click.argument("slug")
@config_option
def pause(config: Path, slug: str) -> None:
    """Visit a source no more until it is resumed; its feed stays."""
    _set_paused(config, slug, is_paused=True)


@click.command()
@click.argument("slug")
@config_option
def resume(config: Path, slug: str) -> None:
    """Visit a paused source again."""
    _set_paused(config, slug, is_paused=False)


def _set_paused(config: Path, slug: str, *, is_paused: bool) -> None:
    from feeder.engine import editing

    changed = editing.pause(settings_of(config, needs_secrets=False), slug, is_paused=is_paused)
    click.echo(f"{slug}: {'is' if changed else 'was already'} {'paused' if is_paused else 'visited'}{' now' * changed}")


COMMANDS = (add, import_, export, remove, rename, pin, pause, resume)
