"""Web archives: what is a page comes out, what is broken is told, and the rest goes on."""

import gzip
import pickle
import sys
import zlib
from io import BytesIO
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from riwaya.errors import BadInput, MissingExtra
from riwaya.ingest.piece import Limits, Piece
from riwaya.ingest.unpacking import Allowance
from riwaya.ingest.warc import warc_pieces, warc_stream_pieces

from .make_warc import PAGE, http, packed, pages, record
from .peak_memory import walked


def read(folder: Path, data: bytes, limits: Limits | None = None) -> tuple[list[Piece], list[str]]:
    path = folder / "crawl.warc.gz"
    path.write_bytes(data)
    found = list(warc_pieces(path, "crawl.warc.gz", limits or Limits()))
    return (
        [one for one in found if isinstance(one, Piece)],
        [str(one) for one in found if isinstance(one, BadInput)],
    )


@pytest.mark.parametrize("gz", [True, False])
def test_what_warcio_writes_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gz: bool
) -> None:
    # warcio leaves its temporary files to be closed by chance, which fails other tests.
    monkeypatch.setattr(WARCWriter, "_create_temp_file", staticmethod(BytesIO))
    out = BytesIO()
    writer = WARCWriter(out, gzip=gz)
    writer.write_record(writer.create_warcinfo_record("crawl.warc", {"software": "test"}))
    for number in (1, 2):
        headers = StatusAndHeaders(
            "200 OK", [("Content-Type", "text/html; charset=utf-8")], "HTTP/1.1"
        )
        url = f"https://alkhabar.example/{number}"
        answer = writer.create_warc_record(url, "response", BytesIO(PAGE), http_headers=headers)
        writer.write_record(answer)
        asked = StatusAndHeaders("GET / HTTP/1.1", [], is_http_request=True)
        writer.write_record(
            writer.create_warc_record(url, "request", BytesIO(), http_headers=asked)
        )
    pieces, bad = read(tmp_path, out.getvalue())
    assert not bad
    assert [(p.part, p.form, p.data) for p in pieces] == [
        ("record 2", "html", PAGE),
        ("record 4", "html", PAGE),
    ]
    assert pieces[0].name == "crawl.warc.gz, record 2"
    assert pieces[0].facts.url == "https://alkhabar.example/1"
    # The capture's time is not the article's.
    assert pieces[0].facts.published is None
    assert pickle.loads(pickle.dumps(pieces[0])) == pieces[0]  # noqa: S301


def test_one_gzip_member_around_everything_is_read_too(tmp_path: Path) -> None:
    pieces, bad = read(tmp_path, gzip.compress(b"".join(pages(3))))
    assert (len(pieces), bad) == (3, [])


@pytest.mark.parametrize(
    ("made", "form"),
    [
        (record(http()), "html"),
        (record(http(media="Text/HTML; charset=UTF-8")), "html"),
        (record(http(media="")), "html"),
        (record(http("نص".encode(), media="text/plain")), "text"),
        (record(http(media="text/plain")), "html"),
        (record(http(b"%PDF-1.7 x", media="application/pdf")), "pdf"),
        (record(http(b"%PDF-1.7 x", media="application/octet-stream")), "pdf"),
        (record(PAGE, kind="resource", media="text/html"), "html"),
        (record(PAGE, "file:///home/a.html", kind="resource", media="text/html"), "html"),
        (record(http(b"\x89PNG", media="application/octet-stream")), None),
        (record(http(b"\x89PNG", media="image/png")), None),
        (record(http(b"a{}", media="text/css")), None),
        (record(http(b"", media="text/html")), None),
        (record(http(b"User-agent: *", media="text/plain"), "http://a.example/robots.txt"), None),
        (record(b"200 x", "dns:a.example", media="text/dns"), None),
        (record(PAGE, "urn:text:http://a.example", kind="resource", media="text/plain"), None),
        (record(http(), kind="revisit"), None),
        (record(http(), kind="request"), None),
        (record(PAGE, kind="conversion", media="text/html"), None),
    ],
)
def test_forms_by_type_and_content(tmp_path: Path, made: bytes, form: str | None) -> None:
    pieces, bad = read(tmp_path, made)
    assert [piece.form for piece in pieces] == ([form] if form else [])
    assert not bad


def test_an_address_outside_the_web_is_no_url(tmp_path: Path) -> None:
    (piece,), _ = read(tmp_path, record(PAGE, "file:///a.html", kind="resource", media="text/html"))
    assert piece.facts.url is None


def test_other_statuses_are_left_out_and_counted(tmp_path: Path) -> None:
    others = [record(http(status=s)) for s in ("404 Not Found", "301 Moved", "404 Gone", "x y")]
    pieces, bad = read(tmp_path, b"".join([*pages(2), *others]))
    assert not bad
    assert pieces[0].notes == ()
    (note,) = pieces[-1].notes
    assert "301: 1, 404: 2, none: 1" in note
    with pytest.raises(BadInput, match=r"crawl\.warc\.gz: no page in it.*404: 2"):
        read(tmp_path, b"".join(others))


def chunked(body: bytes, size: int = 7) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def deflated(body: bytes) -> bytes:
    bare = zlib.compressobj(wbits=-15)
    return bare.compress(body) + bare.flush()


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (chunked(PAGE), "Transfer-Encoding: chunked\r\n"),
        (gzip.compress(PAGE), "Content-Encoding: gzip\r\n"),
        (gzip.compress(PAGE[:50]) + gzip.compress(PAGE[50:]), "Content-Encoding: x-gzip\r\n"),
        (zlib.compress(PAGE), "Content-Encoding: deflate\r\n"),
        (deflated(PAGE), "Content-Encoding: Deflate\r\n"),
        (brotli.compress(PAGE), "Content-Encoding: br\r\n"),
        (chunked(gzip.compress(PAGE)), "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
        (PAGE, "Content-Encoding: gzip\r\n"),
        (PAGE, "Content-Encoding: br\r\n"),
        (PAGE, "Content-Encoding: deflate\r\n"),
        (PAGE, "Transfer-Encoding: chunked\r\n"),
        (PAGE, "Content-Encoding: identity\r\n"),
    ],
)
def test_what_the_browser_saw_is_the_piece(tmp_path: Path, body: bytes, more: str) -> None:
    (piece,), bad = read(tmp_path, record(http(body, more=more)))
    assert (piece.data, bad) == (PAGE, [])


def test_a_cut_body_is_taken_with_a_note(tmp_path: Path) -> None:
    body = gzip.compress(PAGE * 50, compresslevel=0)[:-2000]
    (piece,), _ = read(tmp_path, record(http(body, more="Content-Encoding: gzip\r\n")))
    assert (PAGE * 50).startswith(piece.data)
    assert len(piece.data) > 1000
    assert "cut off" in piece.notes[0]
    cut = record(http(), more="WARC-Truncated: length\r\n")
    (piece,), _ = read(tmp_path, cut)
    assert piece.notes == ("The crawler cut this page off (length).",)


@pytest.mark.parametrize(
    ("body", "more", "says"),
    [
        (gzip.compress(b"<html>" + b"a" * 5_000_000), "Content-Encoding: gzip\r\n", "--max-size"),
        (
            zlib.compress(b"<html>" + b"a" * 5_000_000),
            "Content-Encoding: deflate\r\n",
            "--max-size",
        ),
        (brotli.compress(b"a" * 50_000_000), "Content-Encoding: br\r\n", "--max-size"),
        (b"<html>" + b"a" * 5_000_000, "", "--max-size"),
        (PAGE, "Content-Encoding: zstd\r\n", "zstd"),
        (gzip.compress(PAGE)[:40] + b"\xff" * 99, "Content-Encoding: gzip\r\n", "damaged"),
    ],
)
def test_bombs_and_unknown_packings_are_told(
    tmp_path: Path, body: bytes, more: str, says: str
) -> None:
    made = [record(http(body, more=more)), *pages(1)]
    (piece,), (bad,) = read(tmp_path, b"".join(made), Limits(100_000, 1_000_000))
    assert piece.part == "record 2"
    assert bad.startswith("crawl.warc.gz, record 1: ")
    assert says in bad


def test_a_large_film_is_no_error(tmp_path: Path) -> None:
    film = record(http(b"\x00" * 3_000_000, media="video/mp4"))
    pieces, bad = read(tmp_path, film + pages(1)[0], Limits(100_000, 1_000_000))
    assert ([piece.part for piece in pieces], bad) == (["record 2"], [])


WRONG = [1, 0, 100, 900, 10**9, 10**30, -5, "x", ""]


@pytest.mark.parametrize("length", WRONG)
@pytest.mark.parametrize("gz", [True, False])
def test_a_wrong_length_costs_one_record(tmp_path: Path, length: int | str, gz: bool) -> None:
    made = pages(5)
    made[2] = record(http(), length=length)
    pieces, (bad,) = read(tmp_path, packed(made) if gz else b"".join(made))
    assert [p.facts.url for p in pieces] == [f"http://alkhabar.example/{n}" for n in (1, 2, 4, 5)]
    assert bad.startswith("crawl.warc.gz, record 3: ")
    assert all(piece.data == PAGE for piece in pieces)


@pytest.mark.parametrize("place", [12, 60, -6])
def test_a_damaged_member_costs_one_record(tmp_path: Path, place: int) -> None:
    members = [gzip.compress(one, mtime=0) for one in pages(5)]
    broken = bytearray(members[2])
    broken[place] ^= 0xFF
    members[2] = bytes(broken)
    pieces, bad = read(tmp_path, b"".join(members))
    assert [p.facts.url[-1] for p in pieces if p.facts.url] == ["1", "2", "4", "5"]
    assert len(bad) == 1
    assert "damaged" in bad[0]


@pytest.mark.parametrize("gz", [True, False])
def test_a_cut_tail_keeps_what_is_there(tmp_path: Path, gz: bool) -> None:
    made = pages(4)
    data = packed(made) if gz else b"".join(made)
    pieces, (bad,) = read(tmp_path, data[:-100])
    assert len(pieces) == 3
    assert "record 4" in bad
    assert ("cut off" if gz else "ends inside") in bad


def test_strange_bytes_between_records_are_told(tmp_path: Path) -> None:
    first, second = pages(2)
    pieces, (bad,) = read(tmp_path, first + b"strange\n" * 3 + second)
    assert (len(pieces), bad) == (2, "crawl.warc.gz, after record 1: 21 bytes that are no record")


def test_a_response_without_http_is_told(tmp_path: Path) -> None:
    (piece,), (bad,) = read(tmp_path, record(b"<html>no head") + pages(1)[0])
    assert (piece.part, bad) == (
        "record 2",
        "crawl.warc.gz, record 1: no HTTP answer in it; passed over",
    )


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no web archive"),
        (b"hello\n", "no web archive"),
        (gzip.compress(b"hello\n"), "no web archive"),
        (gzip.compress(packed(pages(1))), "no web archive"),
        (b"\x1f\x8b\x08nonsense", "no web archive"),
        (b"filedesc://x.arc 0.0.0.0 20200101 text/plain 20\n", "old ARC"),
    ],
)
def test_what_is_no_warc_is_refused(tmp_path: Path, data: bytes, says: str) -> None:
    with pytest.raises(BadInput, match=rf"^crawl\.warc\.gz: .*{says}"):
        read(tmp_path, data)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="x: can't be read"):
        list(warc_pieces(tmp_path / "gone.warc", "x", Limits()))


def test_a_bomb_of_the_whole_file_is_refused_behind_what_is_sound() -> None:
    data = packed(pages(1)) + gzip.compress(b"\n" * 3_000_000)
    found = warc_stream_pieces(BytesIO(data), "x", Limits(), Allowance("x", 1_000_000))
    assert isinstance(next(found), Piece)
    with pytest.raises(BadInput, match=r"^x: unpacks to more than .* bomb"):
        next(found)


def test_a_header_without_end_takes_no_memory(tmp_path: Path) -> None:
    long = b"WARC/1.1\r\nWARC-Type: " + b"a" * 3_000_000 + b"\r\n\r\n"
    (piece,), (bad,) = read(tmp_path, long + pages(1)[0])
    assert (piece.part, bad) == (
        "record 2",
        "crawl.warc.gz, record 1: its header is broken; passed over",
    )


@given(st.data())
def test_any_damage_is_told_or_harmless(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    made = pages(4)
    whole = bytearray(packed(made) if data.draw(st.booleans()) else b"".join(made))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    folder = tmp_path_factory.mktemp("damage", numbered=True)
    try:
        pieces, bad = read(folder, bytes(whole))
    except BadInput as error:
        assert str(error).startswith("crawl.warc.gz: ")  # noqa: PT017
    else:
        assert len(pieces) <= 4
        assert all(one.startswith("crawl.warc.gz, ") for one in bad)


def test_what_is_not_installed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed_page = record(http(brotli.compress(PAGE), more="Content-Encoding: br\r\n"))
    monkeypatch.setitem(sys.modules, "brotli", None)
    (piece,), (bad,) = read(tmp_path, packed_page + pages(1)[0])
    assert piece.part == "record 2"
    assert "pip install brotli" in bad
    monkeypatch.setitem(sys.modules, "warcio", None)
    with pytest.raises(MissingExtra, match=r"riwaya\[workspace\]"):
        read(tmp_path, pages(1)[0])


def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    one = record(http(PAGE * 150))
    path = tmp_path / "large.warc.gz"
    path.write_bytes(gzip.compress(one, compresslevel=1))
    assert len(list(warc_pieces(path, "x", Limits()))) == 1  # what is imported stays in memory
    copies = 50_000_000 // len(one)
    path.write_bytes(path.read_bytes() * copies)
    count, peak = walked(warc_pieces(path, "x", Limits()))
    assert count == copies
    assert peak < 2_000_000
