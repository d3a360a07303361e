"""Bytes read forward: the same whether packed or not, and counted."""

import gzip
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadInput
from riwaya.ingest import unpacking
from riwaya.ingest.unpacking import Allowance, Unpacked

PARTS = st.lists(st.binary(max_size=40), max_size=6)


def opened(parts: list[bytes], *, packed: bool) -> Unpacked:
    data = b"".join(gzip.compress(part) if packed else part for part in parts)
    return Unpacked(BytesIO(data), Allowance("x", 10_000))


@pytest.fixture(params=[3, 7, 65_536])
def chunk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(unpacking, "CHUNK", request.param)
    return int(request.param)


def plain(parts: list[bytes]) -> list[bytes]:
    """Parts that can't be taken for a packed file when they are not."""
    return [b"#", *parts]


@given(
    parts=PARTS, sizes=st.lists(st.integers(1, 30), min_size=1, max_size=9), packed=st.booleans()
)
def test_reads_give_all_bytes_in_order(parts: list[bytes], sizes: list[int], packed: bool) -> None:
    source = opened(plain(parts), packed=packed)
    whole = b"".join(plain(parts))
    for size in sizes:
        expected, whole = whole[:size], whole[size:]
        assert source.read(size) == expected
    assert source.damage is None


@given(
    lines=st.lists(st.text("ab \n", max_size=8).map(str.encode), max_size=12), packed=st.booleans()
)
def test_lines_end_as_anywhere(lines: list[bytes], packed: bool) -> None:
    source = opened(plain(lines), packed=packed)
    found = list(iter(lambda: source.readline(1_000), b""))
    assert found == b"".join(plain(lines)).splitlines(keepends=True)


@pytest.mark.usefixtures("chunk")
@pytest.mark.parametrize("packed", [True, False])
def test_small_chunks_change_nothing(packed: bool) -> None:
    source = opened([b"one\n", b"", b"two", b" and\nthree"], packed=packed)
    assert source.readline(2) == b"on"
    assert source.readline(9) == b"e\n"
    source.push_back(b"once more\n")
    assert source.readline(99) == b"once more\n"
    assert source.skip_to_line(b"thr") == 6
    assert source.read(99) == b"three"
    assert source.read(1) == b""


@given(noise=st.text("ab \nW", max_size=40).map(str.encode))
def test_skipping_finds_the_line_and_counts(noise: bytes) -> None:
    source = opened([noise, b"\nWARC/1.1\n"], packed=False)
    passed = source.skip_to_line(b"WARC/")
    assert source.readline(99) == b"WARC/1.1\n"
    assert passed == len(b"".join(noise.split()))


@pytest.mark.usefixtures("chunk")
def test_damage_ends_the_bytes_until_one_resumes() -> None:
    data = gzip.compress(b"one") + b"strange" + gzip.compress(b"two") + gzip.compress(b"three")[:-4]
    source = Unpacked(BytesIO(data), Allowance("x", 10_000))
    assert source.read(99) == b"one"
    assert source.damage == "bytes between the compressed parts that are none"
    source.resume()
    assert source.read(99) == b"twothree"
    assert source.damage == "the file is cut off inside compressed data"
    source.resume()
    assert (source.read(99), source.damage) == (b"", None)


def test_zeros_between_members_are_padding() -> None:
    data = gzip.compress(b"one") + b"\x00" * 99 + gzip.compress(b"two") + b"\x00" * 9
    source = Unpacked(BytesIO(data), Allowance("x", 10_000))
    assert (source.read(99), source.damage) == (b"onetwo", None)


def test_an_allowance_is_a_hundred_times_the_packed_size_and_never_little() -> None:
    assert Allowance.of("x", 10).left == 100_000_000
    assert Allowance.of("x", 5_000_000).left == 500_000_000
    source = Unpacked(BytesIO(gzip.compress(b"a" * 1_000_000)), Allowance("x", 200_000))
    with pytest.raises(BadInput, match=r"^x: unpacks to more than 100 times its size"):
        source.read(1_000_000)
