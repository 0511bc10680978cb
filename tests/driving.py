"""The real command line in a folder of its own, as a user has it."""

import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from stores import store_url

FEEDER = Path(sys.executable).parent / "feeder"
PATIENCE = 60.0  # seconds; a test that waits so long has failed
T = TypeVar("T")


class Desk:
    """A folder with config.toml, sources/ and feeds/, and the command line in it."""

    def __init__(self, folder: Path, settings: str = "", *, every: str = "15m") -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.port = free_port()
        self.configure(settings, every=every)
        (folder / "sources").mkdir(exist_ok=True)

    def configure(self, settings: str = "", *, every: str = "15m") -> None:
        """Saves config.toml; `settings` come after those that every test needs."""
        self.write(
            "config.toml",
            f'[feeder]\ntimezone = "Europe/Berlin"\n[schedule]\nevery = "{every}"\n[fetch]\nallow_private = true\ndelay = "0s"\n'
            f'[server]\nlisten = "127.0.0.1:{self.port}"\n[store]\nurl = "{store_url(self.folder / "state/feeder.db")}"\n{settings}',
        )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def follow(self, slug: str, url: str, rule: Mapping[str, str] | None = None, **settings: Any) -> None:
        """Writes the file of a source, as a user would."""
        lines = [f"{name} = {json.dumps(value)}" for name, value in {"url": url, **settings}.items()]
        if rule:
            lines += ["[rule]", *(f"{name} = {json.dumps(path)}" for name, path in rule.items())]
        self.write(f"sources/{slug}.toml", "\n".join(lines) + "\n")

    def feeder(self, *words: str, expect: int = 0) -> str:
        """What a command prints; it must end with `expect` and without a traceback."""
        done = self._done(*words, expect=expect)
        return done.stdout if expect == 0 else done.stdout + done.stderr

    def notes(self, *words: str) -> str:
        """What a command that ends well says beside what it prints."""
        return self._done(*words, expect=0).stderr

    def _done(self, *words: str, expect: int) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(
            [FEEDER, *words], cwd=self.folder, capture_output=True, text=True, timeout=60, check=False
        )
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode == expect, (
            f"feeder {' '.join(words)} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
        )
        return done

    def entries(self, *words: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.feeder("entries", *words, "--json"))["entries"]
        return found

    def status(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.feeder("status", "--json"))
        return found

    def feed(self, name: str) -> bytes:
        return (self.folder / "feeds" / name).read_bytes()

    def files(self) -> dict[str, tuple[bytes, int]]:
        """Bytes and modification time of everything in feeds/."""
        return {
            path.relative_to(self.folder / "feeds").as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in (self.folder / "feeds").rglob("*.*")
        }

    @contextmanager
    def running(self) -> Iterator["Service"]:
        """`feeder run` in the background; ended by SIGTERM, and it must end well."""
        with self.service() as service:
            service.wait_for_log("feeder runs")
            yield service
            service.stop()

    @contextmanager
    def service(self) -> Iterator["Service"]:
        """`feeder run` in the background, as it starts; whatever is left of it is killed."""
        with (self.folder / "log").open("a", encoding="utf-8") as log:
            log.truncate(0)
            process = subprocess.Popen([FEEDER, "run"], cwd=self.folder, stderr=log, stdout=log)
            try:
                yield Service(process, self.folder / "log")
            finally:
                process.kill()
                process.wait()


class Service:
    def __init__(self, process: "subprocess.Popen[bytes]", log: Path) -> None:
        self._process = process
        self._log = log

    def wait_for_log(self, text: str) -> None:
        until(
            lambda: text in self._log.read_text(encoding="utf-8") or self._process.poll() is not None,
            f"the log says {text!r}",
        )
        assert self._process.poll() is None, self._log.read_text(encoding="utf-8")

    @property
    def pid(self) -> int:
        return self._process.pid

    def hang_up(self) -> None:
        """SIGHUP: read config.toml again."""
        self._process.send_signal(signal.SIGHUP)

    def terminate(self) -> None:
        """SIGTERM, and it may take its time."""
        self._process.send_signal(signal.SIGTERM)

    def stop(self) -> None:
        self.terminate()
        assert self._process.wait(PATIENCE) == 0, self._log.read_text(encoding="utf-8")
        assert "Traceback" not in (said := self._log.read_text(encoding="utf-8")), said

    def kill(self) -> None:
        """kill -9: power loss, as far as the program is concerned."""
        self._process.kill()
        self._process.wait()


def until(holds: Callable[[], T], what: str) -> T:
    """Waits until something holds, and gives it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = holds()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError(f"waited {PATIENCE:g} s in vain until {what}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def ids_of(feed: bytes) -> list[str]:
    """The ids of a feed's entries, in whatever format."""
    return re.findall(rb"urn:uuid:[0-9a-f-]{36}", feed) and [
        one.decode()
        for one in re.findall(rb"(?:<guid[^>]*>|<entry>.*?<id>|\"id\":\s*\")(urn:uuid:[0-9a-f-]{36})", feed, re.DOTALL)
    ]
