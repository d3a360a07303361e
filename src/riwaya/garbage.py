"""How often Python looks for garbage that holds itself together."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: Objects made before a search of the young ones; searches of those before one of the older ones.
SELDOM = YOUNG, OLDER, OLD = 50_000, 20, 100


@contextmanager
def seldom_searched() -> Iterator[None]:
    """While millions of records pass, search seldom, and not in what was there before.

    Records are trees, which go by themselves when nobody holds them: looking through tables and
    batches took a quarter of an export's time and found next to nothing.
    """
    before = gc.get_threshold()
    if before == SELDOM:  # within another one, which ends it
        yield
        return
    gc.freeze()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
