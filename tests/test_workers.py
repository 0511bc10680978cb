"""What a document does to whoever reads it, it does to a worker process."""

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import threading
import zlib
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing import forkserver

import pytest

from feeder.engine import parsing, workers
from feeder.engine.workers import Bug, Worker, answer
from feeder.errors import ConfigError, ParseError
from feeder.model import Extraction
from feeder.secrecy import keeping

TEXT = b"Meldung\n\nDer Steg ist offen\n\nEr war lange zu."
END = b"</main></body></html>"
PAGE = b"<html><body><main><h1>The pier is open</h1>" + b"<p>It was closed for long.</p>" * 2000 + END
URL = "https://pier.example/a"


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.end()


def ask(worker: Worker, body: bytes = TEXT, *, seconds: float = 60, **told: object) -> Extraction:
    found = worker.ask(body, URL, {"media_type": "text/plain", **told}, seconds=seconds)
    assert isinstance(found, Extraction)
    return found


def test_a_worker_gives_what_extract_gives(worker: Worker) -> None:
    told = {"media_type": "text/plain", "timezone": "Europe/Berlin"}
    assert worker.ask(TEXT, URL, told, seconds=60) == answer(TEXT, URL, told)


def test_what_extract_raises_is_raised(worker: Worker) -> None:
    with pytest.raises(ParseError, match="is empty"):
        asyncio.run(parsing.parse(b" ", URL))
    with pytest.raises(ConfigError, match="no such time zone"):
        asyncio.run(parsing.parse(TEXT, URL, timezone="Here/Nowhere"))


def test_a_document_that_takes_too_long_is_left_out_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "PATIENCE", 0.0001)
    with pytest.raises(ParseError, match=r"60,064 bytes took longer than 0.0001 s to read"):
        asyncio.run(parsing.parse(PAGE, URL))
    monkeypatch.undo()
    assert asyncio.run(parsing.parse(PAGE, URL)).entries


def test_what_a_worker_does_not_survive_is_told_without_what_is_secret_in_its_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Dead:
        def ask(self, _body: bytes, url: str, _told: object, **_: object) -> Extraction:
            raise ParseError(f"{url}: the parser died of it")

    monkeypatch.setattr(parsing, "_worker", Dead)
    with keeping(("Qx7kP2mV",)), pytest.raises(ParseError) as told:
        asyncio.run(parsing.parse(PAGE, f"{URL}?k=Qx7kP2mV&token=abc"))
    assert str(told.value) == f"{URL}?k=***&token=***: the parser died of it"


def test_one_that_took_too_long_is_gone(worker: Worker) -> None:
    with pytest.raises(ParseError):
        ask(worker, PAGE * 20, seconds=0.01)
    assert not worker.is_usable
    assert not worker._process.is_alive()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_a_worker_that_died_is_told_of_and_replaced(worker: Worker, number: signal.Signals) -> None:
    pid = worker._process.pid
    assert pid
    ask(worker)
    os.kill(pid, number)
    with pytest.raises(ParseError, match=rf"{URL}: the parser died of it \(exit code -{number.value}\)"):
        ask(worker)
    assert not worker.is_usable


def test_a_document_that_takes_too_much_memory_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "MEMORY", 2**20)
    worker = Worker()
    with pytest.raises(ParseError, match=f"{URL}: reading it takes more than 1,048,576 bytes of memory"):
        worker.ask(PAGE * 200, URL, {}, seconds=60)
    assert not worker.is_usable


def test_a_bug_is_told_without_what_it_says_of_the_document() -> None:
    def read(line: str) -> None:
        raise ValueError(f"cannot read {line}")

    try:
        read("Zinnoberfink")
    except ValueError as problem:
        bug = Bug.from_exception(problem)
    assert bug.name == "ValueError"
    assert bug.where[-1].endswith(" read")
    assert "Zinnoberfink" not in str(bug)


def test_after_thousands_of_documents_a_worker_is_replaced(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    worker._left = 2
    ask(worker)
    assert worker.is_usable
    ask(worker)
    assert not worker.is_usable


def test_a_thread_keeps_its_worker_while_that_is_usable() -> None:
    first = parsing._worker()
    assert parsing._worker() is first
    first.end()
    assert parsing._worker() is not first
    parsing._worker().end()


@pytest.mark.parametrize(
    ("size", "url", "place"),
    [
        (90_000, URL, "small"),
        (500_001, URL, "large"),
        (90_000, "2025/crane.txt", "own"),
        (500_001, "2025/crane.html", "own"),
    ],
)
def test_large_pages_and_own_documents_are_read_apart(size: int, url: str, place: str) -> None:
    assert parsing.place(b"a" * size, url) == place


def test_small_pages_and_own_documents_do_not_wait_for_large_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    large = PAGE[:6000] + END
    monkeypatch.setattr(parsing, "LARGE", len(large) - 1)
    small = b"<html><body><main><h1>The pier is open</h1><p>It was closed for long.</p>" + END
    others_are_read = threading.Event()
    places = parsing.PLACES["large"]
    for _ in range(places._max_workers):
        places.submit(others_are_read.wait)

    async def read_all() -> None:
        waits = asyncio.create_task(parsing.parse(large, URL))
        try:
            async with asyncio.timeout(60):  # for ever, were they to wait
                await parsing.parse(small, URL)
                await parsing.parse(TEXT, "crane.txt")
            assert not waits.done()
        finally:
            others_are_read.set()
        with suppress(ParseError):
            await waits

    asyncio.run(read_all())


PARENT = textwrap.dedent("""
    import os, signal
    from feeder.engine.workers import Worker

    if __name__ == "__main__":
        worker = Worker()
        worker.ask(b"Der Steg ist offen", "a.txt", {"media_type": "text/plain"}, seconds=60)
        print(worker._process.pid, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
""")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_that_is_sent_to_all_of_a_service_lets_the_document_in_hand_be_read(
    worker: Worker, number: signal.Signals
) -> None:
    ask(worker)
    server = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
    for pid in (worker._process.pid, server):
        os.kill(pid, number)
    assert ask(worker).entries
    assert worker.is_usable


def test_workers_end_with_whoever_started_them() -> None:
    done = subprocess.run([sys.executable, "-c", PARENT], capture_output=True, text=True, check=False, timeout=60)
    pid = int(done.stdout)
    for _ in range(3000):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        asyncio.run(asyncio.sleep(0.01))
    raise AssertionError(f"the worker {pid} is at work still")


def test_a_worker_whose_starter_is_killed_ends_without_a_word() -> None:
    code = """
        import os
        from multiprocessing import forkserver
        from feeder.engine.workers import _context
        _context.Process(target=print, args=("ready",)).start()  # as any: it starts the server
        status, told = forkserver.connect_to_new_process([])
        os.write(told, bytes(8) if CUT else b"")
        os.close(told)
        forkserver.read_signed(status)
        os.read(status, 8)
    """
    for is_cut in ("True", "False"):
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(code).replace("CUT", is_cut)], capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, b"")


def packed_twice(size: int) -> bytes:
    """A PDF of a few hundred bytes whose page is so large when it is unpacked."""
    content = zlib.compress(zlib.compress(b" " * size))
    return b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n4 0 obj<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%b\nendstream endobj\ntrailer<</Size 5/Root 1 0 R>>\n%%%%EOF" % (len(content), content)  # fmt: skip


def test_a_pdf_that_unpacks_to_more_than_there_is_memory_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "MEMORY", 100 * 2**20)
    worker = Worker()
    with pytest.raises(ParseError, match=r"a\.pdf: reading it takes more than 104,857,600 bytes of memory"):
        worker.ask(packed_twice(200 * 2**20), "a.pdf", {}, seconds=60)
    assert not worker.is_usable
