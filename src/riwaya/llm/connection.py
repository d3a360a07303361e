"""Asking a server over HTTP: bounded in time, size and tries; keys never reach a message.

No proxy or key of the environment is used, no redirect is followed, and nothing is compressed, so
that no small answer can become a large one.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import msgspec

from riwaya.errors import BadEndpoint, MissingExtra
from riwaya.llm.endpoint import Endpoint
from riwaya.version import __version__

#: Bytes of an answer at most.
MOST_BYTES = 4_000_000
#: Tries of one question, and seconds before the second; each further wait is twice as long.
TRIES, PAUSE = 4, 1.0
#: Seconds that a server may ask us to wait.
LONGEST_WAIT = 30.0
#: Statuses that may pass: too many requests, and the server's own trouble.
PASSING = frozenset((429, 500, 502, 503, 504, 529))
#: Letters of a server's own words that are passed on.
TOLD = 200
CONTROL = re.compile(r"[^\w\s.,:;!?'\"()/<>=+*%-]")


class Refused(BadEndpoint):
    """The server understood and refused (4xx): another form of the same may be accepted."""


class Connection:
    """One server, asked by one thread at a time."""

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        key: str | None = None,
        timeout: float = 120.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._httpx = _httpx()
        self._endpoint, self._key = endpoint, key
        self._timeout, self._sleep = timeout, sleep
        headers = {"Accept-Encoding": "identity", "User-Agent": f"riwaya/{__version__}"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        self._client = self._httpx.Client(
            headers=headers, timeout=timeout, trust_env=False, follow_redirects=False
        )

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def get(self, url: str) -> Any:
        """The JSON at an address; raises BadEndpoint."""
        return self._asked("GET", url, None)

    def post(self, url: str, body: Any) -> Any:
        """The JSON that answers a body; raises BadEndpoint, and Refused for 4xx."""
        return self._asked("POST", url, msgspec.json.encode(body))

    def _asked(self, method: str, url: str, body: bytes | None) -> Any:
        pause = PAUSE
        for left in range(TRIES - 1, -1, -1):
            status, wait, content = self._once(method, url, body)
            if status not in PASSING or not left:
                return self._read(status, content)
            self._sleep(min(pause if wait is None else wait, LONGEST_WAIT))
            pause *= 2
        raise AssertionError

    def _once(self, method: str, url: str, body: bytes | None) -> tuple[int, float | None, bytes]:
        """Status, the wait that is asked for, and the content."""
        until = time.monotonic() + self._timeout
        headers = {"Content-Type": "application/json"} if body else {}
        with (
            self._trouble(),
            self._client.stream(method, url, content=body, headers=headers) as response,
        ):
            if response.headers.get("content-encoding", "identity") != "identity":
                raise self._bad("compresses its answer, though it was asked not to")
            content = bytearray()
            for chunk in response.iter_raw():
                content += chunk
                if len(content) > MOST_BYTES:
                    raise self._bad(f"answers with more than {MOST_BYTES:,} bytes")
                if time.monotonic() > until:
                    raise self._late()
            return response.status_code, _wait(response.headers.get("retry-after")), bytes(content)

    @contextmanager
    def _trouble(self) -> Iterator[None]:
        """Says in our words what httpx raises; its own could hold an address with a key."""
        try:
            yield
        except self._httpx.TimeoutException:
            raise self._late() from None
        except (self._httpx.ConnectError, UnicodeError) as error:  # a name that can't be looked up
            raise self._bad(f"can't be reached ({self._clean(str(error))})") from None
        except (self._httpx.HTTPError, self._httpx.InvalidURL) as error:
            raise self._bad(f"broke off ({type(error).__name__})") from None

    def _read(self, status: int, content: bytes) -> Any:
        if 300 <= status < 400:
            raise self._bad(
                "sends to another address; none is followed, since the text and the key would go "
                "there too: name the right one with --endpoint"
            )
        if status != 200:
            said = self._said(content)
            kind = Refused if 400 <= status < 500 and status not in {401, 403, 429} else BadEndpoint
            raise kind(f"{self._endpoint.host} answers {status}{said and f': {said}'}")
        try:
            return msgspec.json.decode(content)
        except (msgspec.DecodeError, RecursionError):
            raise self._bad("answers with something that is no JSON (or cut off)") from None

    def _said(self, content: bytes) -> str:
        """The server's own words about what is wrong, if it has any."""
        try:
            told = msgspec.json.decode(content)
        except (msgspec.DecodeError, RecursionError):
            return ""
        for name in ("error", "detail", "message"):
            told = told.get(name, told) if isinstance(told, dict) else told
        return self._clean(told) if isinstance(told, str) else ""

    def _clean(self, words: str) -> str:
        """Words that may be shown, without the key."""
        return shown(words.replace(self._key, "(key)") if self._key else words)

    def _late(self) -> BadEndpoint:
        return self._bad(f"gave no whole answer within {self._timeout:g} s (--timeout)")

    def _bad(self, what: str) -> BadEndpoint:
        return BadEndpoint(f"{self._endpoint.host} {what}")


def shown(words: str) -> str:
    """A server's words as they may be shown: short, on one line, nothing that steers a terminal."""
    return " ".join(CONTROL.sub(" ", words).split())[:TOLD]


def _wait(asked: str | None) -> float | None:
    """The seconds of a Retry-After; None where there is none, or a date."""
    try:
        return max(0.0, float(asked)) if asked else None
    except ValueError:
        return None


def _httpx() -> ModuleType:
    try:
        import httpx  # noqa: PLC0415 (of an extra)
    except ImportError:
        raise MissingExtra(
            "a language model needs httpx, which isn't installed: pip install 'riwaya[llm]'"
        ) from None
    return httpx
