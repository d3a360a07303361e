"""Seals: one line, copied by hand or kept in a file, and its slips told from another log."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadInput
from riwaya.ingest.chain import Head
from riwaya.ingest.seal import Seal, parse_seal, seal_from

HASH = "3b" * 32
SEAL = Seal("5f0c3c1e-8a34-4a55-9d0e-0d6f3f6f2d11", Head(412, HASH))


def test_a_seal_is_one_printable_line() -> None:
    line = str(SEAL)
    assert line.startswith(f"riwaya-seal-1 5f0c3c1e-8a34-4a55-9d0e-0d6f3f6f2d11 412 {HASH} ")
    assert line.isprintable()
    assert line.isascii()
    assert parse_seal(line) == SEAL


def test_the_exported_page_says_what_it_is_and_is_read_back() -> None:
    page = SEAL.page("2024-03-01T08:00:00Z")
    assert "first 412 records" in page
    assert "2024-03-01T08:00:00Z" in page
    assert "verify --against" in page
    assert parse_seal(page) == SEAL


def test_wrapped_in_capitals_and_with_blanks_it_is_the_same() -> None:
    words = str(SEAL).upper().split()
    assert parse_seal("\r\n   ".join(words) + "\n\n") == SEAL


@given(place=st.integers(0, len(str(SEAL)) - 1), letter=st.sampled_from("0123456789abcdefx -"))
def test_a_slip_in_copying_is_noticed(place: int, letter: str) -> None:
    line = str(SEAL)
    copied = line[:place] + letter + line[place + 1 :]
    if copied.split() != line.split():
        with pytest.raises(BadInput, match=r"no seal|miscopied"):
            parse_seal(copied)


@pytest.mark.parametrize(
    "text", ["", "riwaya-seal-1", "# riwaya-seal-1 a 1", "riwaya-seal-2 a 1 b c"]
)
def test_what_is_no_seal_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="no seal; one looks like"):
        parse_seal(text)


def test_the_command_line_takes_the_line_or_a_file(tmp_path: Path) -> None:
    (tmp_path / "seal.txt").write_text(SEAL.page("2024"), encoding="utf-8-sig")
    assert seal_from(str(SEAL)) == SEAL
    assert seal_from(str(tmp_path / "seal.txt")) == SEAL


def test_a_file_that_holds_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no\.txt: neither a seal nor a file .*No such file"):
        seal_from(str(tmp_path / "no.txt"))
    with pytest.raises(BadInput, match="neither a seal nor a file"):
        seal_from("a\0b")
    (tmp_path / "large").write_bytes(bytes(20_000))
    with pytest.raises(BadInput, match="large: too large for a seal"):
        seal_from(str(tmp_path / "large"))
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match="binary: no seal"):
        seal_from(str(tmp_path / "binary"))
