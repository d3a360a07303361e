"""One question to one server and its answer, within limits of time and size.

The connection goes to an address in numbers; the host's name is only told to the server, and its
certificate must be for that name. Nothing is kept: no cookies, no proxies of the environment, no
connection, no second try.
"""

import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from socket import socket

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    HTTPError,
    NewConnectionError,
    ReadTimeoutError,
)
from urllib3.response import BaseHTTPResponse

from riwaya.ingest.deadline import Deadline
from riwaya.ingest.location import Location
from riwaya.ingest.not_fetched import NotFetched, Unreachable, shown
from riwaya.ingest.source import printable

#: What every installation can unpack; br and zstd need packages that not all have.
ENCODINGS = frozenset(["", "identity", "gzip", "x-gzip", "deflate"])
#: Seconds for one of several addresses, so that a dead one leaves time for the next.
CONNECT = 10.0
CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer; the body, unpacked, is only read where it is a page."""

    status: int
    headers: Mapping[str, str]
    data: bytes


def ask(
    location: Location,
    addresses: Sequence[str],
    headers: Mapping[str, str],
    *,
    deadline: Deadline,
    limit: int,
    tls: ssl.SSLContext | None,
) -> Answer:
    """GET the location from the first of the addresses that takes a connection.

    Raises Unreachable, or NotFetched for a body over `limit` bytes. `tls` is needed for https.
    """
    connection = _connected(location, addresses, deadline, tls)
    try:
        with deadline.cutting(_socket_of(connection)):
            answer = _answer(connection, location, headers, limit)
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        raise _unreachable(location, error, deadline) from None
    finally:
        connection.close()
    if deadline.past:  # without a stated length a cut looks like the end
        raise _unreachable(location, None, deadline)
    return answer


def is_page(status: int) -> bool:
    """Whether an answer holds what was asked for; 206 holds a part that nobody asked for."""
    return 200 <= status < 300 and status != 206


def trusted() -> ssl.SSLContext:
    """Certificates are checked against the system's authorities and Mozilla's."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _connected(
    location: Location, addresses: Sequence[str], deadline: Deadline, tls: ssl.SSLContext | None
) -> HTTPConnection:
    """A connection to the first address that answers, its certificate checked."""
    last: Exception | None = None
    for address in addresses:
        if deadline.past:
            break
        connection = _connection(location, address, min(CONNECT, deadline.left), tls)
        try:
            connection.connect()
        except (HTTPError, OSError, ValueError) as error:
            connection.close()
            last = error
        else:
            connection.timeout = max(deadline.left, 0.001)  # 0 would mean: don't wait at all
            return connection
    raise _unreachable(location, last, deadline)


def _connection(
    location: Location, address: str, timeout: float, tls: ssl.SSLContext | None
) -> HTTPConnection:
    if location.scheme == "http":
        return HTTPConnection(address, location.port, timeout=timeout)
    return HTTPSConnection(
        address,
        location.port,
        timeout=timeout,
        ssl_context=tls or trusted(),
        cert_reqs="CERT_REQUIRED",
        server_hostname=location.host,
    )


def _socket_of(connection: HTTPConnection) -> socket:
    connected = connection.sock
    if connected is None:
        raise OSError("the connection was closed at once")
    return connected


def _answer(
    connection: HTTPConnection, location: Location, headers: Mapping[str, str], limit: int
) -> Answer:
    sent = {
        "Host": location.authority,
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
        **headers,
    }
    connection.request("GET", location.target, headers=sent, preload_content=False)
    response = connection.getresponse()
    data = _body(response, location, limit) if is_page(response.status) else b""
    return Answer(response.status, response.headers, data)


def _body(response: BaseHTTPResponse, location: Location, limit: int) -> bytes:
    """The body unpacked piece by piece: a bomb is dropped when it passes the limit."""
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in ENCODINGS:
        raise NotFetched(f"{shown(location.url)}: sent packed as {encoding!r}, which we didn't ask")
    stated = response.headers.get("content-length", "")
    body = bytearray()
    if not (stated.isascii() and stated.isdigit() and len(stated) < 20 and int(stated) > limit):
        for part in response.stream(CHUNK, decode_content=True):
            body += part
            if len(body) > limit:
                break
        else:
            return bytes(body)
    raise NotFetched(
        f"{shown(location.url)}: larger than {limit:,} bytes; raise the limit to get it"
    )


def _unreachable(location: Location, error: Exception | None, deadline: Deadline) -> Unreachable:
    """The failure in words for people."""
    where = shown(location.url)
    if deadline.past or _timed_out(error):
        return Unreachable(f"{where}: the site is too slow; try again later, or with more time")
    if isinstance(error, DecodeError):
        return Unreachable(f"{where}: the answer is packed wrongly")
    cause = _first_cause(error)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Unreachable(f"{where}: its certificate can't be trusted: {cause.verify_message}")
    if isinstance(cause, ssl.SSLError):
        return Unreachable(f"{where}: no secure connection ({cause.reason})")
    reason = getattr(cause, "strerror", None) or cause or "no address answered"
    return Unreachable(f"{where}: no whole answer ({printable(str(reason))})")


def _timed_out(error: Exception | None) -> bool:
    """A refused connection is, for urllib3, a kind of time-out: not for us."""
    slow = isinstance(error, TimeoutError | ConnectTimeoutError | ReadTimeoutError)
    return slow and not isinstance(error, NewConnectionError)


def _first_cause(error: BaseException | None) -> BaseException | None:
    """What the system said, below what urllib3 makes of it."""
    while error is not None:
        inner = error.args[-1] if error.args else None
        deeper = error.__cause__ or (inner if isinstance(inner, BaseException) else None)
        if deeper is None:
            break
        error = deeper
    return error
