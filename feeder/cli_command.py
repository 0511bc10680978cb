"""What all commands share: their exit codes, `--config`, and the house that they work in."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feeder.errors import ConfigError, UsageError

if TYPE_CHECKING:
    from feeder.config import Settings
    from feeder.engine.house import House

WELL, TROUBLED, WRONG = 0, 1, 2  #: exit codes


def config_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the config.toml to use, named before or after it."""

    @click.option("--config", "config", type=click.Path(path_type=Path), default=None, help="Default: ./config.toml")
    @click.pass_context
    @wraps(function)
    def command(ctx: click.Context, /, config: Path | None, **given: Any) -> Any:
        chosen = config or ctx.find_root().params.get("config")
        if chosen is not None and not chosen.is_file():
            raise ConfigError(f"{chosen}: there is no such file; name the config.toml to use with --config")
        return ctx.invoke(function, chosen or Path("config.toml"), **given)

    return command


def settings_of(config: Path, *, needs_secrets: bool = True) -> "Settings":
    from feeder.config import load

    return load(config, needs_secrets=needs_secrets)


@contextmanager
def house_of(config: Path, *, writes: bool = True) -> "Iterator[House]":
    from feeder.engine.house import House

    if not config.exists() and not (config.parent / "sources").is_dir():
        raise ConfigError(
            f"{config}: there is neither this file nor sources/ here; go to their folder, or name it with --config"
        )
    house = House.open(settings_of(config, needs_secrets=writes), writes=writes)
    try:
        yield house
    finally:
        house.close()


def wanted_of(house: "House", slugs: tuple[str, ...]) -> list[Any]:
    unknown = [slug for slug in slugs if slug not in house.sources and slug not in house.broken]
    if unknown:
        known = ", ".join(sorted(house.sources)) or "none; put one into sources/"
        raise UsageError(f"{unknown[0]}: there is no such source; known: {known}")
    return house.wanted(slugs)


def log_to(level: str) -> None:
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
