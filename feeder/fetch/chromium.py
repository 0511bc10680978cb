"""Chromium as a process of ours: it has no way to the network, no secret of ours, no rights of root, and no longer a
life than we have.

What a page asks for is told to us and fetched by us (`drawing`). Whatever goes past that, as WebSockets, WebRTC and
prefetching do, finds no name and a proxy where nobody answers.
"""

import asyncio
import os
import pwd
import shutil
import signal
import socket
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from feeder.errors import FetchError
from feeder.fetch.devtools import Devtools, Ended, Unwilling

STARTING = 20.0  #: seconds; a busy machine takes some
MEMORY = 1_500_000  #: KiB of data that each of its processes may have
LONGEST_MESSAGE = 64 * 2**20  #: bytes of what the browser tells at once
NAMED = "feeder-chromium-"  #: its folders, with the number of the process that made them
#: The pipe of --remote-debugging-pipe stands at 3 and 4; what is limited here holds for all that it starts.
LAUNCH = 'ulimit -d "$0"; exec "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1'
FLAGS = (
    "--headless",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-service-autorun",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-sync",
    "--disable-breakpad",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-default-apps",
    "--disable-quic",
    "--block-new-web-contents",
    "--no-pings",
    "--mute-audio",
    "--password-store=basic",
    "--use-mock-keychain",
    "--lang=en",
    "--blink-settings=imagesEnabled=false",
    "--js-flags=--max-old-space-size=512",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
REMEDY = (
    "start it by hand to see why: chromium --headless --dump-dom about:blank; in a container it may miss the user "
    "namespaces that its sandbox is made of"
)


class Chromium:
    """One process with all that it started."""

    def __init__(self, process: asyncio.subprocess.Process, folder: Path, nowhere: socket.socket) -> None:
        self._process = process
        self._folder = folder
        self._nowhere = nowhere
        self.devtools = Devtools(*_pipe(process))
        self.agent = ""  #: what it calls itself
        self.pages = 0  #: that it has drawn
        self.busy = 0  #: pages that it draws now
        self.since = asyncio.get_running_loop().time()
        self._was_ended = False

    @classmethod
    async def start(cls, program: str) -> Self:
        """Raises FetchError where it does not start."""
        await asyncio.to_thread(_clear)
        folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix=f"{NAMED}{os.getpid()}-"))
        nowhere = socket.socket()
        nowhere.bind(("127.0.0.1", 0))  # and nobody listens: no other one can either
        proxy = f"--proxy-server=http://127.0.0.1:{nowhere.getsockname()[1]}"
        words = [program, *FLAGS, proxy, f"--user-data-dir={folder}", "about:blank"]
        try:
            process = await asyncio.create_subprocess_exec(
                "/bin/sh", "-c", LAUNCH, str(MEMORY), *words,
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
                limit=LONGEST_MESSAGE, start_new_session=True, env=_environment(folder), **_nobody(folder),
            )  # fmt: skip
        except (OSError, FetchError) as problem:
            nowhere.close()
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
            if isinstance(problem, FetchError):
                raise
            raise FetchError(f"{program}: cannot be started ({problem.strerror}); {REMEDY}") from None
        chromium = cls(process, folder, nowhere)
        try:
            async with asyncio.timeout(STARTING):
                chromium.agent = (await chromium.devtools.call("Browser.getVersion"))["userAgent"]
        except (TimeoutError, Ended, Unwilling):
            await chromium.end()
            raise FetchError(f"{program}: Chromium does not start; {REMEDY}") from None
        except BaseException:
            await chromium.end()
            raise
        return chromium

    @property
    def pid(self) -> int:
        """Also the number of its process group."""
        return self._process.pid

    @property
    def has_ended(self) -> bool:
        return self.devtools.has_ended or self._process.returncode is not None

    @property
    def age(self) -> float:
        """Seconds."""
        return asyncio.get_running_loop().time() - self.since

    async def end(self) -> None:
        """At once, with all that it started: there is nothing that it would have to save."""
        if self._was_ended:  # its number may be another's by now
            return
        self._was_ended = True
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        await self.devtools.aclose()
        await self._process.wait()
        self._nowhere.close()
        await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)


def _pipe(process: asyncio.subprocess.Process) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    if process.stdout is None or process.stdin is None:
        raise ValueError("started without pipes")
    return process.stdout, process.stdin


def _environment(folder: Path) -> dict[str, str]:
    """Ours has secrets (`env:NAME`), and proxies that are not meant."""
    home = str(folder)
    return {"PATH": os.environ.get("PATH", os.defpath), "HOME": home, "TMPDIR": home, "LANG": "C.UTF-8"}


def _nobody(folder: Path) -> dict[str, Any]:
    """Chromium has no sandbox as root; so root has it run as nobody, where it has one."""
    if os.geteuid() != 0:
        return {}
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise FetchError(
            "Chromium is not run as root, and there is no user nobody; run feeder as another user"
        ) from None
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _clear() -> None:
    """The folders of those who were killed before they could."""
    for folder in Path(tempfile.gettempdir()).glob(f"{NAMED}*"):
        number = folder.name.removeprefix(NAMED).partition("-")[0]
        if number.isdecimal() and not Path(f"/proc/{number}").exists() and Path("/proc/self").exists():
            shutil.rmtree(folder, ignore_errors=True)
