"""config.toml read again while feeder runs: what can change live does, and what cannot is told."""

from dataclasses import replace
from pathlib import Path

from feeder.config import Settings, load
from feeder.errors import ConfigError

#: What is opened at the start: its name in `Settings` → its name in config.toml.
FIXED = {"listen": "[server] listen", "store": "[store] url"}


class ConfigFile:
    """config.toml, and what stood in it when it was read last."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._text = self._seen = self._read()
        self._is_used = bool(self._text.strip())

    def _read(self) -> bytes:
        try:
            return self._path.read_bytes()
        except OSError:
            return b""

    def is_saved(self) -> bool:
        """Whether something else stands in it than was read last, and stood there when this was asked last too: what is
        being written is left alone. Asked by the clock, for what a link or a mounted folder leads to can be replaced
        without a sign."""
        seen, self._seen = self._seen, self._read()
        return self._seen == seen != self._text

    def settings(self, before: Settings) -> tuple[Settings, list[str]]:
        """The settings of now, and a line for each that waits for a restart. Raises ConfigError, a line a mistake. That
        the file is gone or empty is one: so it looks in the midst of saving, and every webhook would be forgotten."""
        self._text, file = self._read(), self._path.name
        if self._is_used and not self._text.strip():
            raise ConfigError(f"{file}: is gone or empty; write it anew, or restart feeder if that is meant")
        self._is_used = bool(self._text.strip())
        now = load(self._path)
        told = [
            f"{file}: {name} waits for a restart of feeder"
            for setting, name in FIXED.items()
            if getattr(now, setting) != getattr(before, setting)
        ]
        url = f"http://{before.listen}" if now.url == f"http://{now.listen}" else now.url
        return replace(now, url=url, **{setting: getattr(before, setting) for setting in FIXED}), told
