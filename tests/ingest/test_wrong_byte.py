"""The changed byte is found by trying, where that is not too much."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from riwaya.ingest.wrong_byte import WrongByte, wrong_byte


@given(
    data=st.binary(min_size=1, max_size=60), place=st.integers(0, 59), change=st.integers(1, 255)
)
def test_a_changed_byte_is_found(data: bytes, place: int, change: int) -> None:
    place %= len(data)
    changed = bytearray(data)
    changed[place] ^= change
    sha = hashlib.sha256(data).hexdigest()
    assert wrong_byte(bytes(changed), sha) == WrongByte(place, data[place])


def test_two_changed_bytes_are_not_guessed_at() -> None:
    assert wrong_byte(b"abXY", hashlib.sha256(b"abcd").hexdigest()) is None


def test_no_search_costs_more_than_it_may() -> None:
    sha = hashlib.sha256(b"a" * 5000).hexdigest()
    flipped = b"a" * 4999 + bytes([ord("a") ^ 4])
    assert wrong_byte(flipped, sha) == WrongByte(4999, ord("a"))
    assert wrong_byte(flipped, sha, budget=100_000) is None
    assert wrong_byte(b"b" * 10**7, sha) is None
