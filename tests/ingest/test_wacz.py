"""WACZ: the web archives in a zip come out, and no zip from a stranger does harm."""

import stat
import struct
import warnings
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadInput
from riwaya.ingest import unpacking
from riwaya.ingest.piece import Limits, Piece
from riwaya.ingest.wacz import wacz_pieces

from .make_warc import packed, pages

GOOD = packed(pages(2))


def wacz(*members: tuple[str | ZipInfo, bytes], packing: int = ZIP_STORED) -> bytes:
    out = BytesIO()
    with warnings.catch_warnings(action="ignore"), ZipFile(out, "w", packing) as archive:
        for name, data in (("datapackage.json", b"{}"), *members):
            archive.writestr(name, data)
    return out.getvalue()


def read(folder: Path, data: bytes) -> tuple[list[Piece], list[str]]:
    path = folder / "a.wacz"
    path.write_bytes(data)
    found = list(wacz_pieces(path, "a.wacz", Limits()))
    return (
        [one for one in found if isinstance(one, Piece)],
        [str(one) for one in found if isinstance(one, BadInput)],
    )


def test_all_web_archives_in_it_are_read(tmp_path: Path) -> None:
    data = wacz(
        ("archive/one.warc.gz", GOOD),
        ("indexes/index.cdx.gz", b"x"),
        ("pages/pages.jsonl", b"{}"),
        ("archive/two.warc", b"".join(pages(1))),
        packing=ZIP_DEFLATED,
    )
    pieces, bad = read(tmp_path, data)
    assert not bad
    assert [piece.part for piece in pieces] == [
        "archive/one.warc.gz, record 1",
        "archive/one.warc.gz, record 2",
        "archive/two.warc, record 1",
    ]
    assert pieces[0].name == "a.wacz, archive/one.warc.gz, record 1"
    assert pieces[0].facts.url == "http://alkhabar.example/1"


HOSTILE = [
    "../evil.warc.gz",
    "archive/../../evil.warc.gz",
    "/etc/passwd",
    "C:/evil.warc.gz",
    "c:evil.warc.gz",
    "archive\\..\\evil.warc.gz",
    "\\\\server\\evil",
    "..",
    "archive/..",
    "archive/x/../../../y",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_leads_out_spoils_the_archive(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match=r"^a\.wacz: refused: .* in it is "):
        read(tmp_path, wacz(("archive/good.warc.gz", GOOD), (name, GOOD)))
    assert [path.name for path in tmp_path.iterdir()] == ["a.wacz"]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO])
def test_a_link_or_a_device_spoils_it(tmp_path: Path, kind: int) -> None:
    link = ZipInfo("archive/link.warc.gz")
    link.external_attr = (kind | 0o777) << 16
    with pytest.raises(BadInput, match="a link or a device"):
        read(tmp_path, wacz((link, b"/etc/passwd")))


@pytest.mark.parametrize("second", ["archive/a.warc.gz", "archive/A.WARC.gz"])
def test_a_name_twice_spoils_it(tmp_path: Path, second: str) -> None:
    with pytest.raises(BadInput, match="twice"):
        read(tmp_path, wacz(("archive/a.warc.gz", GOOD), (second, GOOD)))


@pytest.mark.parametrize("name", ["inner.wacz", "archive/inner.zip", "x/deep.tar.gz"])
def test_an_archive_within_is_told_and_not_opened(tmp_path: Path, name: str) -> None:
    inner = wacz(("archive/a.warc.gz", GOOD))
    pieces, (bad,) = read(tmp_path, wacz((name, inner), ("archive/b.warc.gz", GOOD)))
    assert len(pieces) == 2
    assert bad == f"a.wacz, {name}: an archive within the archive; add it by itself"


def test_a_zip_that_calls_itself_a_warc_is_told(tmp_path: Path) -> None:
    inner = wacz(("archive/a.warc.gz", GOOD))
    data = wacz(("archive/a.warc.gz", inner), ("archive/b.warc.gz", GOOD))
    pieces, (bad,) = read(tmp_path, data)
    assert len(pieces) == 2
    assert bad.startswith("a.wacz, archive/a.warc.gz: no web archive")


def test_a_bomb_is_refused_and_what_was_sound_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "FREE", 2_000_000)
    bomb = b"".join(pages(1)) + b"\n" * 5_000_000
    members = [(f"archive/{n}.warc", bomb) for n in range(3)]
    path = tmp_path / "a.wacz"
    path.write_bytes(wacz(*members, packing=ZIP_DEFLATED))
    found = []
    with pytest.raises(BadInput, match=r"^a\.wacz: unpacks to more than 100 times its size"):
        found.extend(wacz_pieces(path, "a.wacz", Limits()))
    assert len(found) <= 1


def test_many_members_share_one_allowance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "FREE", 2_000_000)
    half = b"".join(pages(1)) + b"\n" * 900_000
    members = [(f"archive/{n}.warc", half) for n in range(8)]
    with pytest.raises(BadInput, match="unpacks to more than"):
        read(tmp_path, wacz(*members, packing=ZIP_DEFLATED))
    assert len(read(tmp_path, wacz(*members[:2], packing=ZIP_DEFLATED))[0]) == 2


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (wacz(("x.txt", b"x")), "no WACZ file"),
        (wacz(("elsewhere/a.warc.gz", GOOD)), "no WACZ file"),
        (b"PK\x03\x04 and no more", "damaged zip"),
        (b"hello", "damaged zip"),
        (b"", "damaged zip"),
        (wacz(("archive/a.warc.gz", GOOD))[:-30], "damaged zip"),
    ],
)
def test_what_is_no_wacz_is_refused(tmp_path: Path, data: bytes, says: str) -> None:
    with pytest.raises(BadInput, match=rf"^a\.wacz: .*{says}"):
        read(tmp_path, data)


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    data = bytearray(wacz(("archive/a.warc.gz", GOOD)))
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 8] |= 1
    with pytest.raises(BadInput, match="encrypted"):
        read(tmp_path, bytes(data))


def test_a_boundless_table_of_contents_is_not_read(tmp_path: Path) -> None:
    data = bytearray(wacz(("archive/a.warc.gz", GOOD)))
    padding = b"\x00" * 5_000_000
    end = data.rfind(b"PK\x05\x06")
    size, at = struct.unpack("<LL", data[end + 12 : end + 20])
    data[end + 12 : end + 20] = struct.pack("<LL", size + len(padding), at)
    path = bytes(data[:end]) + padding + bytes(data[end:])
    with pytest.raises(BadInput, match="table of contents"):
        read(tmp_path, path)


def test_a_damaged_member_costs_only_itself(tmp_path: Path) -> None:
    data = wacz(("archive/a.warc.gz", GOOD), ("archive/b.warc.gz", GOOD))
    at = data.find(GOOD) + len(GOOD) // 2 + 40
    broken = data[:at] + b"\xff\xff\xff" + data[at + 3 :]
    pieces, bad = read(tmp_path, broken)
    assert [p.part for p in pieces if "b.warc" in p.part] == [
        "archive/b.warc.gz, record 1",
        "archive/b.warc.gz, record 2",
    ]
    assert bad
    assert all(one.startswith("a.wacz, archive/a.warc.gz") for one in bad)


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=4))
def test_any_damage_is_told_or_harmless(
    tmp_path_factory: pytest.TempPathFactory, place: int, bytes_: bytes
) -> None:
    data = bytearray(wacz(("archive/a.warc.gz", GOOD), packing=ZIP_DEFLATED))
    at = place % len(data)
    data[at : at + len(bytes_)] = bytes_
    try:
        read(tmp_path_factory.mktemp("damage"), bytes(data))
    except BadInput as error:
        assert str(error).startswith("a.wacz: ")  # noqa: PT017
