"""What a stop in the middle of a write leaves, told apart from everything else."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from riwaya.ingest.chain import NOTHING, Head, linked
from riwaya.ingest.torn import is_interrupted
from tests.ingest.workspace_files import taken

SHA = hashlib.sha256(b"abc").hexdigest()
_, LINE = linked(taken(SHA, 3, "سوق.txt"), Head(0, NOTHING), at="2024", by="a", tool="b")


def test_any_opening_of_a_record_is_an_interrupted_write() -> None:
    for length in range(1, len(LINE)):
        assert is_interrupted(LINE[:length]), LINE[:length]


def test_a_power_cut_may_leave_zeros_behind_it() -> None:
    for length in range(len(LINE) - 1):
        assert is_interrupted(LINE[:length] + bytes(7)), LINE[:length]


@given(line=st.binary(max_size=60), zeros=st.integers(0, 2))
def test_other_bytes_are_no_interrupted_write(line: bytes, zeros: int) -> None:
    opening = b'{"action":"'
    if line.rstrip(b"\0") and not (line.startswith(opening) or opening.startswith(line)):
        assert not is_interrupted(line + bytes(zeros))


def test_a_whole_record_with_anything_but_a_line_end_is_no_interrupted_write() -> None:
    assert is_interrupted(LINE[:-1])
    for byte in range(256):
        if byte != ord("\n"):
            assert not is_interrupted(LINE[:-1] + bytes([byte])), byte
