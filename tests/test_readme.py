"""Every example of the README runs, in order, in a copy of the checkout, and prints what the README says."""

import base64
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from newsroom import Newsroom, Receiver
from newsroom.mailroom import PASSWORD, Mailroom
from standardwebhooks import Webhook

from feeder.notify import signing

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"# (sources/\S+|config)\.toml\n")
SETTINGS = '[fetch]\nallow_private = true\ndelay = "0s"\n'


class Block(NamedTuple):
    language: str
    text: str


BLOCKS = [Block(*match.groups()) for match in BLOCK.finditer(README)]


@pytest.fixture
def mail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mailroom]:
    with Mailroom(tmp_path_factory.mktemp("mail")) as mail:
        mail.post(mail.release("The pier opens again"), mail.release("A ferry for the island"))
        yield mail


def test_the_tour_does_what_it_says(tmp_path: Path, room: Newsroom, receiver: Receiver, mail: Mailroom) -> None:
    site = room.site("ministry")
    for _ in range(3):
        site.publish()
    wire = room.site("feed")
    for _ in range(2):
        wire.publish()
    trust = room.site("portal")
    for _ in range(2):
        trust.publish()
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    (tmp_path / "config.toml").write_text(SETTINGS, encoding="utf-8")
    outline = '<outline text="Pier Gazette" type="rss" xmlUrl="https://gazette.example.org/feed.xml"/>'
    (tmp_path / "subscriptions.opml").write_text(f"<opml><body>{outline}</body></opml>", encoding="utf-8")
    bin_folder = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{bin_folder}:{os.environ['PATH']}", "DESK_SECRET": receiver.secret}
    environment |= {"MAIL_PASSWORD": PASSWORD, "SSL_CERT_FILE": str(mail.certificates)}
    world = {
        "https://press.example.org/ministry/": site.url,
        "https://desk.example.org/hook": receiver.url,
        "https://wire.example.org/atom.xml": wire.feeds["atom"],
        "https://trust.example.org/": trust.root,
        "imaps://news%40desk.example.org:env:MAIL_PASSWORD@imap.desk.example.org/INBOX": mail.url(),
    }
    for block in BLOCKS:
        if block.language == "toml":
            write_settings(block.text, tmp_path, world)
        elif block.language == "console":
            for command, expected in sessions(in_world(block.text, world)):
                shown = subprocess.run(
                    command, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
                )
                assert "Traceback" not in shown.stderr
                assert fits(shown.stdout, expected), (
                    f"$ {command}\n{shown.stdout}\n{shown.stderr}\n--- the README says\n{expected}"
                )


def write_settings(text: str, folder: Path, world: dict[str, str]) -> None:
    name = FILE.match(text)
    assert name, "a block of settings begins with the name of its file"
    text = in_world(text, world)
    path = folder / f"{name[1]}.toml"
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(before + text, encoding="utf-8")


def in_world(text: str, world: dict[str, str]) -> str:
    """The text with the real addresses in place of those of the README."""
    for example, real in world.items():
        text = text.replace(example, real)
    return text


def sessions(text: str) -> list[tuple[str, str]]:
    """(command, what it prints) of a console block."""
    parts = re.split(r"^\$ (.*)\n", text, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def fits(shown: str, expected: str) -> bool:
    """Whether what was printed is what is expected, where "…" ends a line whose rest is of the day."""
    got, wanted = shown.splitlines(), expected.splitlines()
    squeezed = [" ".join(line.split()) for line in got]
    return len(got) == len(wanted) and all(
        line.startswith(want.removesuffix("…").rstrip()) if want.endswith("…") else line == " ".join(want.split())
        for line, want in zip(squeezed, (" ".join(want.split()) for want in wanted), strict=True)
    )


def test_the_python_example_prints_what_stands_below_it() -> None:
    at = next(place for place, block in enumerate(BLOCKS) if "from feeder import extract" in block.text)
    shown = subprocess.run([sys.executable, "-c", BLOCKS[at].text], capture_output=True, text=True, check=True)
    assert shown.stdout == BLOCKS[at + 1].text


def test_the_receiver_takes_what_feeder_signs(capsys: pytest.CaptureFixture[str]) -> None:
    code = next(block.text for block in BLOCKS if "def receive" in block.text)
    names: dict[str, object] = {}
    exec(code, names)
    body = '{"type":"entry.created","timestamp":"2026-05-03T08:00:00Z","data":{"entry":{"title":"Größer"}}}'.encode()
    key = bytes(range(32))
    secret = "whsec_" + base64.b64encode(key).decode()
    headers = signing.headers(key, "evt_1", datetime.now(UTC), body)
    names["receive"](body, headers, secret)  # type: ignore[operator]
    assert capsys.readouterr().out == "entry.created Größer\n"
    with pytest.raises(Exception, match="signature"):
        Webhook(secret).verify(body + b" ", headers)


def test_ci_runs_the_two_commands_to_the_letter() -> None:
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    for block in BLOCKS:
        if block.language == "sh":
            assert block.text.strip() in run
