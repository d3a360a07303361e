"""The end of a log after its last line end: cut off by a stop in the middle of a write, or damaged.

A write puts whole lines there. When it is interrupted, what is left is the opening of a record
(perhaps with zeros behind it, where the power went), or a whole one without its line end. Anything
else was done by something else.
"""

import codecs

import msgspec

from riwaya.ingest.chain import NoRecord, record_of

OPENING = b'{"action":"'


def is_interrupted(tail: bytes) -> bool:
    """Whether a stop in the middle of writing a record explains the bytes."""
    cut = tail.rstrip(b"\0")
    if not cut.startswith(OPENING[: len(cut)]):
        return False
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(cut)
    except UnicodeDecodeError:
        return False
    try:
        msgspec.json.decode(text.encode())
    except (msgspec.DecodeError, RecursionError) as error:
        return "truncated" in str(error)
    return _is_whole(tail)


def _is_whole(tail: bytes) -> bool:
    """A record to its last byte: something else in place of its line end is no accident."""
    try:
        record_of(tail)
    except NoRecord:
        return False
    return True
