"""What goes wrong below HTTP, in httpx's terms; of a certificate it is said what is wrong, and who can mend it."""

import os
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import httpx
from aiohttp.http_exceptions import HttpProcessingError

from feeder.errors import FetchError
from feeder.fetch.address import ascii_host, origin

SITES = "only the site can mend that, tell it"
OURS = f"{SITES}; if it is your own, add its authority to those that this machine trusts"
#: OpenSSL's X509_V_ERR_… (x509_vfy.h), in words.
CERTIFICATES = {
    9: ("is not valid yet", f"check this machine's clock, else {SITES}"),
    10: ("has expired", SITES),
    18: ("is vouched for by nobody but itself", OURS),
    19: ("is vouched for by an authority that is not known here", OURS),
    20: ("is vouched for by an authority that is not known here, or the site leaves out one in between", OURS),
    21: ("is vouched for by an authority that is not known here, or the site leaves out one in between", OURS),
    23: ("was revoked", SITES),
    62: ("is for another name", f"check the address; if it is right, {SITES}"),
    64: ("is for another address", f"check the address; if it is right, {SITES}"),
}
PLAIN = ("it does not speak TLS at that port", "check the port, or write http://")
OUTDATED = ("it speaks no TLS that is safe", SITES)
#: OpenSSL's reasons (sslerr.h).
HANDSHAKES = {
    "WRONG_VERSION_NUMBER": PLAIN,
    "HTTP_REQUEST": PLAIN,
    "PACKET_LENGTH_TOO_LONG": PLAIN,
    "RECORD_LAYER_FAILURE": PLAIN,
    "UNSUPPORTED_PROTOCOL": OUTDATED,
    "TLSV1_ALERT_PROTOCOL_VERSION": OUTDATED,
    "DH_KEY_TOO_SMALL": OUTDATED,
    "EE_KEY_TOO_SMALL": OUTDATED,
    "UNSAFE_LEGACY_RENEGOTIATION_DISABLED": OUTDATED,
}


@contextmanager
def failures(url: httpx.URL) -> Iterator[None]:
    """What aiohttp raises within, as one of httpx's errors or of ours."""
    try:
        yield
    except (aiohttp.ClientError, HttpProcessingError, OSError) as problem:
        raise _failure(problem, url) from problem


def _failure(problem: Exception, url: httpx.URL) -> Exception:
    match problem:
        case aiohttp.ClientConnectorCertificateError():
            return _certificate(problem.certificate_error, url)
        case aiohttp.ClientProxyConnectionError() | aiohttp.ClientHttpProxyError():
            return _proxy(problem, url)
        case aiohttp.ClientConnectorSSLError():
            return _handshake(problem.os_error, url)
        case aiohttp.ConnectionTimeoutError():
            return httpx.ConnectTimeout("no connection stood in time")
        case TimeoutError():
            return httpx.ReadTimeout("the server was silent for too long")
        case aiohttp.ClientConnectorError():
            return httpx.ConnectError(f"the connection failed ({_system(problem.os_error)})")
        case aiohttp.ServerDisconnectedError():
            return httpx.RemoteProtocolError("the server hung up before it answered")
        case aiohttp.ClientPayloadError():
            return httpx.RemoteProtocolError("the answer was cut off, or was not sent as it says")
        case aiohttp.ClientResponseError() | HttpProcessingError():
            return httpx.RemoteProtocolError(f"the answer is not proper HTTP ({_line(problem.message)})")
        case aiohttp.InvalidURL() | aiohttp.NonHttpUrlClientError():
            return httpx.InvalidURL("is no web address")
        case OSError():
            return httpx.ReadError(f"the connection broke ({_system(problem)})")
    return httpx.TransportError(_line(str(problem)) or type(problem).__name__)


def _line(text: str) -> str:
    return next(iter(text.strip().splitlines()), "")[:120].rstrip(" :")


def _system(problem: OSError) -> str:
    if isinstance(problem, ConnectionError) and not problem.args:  # asyncio's, in the middle of a handshake
        return "the server hung up"
    return os.strerror(problem.errno) if problem.errno else _line(str(problem))


def _certificate(problem: Exception, url: httpx.URL) -> FetchError:
    code = getattr(problem, "verify_code", 0)
    told = getattr(problem, "verify_message", None) or "it does not fit"
    wrong, remedy = CERTIFICATES.get(code, (f"is not accepted ({told})", SITES))
    return FetchError(f"{origin(url)}: the certificate of {ascii_host(url)} {wrong}; {remedy}")


def _handshake(problem: OSError, url: httpx.URL) -> FetchError:
    reason = problem.reason if isinstance(problem, ssl.SSLError) and problem.reason else "no reason given"
    wrong, remedy = HANDSHAKES.get(
        reason, (f"it agrees on no TLS ({reason.lower().replace('_', ' ')})", f"try again later; if it stays, {SITES}")
    )
    return FetchError(f"{origin(url)}: {wrong}; {remedy}")


def _proxy(problem: Exception, url: httpx.URL) -> FetchError:
    """Without the proxy's own address: it may hold a password."""
    if isinstance(problem, aiohttp.ClientHttpProxyError):
        said = f"the proxy answered {problem.status} {problem.message[:40]}".rstrip()
    elif isinstance(problem, aiohttp.ClientConnectorError):
        said = f"the proxy cannot be reached ({_system(problem.os_error)})"
    return FetchError(f"{origin(url)}: {said}; check proxy in [fetch] or in the source's file")
