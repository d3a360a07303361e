"""Fetching: real servers on this machine, honest and hostile ones."""

import gzip
import socket
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler

import pytest

from riwaya.ingest.fetch import Fetcher
from riwaya.ingest.location import Location
from riwaya.ingest.not_fetched import BadAddress, BadAnswer, NotFetched, Unreachable

from .web_server import Site, page, site

HTML = "<html><body><p>قصف على أطراف المدينة</p></body></html>"
NOON = datetime(2015, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as running:
        yield running


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(allow_private=True, timeout=20, now=lambda: NOON)


def test_a_page_is_fetched_with_what_is_said_of_it(web: Site, fetcher: Fetcher) -> None:
    web.has(
        "/a?q=%D8%A3",
        HTML,
        Content_Type="Text/HTML; charset=UTF-8",
        ETag='"v1"',
        Last_Modified="yesterday",
    )
    got = fetcher.fetch(web.url("/a?q=أ"))
    assert (got.url, got.final_url) == (web.url("/a?q=أ"), web.url("/a?q=%D8%A3"))
    assert (got.status, got.data.decode()) == (200, HTML)
    assert (got.content_type, got.charset) == ("text/html", "utf-8")
    assert (got.etag, got.modified, got.redirects) == ('"v1"', "yesterday", ())
    assert got.fetched_at == "2015-11-21T12:00:00+00:00"


def test_the_request_says_who_asks_and_carries_no_past(web: Site, fetcher: Fetcher) -> None:
    web.has("/a", HTML, Set_Cookie="id=1")
    fetcher.fetch(web.url("/a"))
    fetcher.fetch(web.url("/a"))
    first, second = web.headers
    assert first == second
    assert first["host"] == f"127.0.0.1:{web.port}"
    assert first["user-agent"].startswith("riwaya/")
    assert not {"cookie", "authorization", "referer", "if-none-match"} & set(first)


def test_proxies_of_the_environment_are_not_asked(
    web: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    web.has("/", HTML)
    assert fetcher.fetch(web.url()).status == 200


def test_without_news_there_is_no_data(web: Site, fetcher: Fetcher) -> None:
    web.has("/feed", b"", 304, ETag='"v2"')
    got = fetcher.fetch(web.url("/feed"), etag='"v1"', modified="Sat, 21 Nov 2015 10:00:00 GMT")
    assert (got.status, got.data, got.etag) == (304, b"", '"v2"')
    assert web.headers[0]["if-none-match"] == '"v1"'
    assert web.headers[0]["if-modified-since"] == "Sat, 21 Nov 2015 10:00:00 GMT"


def test_no_news_without_having_asked_for_news_is_an_error(web: Site, fetcher: Fetcher) -> None:
    web.has("/", b"", 304)
    with pytest.raises(BadAnswer, match="304"):
        fetcher.fetch(web.url())


def test_a_damaged_validator_is_left_out(web: Site, fetcher: Fetcher) -> None:
    web.has("/", HTML)
    fetcher.fetch(web.url(), etag='"a"\r\nX-Evil: 1', modified="السبت")
    assert not {"if-none-match", "if-modified-since", "x-evil"} & set(web.headers[0])


@pytest.mark.parametrize(
    ("status", "says", "passing"),
    [(404, "no such page", False), (403, "browser", False), (410, "archive", False), (418, "check", False),
     (429, "too many", True), (500, "later", True), (503, "later", True), (206, "", False)],
)  # fmt: skip
def test_other_answers_are_errors_with_advice(
    web: Site, fetcher: Fetcher, status: int, says: str, passing: bool
) -> None:
    web.has("/x", "body", status)
    with pytest.raises(BadAnswer, match=rf"/x: the site answered {status}: .*{says}") as error:
        fetcher.fetch(web.url("/x"))
    assert (error.value.status, error.value.passing) == (status, passing)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120), ("0", 0), ("Sat, 21 Nov 2015 12:05:00 GMT", 300), ("Sat, 21 Nov 2015 11:00:00 GMT", 0),
     ("999999999", 86_400), ("9" * 500, None), ("soon", None), ("-5", None), ("", None)],
)  # fmt: skip
def test_a_site_says_when_to_come_again(
    web: Site, fetcher: Fetcher, header: str, seconds: float | None
) -> None:
    web.has("/", b"", 503, Retry_After=header)
    with pytest.raises(BadAnswer) as error:
        fetcher.fetch(web.url())
    assert error.value.retry_after == seconds


def test_nobody_listening_is_said_to_be_so(fetcher: Fetcher) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(
        Unreachable, match=rf"http://127\.0\.0\.1:{port}/: no whole answer .*refused"
    ):
        fetcher.fetch(f"http://127.0.0.1:{port}/")


# --- addresses -----------------------------------------------------------------------------------


def test_this_machine_is_refused_unless_allowed(web: Site) -> None:
    for url in (web.url(), f"http://localhost:{web.port}/", "http://127.0.0.1/", "http://[::1]/"):
        with pytest.raises(BadAddress, match="refused"):
            Fetcher().fetch(url)
    assert web.asked == []


def test_the_connection_goes_to_the_address_that_was_checked(
    web: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rebinding: the name's second answer is this machine; it must not be asked for."""
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    connected: list[tuple[str, int]] = []

    def connect(_socket: socket.socket, address: tuple[str, int]) -> None:
        connected.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket.socket, "connect", connect)
    fetcher = Fetcher(resolve=lambda _host, _port: next(answers))
    with pytest.raises(Unreachable):
        fetcher.fetch("http://a.example:8080/")
    assert connected == [("93.184.215.14", 8080)]
    assert next(answers) == ["127.0.0.1"]
    assert web.asked == []


def test_the_name_is_told_and_the_number_connected_to(web: Site) -> None:
    asked: list[str] = []

    def resolve(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"]

    web.has("/", HTML)
    got = Fetcher(allow_private=True, resolve=resolve).fetch(web.url(host="News.Example"))
    assert got.final_url == web.url(host="news.example")
    assert web.headers[0]["host"] == f"news.example:{web.port}"
    assert asked == ["news.example"]


def test_a_dead_address_is_followed_by_the_next(web: Site) -> None:
    web.has("/", HTML)
    fetcher = Fetcher(allow_private=True, resolve=lambda _host, _port: ["127.0.0.2", "127.0.0.1"])
    assert fetcher.fetch(web.url(host="a.example")).status == 200


# --- redirects -----------------------------------------------------------------------------------


def test_redirects_are_followed_and_kept(web: Site, fetcher: Fetcher) -> None:
    web.has("/1", b"", 301, Location="/2")
    web.has("/2", b"", 302, Location="3?a=b")
    web.has("/3?a=b", b"", 308, Location=f"//127.0.0.1:{web.port}/أخبار".encode().decode("latin-1"))
    web.has("/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1", HTML)
    got = fetcher.fetch(web.url("/1"))
    assert got.data.decode() == HTML
    assert (got.url, got.final_url) == (web.url("/1"), web.url("/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1"))
    assert got.redirects == (web.url("/2"), web.url("/3?a=b"), got.final_url)


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1:8080/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0/",
        "http://a.example@127.0.0.1/",
        "http://inside.example/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:70/_x",
        "//127.0.0.1:22/",
    ],
)
def test_a_redirect_home_is_refused(web: Site, target: str) -> None:
    """The first site is let through by name; where it leads is checked like any URL."""
    public = {
        "a.example": "93.184.215.14",
        "inside.example": "192.168.0.7",
        "localhost": "127.0.0.1",
    }
    asked: list[str] = []

    def resolve(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return [public[host]]

    web.has("/", b"", 302, Location=target)
    fetcher = Fetcher(resolve=resolve, timeout=20)
    with _standing_in(web, "93.184.215.14"), pytest.raises(BadAddress, match="refused"):
        fetcher.fetch("http://a.example/")
    assert web.asked == ["/"]


@contextmanager
def _standing_in(web: Site, address: str) -> Iterator[None]:
    """This machine's site answers in the place of a public address; others aren't reached."""
    real = socket.socket.connect

    def connect(self: socket.socket, to: tuple[str, int]) -> None:
        assert to[0] == address, f"connected to {to}"
        real(self, ("127.0.0.1", web.port))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        yield


@pytest.mark.parametrize("location", ["", None])
def test_a_redirect_to_nowhere_is_an_error(
    web: Site, fetcher: Fetcher, location: str | None
) -> None:
    web.has("/", b"", 302, **({} if location is None else {"Location": location}))
    with pytest.raises(NotFetched, match="nowhere"):
        fetcher.fetch(web.url())


def test_redirects_in_a_circle_end(web: Site, fetcher: Fetcher) -> None:
    web.has("/", b"", 302, Location="/")
    with pytest.raises(NotFetched, match="more than 5 times"):
        fetcher.fetch(web.url())
    assert len(web.asked) == 6


def test_a_redirect_may_be_refused_by_who_asks(web: Site, fetcher: Fetcher) -> None:
    web.has("/", b"", 302, Location="/private")

    def refuse(location: Location) -> None:
        raise NotFetched(f"{location.target}: not wanted")

    with pytest.raises(NotFetched, match="/private: not wanted"):
        fetcher.fetch(web.url(), on_redirect=refuse)
    assert web.asked == ["/"]


# --- size and time -------------------------------------------------------------------------------


def gzipped(size: int) -> bytes:
    return gzip.compress(bytes(size))


def deflated(size: int) -> bytes:
    return zlib.compress(bytes(size))


def raw_deflated(size: int) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(bytes(size)) + packer.flush()


def members(size: int) -> bytes:
    return gzip.compress(bytes(size // 100)) * 100


PACKED = [("gzip", gzipped), ("deflate", deflated), ("deflate", raw_deflated), ("x-gzip", members)]


@pytest.mark.parametrize(("encoding", "packed"), PACKED)
def test_packed_answers_are_unpacked(
    web: Site, fetcher: Fetcher, encoding: str, packed: Callable[[int], bytes]
) -> None:
    web.has("/", packed(300_000), Content_Encoding=encoding)
    assert fetcher.fetch(web.url()).data == bytes(300_000)


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize(("encoding", "packed"), PACKED)
def test_a_bomb_is_dropped_before_it_fills_memory(
    web: Site, encoding: str, packed: Callable[[int], bytes], chunked: bool
) -> None:
    body = packed(40_000_000)
    if chunked:
        web.pages["/"] = in_chunks(body, encoding)
    else:
        web.has("/", body, Content_Encoding=encoding)
    fetcher = Fetcher(allow_private=True, limit=1_000_000)
    tracemalloc.start()
    with pytest.raises(NotFetched, match="larger than 1,000,000 bytes"):
        fetcher.fetch(web.url())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


def in_chunks(body: bytes, encoding: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.protocol_version = "HTTP/1.1"
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.send_header("Content-Encoding", encoding)
        handler.end_headers()
        handler.wfile.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body))

    return answer


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "nonsense"])
def test_a_packing_that_was_not_asked_for_is_refused(
    web: Site, fetcher: Fetcher, encoding: str
) -> None:
    web.has("/", b"x", Content_Encoding=encoding)
    with pytest.raises(NotFetched, match="packed"):
        fetcher.fetch(web.url())


def test_wrongly_packed_is_an_error(web: Site, fetcher: Fetcher) -> None:
    web.has("/", b"<html>", Content_Encoding="gzip")
    with pytest.raises(Unreachable, match="packed wrongly"):
        fetcher.fetch(web.url())


def test_the_limit_holds_whatever_length_is_stated(web: Site) -> None:
    fetcher = Fetcher(allow_private=True, limit=1_000)
    web.has("/exact", b"x" * 1_000)
    web.has("/over", b"x" * 1_001)
    web.has("/stated", b"x", Content_Length="1001")
    assert len(fetcher.fetch(web.url("/exact")).data) == 1_000
    for path in ("/over", "/stated"):
        with pytest.raises(NotFetched, match=rf"{path}: larger than 1,000 bytes"):
            fetcher.fetch(web.url(path))


def test_half_a_page_is_no_page(web: Site, fetcher: Fetcher) -> None:
    web.has("/", "half", Content_Length="100")
    with pytest.raises(Unreachable, match="no whole answer"):
        fetcher.fetch(web.url())


def dripping(
    opening: bytes, drop: bytes, patience: list[str]
) -> Callable[[BaseHTTPRequestHandler], None]:
    """Never silent for long; tells when somebody listened to the end."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(opening)
        for _ in range(100):
            handler.wfile.write(drop)
            time.sleep(0.05)
        patience.append("to the end")

    return answer


@pytest.mark.parametrize(
    ("opening", "drop"),
    [
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"a"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"a"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", b"a"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"a")[:9], b"\x00"),
    ],
)
def test_a_site_that_drips_is_cut_off(web: Site, opening: bytes, drop: bytes) -> None:
    patience: list[str] = []
    web.pages["/"] = dripping(opening, drop, patience)
    with pytest.raises(Unreachable, match=r"too slow|packed wrongly"):
        Fetcher(allow_private=True, timeout=0.4).fetch(web.url())
    assert patience == []


def test_a_site_that_says_nothing_is_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(Unreachable, match="too slow"):
            Fetcher(allow_private=True, timeout=0.3).fetch(f"http://127.0.0.1:{port}/")


def test_redirects_share_one_time_limit(web: Site) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.2)
        page(b"", 302, Location="/")(handler)

    web.pages["/"] = slow
    with pytest.raises(Unreachable, match="too slow"):
        Fetcher(allow_private=True, timeout=0.5).fetch(web.url())


@pytest.mark.parametrize(
    "answer",
    [b"", b"\x00" * 100, b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
     b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n",
     b"HTTP/1.1 200 OK\r\nA: " + b"b" * 70_000],
)  # fmt: skip
def test_what_is_no_http_gives_an_error_and_no_traceback(fetcher: Fetcher, answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        try:
            assert fetcher.fetch(url).data == b""
        except NotFetched as error:
            assert str(error).startswith(url)  # noqa: PT017 (either is right)
        thread.join()
