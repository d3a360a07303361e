"""Which byte was changed: the one whose change gives the hash that is on record.

One changed byte can be found by trying, since few bytes have few neighbours; a large file has too
many.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

#: How many bytes may be hashed for one search: well under a second.
BUDGET = 200_000_000
#: What one try costs beside its bytes, in bytes that could be hashed meanwhile.
TRY = 800
FLIPS = tuple(1 << bit for bit in range(8))
CHANGES = tuple(change for change in range(1, 256) if change not in FLIPS)


@dataclass(frozen=True, slots=True)
class WrongByte:
    """Where it stands, counted from 0, and what stood there before."""

    position: int
    right: int


def wrong_byte(data: bytes, sha: str, budget: int = BUDGET) -> WrongByte | None:
    """The one byte that differs from what had this SHA-256; None where none is found by trying.

    Single flipped bits, as disks make them, are tried first and in larger data.
    """
    cost = len(data) * (len(data) // 2 + TRY)
    for changes in (FLIPS, CHANGES):
        budget -= cost * len(changes)
        if budget < 0:
            return None
        if found := _search(data, bytes.fromhex(sha), changes):
            return found
    return None


def _search(data: bytes, wanted: bytes, changes: Iterable[int]) -> WrongByte | None:
    before = hashlib.sha256()
    for position, byte in enumerate(data):
        behind = data[position + 1 :]
        for change in changes:
            tried = before.copy()
            tried.update(bytes([byte ^ change]))
            tried.update(behind)
            if tried.digest() == wanted:
                return WrongByte(position, byte ^ change)
        before.update(data[position : position + 1])
    return None
