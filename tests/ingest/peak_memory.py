"""What walking over pieces takes in memory."""

import tracemalloc
from collections.abc import Iterable


def walked(pieces: Iterable[object]) -> tuple[int, int]:
    """How many pieces there are, and the most bytes that Python held at once on the way."""
    tracemalloc.start()
    try:
        count = sum(1 for _ in pieces)
        return count, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
