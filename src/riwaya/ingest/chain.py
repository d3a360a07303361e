"""Records of the custody log, chained by hash.

A line of the log is one record in canonical JSON: UTF-8, keys sorted, no blanks between, nothing
escaped that needn't be. Its "hash" is the SHA-256 of the same JSON without "hash"; its "previous"
is the hash of the record before. So a line can be written in one way only, and any byte of it that
changes is found. In Python's own words, for whoever wants to check it without Riwaya:

    fields = json.loads(line)
    stated = fields.pop("hash")
    text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == stated
"""

import hashlib
import re
from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from riwaya.ingest.acts import AnyAct, Sha256, act_of, fields_of

#: What the first record has as the hash of the record before.
NOTHING = "0" * 64
CHAIN = frozenset(["seq", "at", "by", "tool", "previous", "hash"])
POSITION = re.compile(r"(.*) \(byte (\d+)\)")


class Head(msgspec.Struct, frozen=True):
    """Where a log ends: the number of its last record, from 1, and that record's hash."""

    seq: int
    hash: str

    @property
    def count(self) -> int:
        """How many records there are up to here."""
        return self.seq


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One act: when (UTC, ISO), by whom (user@host, or as they said), with which Riwaya."""

    seq: int
    at: str
    by: str
    tool: str
    act: AnyAct
    previous: str
    hash: str

    @property
    def head(self) -> Head:
        """The head of a log that ends with this record."""
        return Head(self.seq, self.hash)


class NoRecord(ValueError):
    """Bytes that aren't a record: what is wrong, and about which byte where that is known."""

    def __init__(self, what: str, byte: int | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.byte = byte


def canonical(fields: Mapping[str, Any]) -> bytes:
    """The one way to write fields down."""
    return msgspec.json.encode(fields, order="sorted")


def digest(fields: Mapping[str, Any]) -> str:
    """The hash of a record's fields, its own "hash" left out."""
    body = {name: value for name, value in fields.items() if name != "hash"}
    return hashlib.sha256(canonical(body)).hexdigest()


def linked(act: AnyAct, head: Head, *, at: str, by: str, tool: str) -> tuple[Record, bytes]:
    """The record of an act that follows a head, and its line."""
    chain = {"seq": head.seq + 1, "at": at, "by": by, "tool": tool, "previous": head.hash}
    fields: dict[str, Any] = _encodable({**fields_of(act), **chain})
    fields["hash"] = digest(fields)
    return _record(fields), canonical(fields) + b"\n"


def record_of(line: bytes) -> Record:
    """The record on a line (its line end left out); raises NoRecord for any flaw within it.

    Whether it follows the record before is not asked here.
    """
    fields = fields_in(line)
    if (again := canonical(fields)) != line:
        raise NoRecord("not written as Riwaya writes a record", first_difference(line, again))
    record = _record(fields)
    if digest(fields) != record.hash:
        raise NoRecord("its content doesn't give its hash")
    return record


def fields_in(line: bytes) -> dict[str, Any]:
    """The fields on a line, however they are written; raises NoRecord where there are none."""
    try:
        line.decode()
        return msgspec.json.decode(line, type=dict[str, Any])
    except UnicodeDecodeError as error:
        raise NoRecord("not in UTF-8", error.start) from None
    except (msgspec.DecodeError, RecursionError) as error:
        what, byte = _what_and_where(str(error))
        raise NoRecord(f"not a record: {what}", byte) from None


def first_difference(one: bytes, other: bytes) -> int:
    """The first byte at which two differ: the length of the shorter where it opens the longer."""
    pairs = zip(one, other, strict=False)
    return next((k for k, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _record(fields: Mapping[str, Any]) -> Record:
    act = {name: value for name, value in fields.items() if name not in CHAIN}
    if not isinstance(act.get("action"), str):
        raise NoRecord("it doesn't say what was done (“action”)")
    try:
        chain = msgspec.convert({name: fields[name] for name in CHAIN if name in fields}, _Chain)
        return Record(act=act_of(act), **msgspec.structs.asdict(chain))
    except msgspec.ValidationError as error:
        raise NoRecord(f"its fields are not a record's ({error})") from None


class _Chain(msgspec.Struct, frozen=True, kw_only=True):
    """The fields that every record has."""

    seq: Annotated[int, Meta(ge=1)]
    at: str
    by: str
    tool: str
    previous: Sha256
    hash: Sha256


def _encodable(value: Any) -> Any:
    """Names of files that are not in UTF-8 are written with their odd bytes spelled out."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, Mapping):
        return {_encodable(name): _encodable(one) for name, one in value.items()}
    return value


def _what_and_where(message: str) -> tuple[str, int | None]:
    """The JSON library's message, and the position that it names in it."""
    found = POSITION.fullmatch(message)
    return (found[1], int(found[2])) if found else (message, None)
