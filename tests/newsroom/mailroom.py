"""A mail server of the press world: pymap, a real IMAP server in a process of its own, behind STARTTLS; before it a
door that speaks TLS from the first byte, as most do. `post` puts a message into a folder, as a sender would."""

import asyncio
import imaplib
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from pathlib import Path
from threading import Thread
from typing import Self

import trustme

USER, PASSWORD = "presse@press.example", "geheim/@ 100%"
PATIENCE = 20.0  # seconds


class Mailroom:
    """Leaving ends it and all its connections."""

    def __init__(self, folder: Path, *, password: str = PASSWORD) -> None:
        self.authority = trustme.CA()
        self._folder, self._leaf, self._password = folder, self.authority.issue_cert("localhost", "127.0.0.1"), password
        self._key, self._chain = folder / "mail.key", folder / "mail.pem"
        self._leaf.private_key_pem.write_to_path(str(self._key))
        self._chain.write_bytes(b"".join(one.bytes() for one in self._leaf.cert_chain_pems))
        self.authority.cert_pem.write_to_path(str(folder / "authority.pem"))
        self.certificates = folder / "authority.pem"
        self.port, self.tls_port = _free_port(), 0
        self._posted = 0

    def __enter__(self) -> Self:
        pymap = Path(sys.executable).parent / "pymap"
        words = [
            "--no-service",
            "admin",
            "--no-service",
            "managesieve",
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
        ]
        words += ["--cert", str(self._chain), "--key", str(self._key)]
        self._log = (self._folder / "mail.log").open("wb")
        self._server = subprocess.Popen(
            [pymap, *words, "dict", "--demo-user", USER, "--demo-password", self._password],
            stdout=self._log,
            stderr=self._log,
        )
        self._await()
        self._door = Door(self.port, self._leaf)
        self.tls_port = self._door.port
        return self

    def __exit__(self, *_: object) -> None:
        self._door.close()
        self._server.terminate()
        self._server.wait(PATIENCE)
        self._log.close()

    def _await(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(0.05)
        raise AssertionError((self._folder / "mail.log").read_text())

    def url(self, *, folder: str = "INBOX", tls: bool = True, password: str = "env:MAIL_PASSWORD") -> str:
        scheme, port = ("imaps", self.tls_port) if tls else ("imap", self.port)
        return f"{scheme}://{USER.replace('@', '%40')}:{password}@127.0.0.1:{port}/{folder}"

    @contextmanager
    def client(self) -> Iterator[imaplib.IMAP4]:
        client = imaplib.IMAP4("127.0.0.1", self.port, timeout=PATIENCE)
        client.starttls(ssl.create_default_context(cafile=str(self.certificates)))
        client.login(USER, PASSWORD)
        try:
            yield client
        finally:
            client.logout()

    def post(self, *messages: EmailMessage | bytes, folder: str = "INBOX") -> None:
        with self.client() as client:
            for message in messages:
                raw = message if isinstance(message, bytes) else message.as_bytes()
                status, said = client.append(folder, "", "", raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
                assert status == "OK", said

    def release(self, title: str, text: str = "", **lines: str) -> EmailMessage:
        """A press release as its office mails it. More lines of its head by name, as `auto_submitted="auto-replied"`."""
        self._posted += 1
        message = EmailMessage()
        message["From"] = "Hafenwerk Presse <presse@hafenwerk.example>"
        message["To"] = USER
        message["Subject"] = title
        message["Date"] = f"Mon, {self._posted % 28 + 1:02} Mar 2026 09:30:00 +0100"
        message["Message-ID"] = f"<meldung-{self._posted}@hafenwerk.example>"
        for name, value in lines.items():
            del message[name.replace("_", "-")]
            message[name.replace("_", "-")] = value
        body = (
            text
            or f"Das Hafenwerk teilt mit: {title}. Die Anlage liegt am Nordkai und wird von dreißig Leuten betreut.\n"
        )
        message.set_content(body * 3)
        return message

    def seen(self, folder: str = "INBOX") -> tuple[int, int]:
        """How many messages there are, and how many of them somebody has read."""
        with self.client() as client:
            _, count = client.select(folder, readonly=True)
            _, read = client.search(None, "SEEN")
            return int(count[0] or 0), len(read[0].split())


class Door:
    """TLS from the first byte, passed on to the server's own port: a loop in a thread of its own."""

    def __init__(self, behind: int, leaf: trustme.LeafCert) -> None:
        self._behind = behind
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        leaf.configure_cert(context)
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever)
        self._thread.start()
        begin = asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=context)
        self._server = asyncio.run_coroutine_threadsafe(begin, self._loop).result(PATIENCE)
        self.port: int = self._server.sockets[0].getsockname()[1]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            inner, outer = await asyncio.open_connection("127.0.0.1", self._behind)
            await asyncio.gather(_pass_on(reader, outer), _pass_on(inner, writer))
        except (OSError, asyncio.CancelledError):
            writer.transport.abort()

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(PATIENCE)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end(self) -> None:
        self._server.close()
        serving = asyncio.all_tasks() - {asyncio.current_task()}
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)
        await asyncio.sleep(0)


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    finally:
        writer.close()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
