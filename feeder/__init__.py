"""feeder: everything in `sources/` becomes a feed in `feeds/`; every change becomes an event."""

from typing import Any

__version__ = "0.1.0"
__all__ = ["__version__", "extract"]


def __getattr__(name: str) -> Any:
    """`from feeder import extract` without paying for the parsers where they are not used."""
    if name == "extract":
        from feeder.parse import extract

        return extract
    raise AttributeError(f"module 'feeder' has no attribute {name!r}")
