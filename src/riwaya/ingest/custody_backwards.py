"""The custody log read from its end: what was done last comes first.

The chain is not checked on the way (`riwaya verify` does that); a line that is no record is told
as one that can't be read.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from riwaya.ingest.chain import NoRecord, fields_in
from riwaya.ingest.disk import refused, working_on

#: How much is read at a time.
BLOCK = 1 << 16
#: The act of a line that can't be read.
DAMAGED = "damaged"


def records_backwards(path: Path) -> Iterator[dict[str, Any]]:
    """The fields of each record, the last one first; raises BadWorkspace where there is no log."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise refused(path, error) from None
    with file, working_on(path):
        for line in _lines_backwards(file):
            try:
                yield fields_in(line)
            except NoRecord as error:
                yield {"action": DAMAGED, "reason": error.what, "at": "", "by": "", "seq": 0}


def _lines_backwards(file: BinaryIO) -> Iterator[bytes]:
    """Whole lines without their ends; an interrupted write at the end is left out."""
    start = file.seek(0, os.SEEK_END)
    rest = b""
    first = True
    while start:
        step = min(BLOCK, start)
        start -= step
        file.seek(start)
        parts = (file.read(step) + rest).split(b"\n")
        rest = parts[0]
        whole = parts[1:]
        if first and whole:
            whole, first = whole[:-1], False  # nothing, or a write that was interrupted
        yield from (line for line in reversed(whole) if line)
    if rest and not first:
        yield rest
