"""Arrivals taken in: bytes archived, written into the custody log, then opened and read.

The order is what makes a stop at any moment harmless: bytes first, then the log, then the database.
What the log knows and the database doesn't is taken in again from the archive (`resume`).
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from hashlib import file_digest, sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from riwaya.errors import BadInput, BadWorkspace
from riwaya.ingest.acts import TakenIn
from riwaya.ingest.chain import Record
from riwaya.ingest.facts import Facts
from riwaya.ingest.piece import Piece
from riwaya.ingest.pieces import pieces_of
from riwaya.store.datasets import datasets_of
from riwaya.store.readings import not_read_by
from riwaya.store.reports import report_of
from riwaya.store.takes import (
    Given,
    Take,
    known_takes,
    last_seq,
    put_takes,
    redacted_among,
    take_id,
    unfinished,
)
from riwaya.store.turns import turn
from riwaya.workspace.arrivals import Arrival
from riwaya.workspace.reading import Line
from riwaya.workspace.work import Opening, Text

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace

#: Arrivals archived and logged with one wait for the disk.
BATCH = 64
#: Larger files are archived in chunks, without being held in memory.
IN_MEMORY = 20_000_000


def resume(workspace: "Workspace", line: Line) -> None:
    """Go on where an earlier run was stopped."""
    with turn(workspace.engine) as connection:
        known = last_seq(connection)
        missed = [r for r in workspace.custody.records(known) if isinstance(r.act, TakenIn)]
        if missed:
            put_takes(connection, [take_of(record) for record in missed])
    # Before anything is opened: reports that come of it are on their way to be read already.
    _read_unread(workspace, line)
    open_unfinished(workspace, line)


def _read_unread(workspace: "Workspace", line: Line) -> None:
    after = 0
    while True:
        with workspace.engine.connect() as connection:
            rows = list(not_read_by(connection, None, after))
            coded = datasets_of(connection, [row.n for row in rows])
        if not rows:
            return
        for row in rows:
            line.put_text(Text(report_of(row), row.text, coded.get(row.n, "")))
        after = rows[-1].n


def take_in(workspace: "Workspace", line: Line, arrivals: Iterable[Arrival | BadInput]) -> int:
    """Take arrivals in; returns how many of them were known already."""
    known = 0
    coming = iter(arrivals)
    while several := list(islice(coming, BATCH)):
        known += _batch(workspace, line, several)
    line.drain()
    return known


def _batch(workspace: "Workspace", line: Line, several: Sequence[Arrival | BadInput]) -> int:
    found: dict[str, Found] = {}
    for arrival in several:
        try:
            if isinstance(arrival, BadInput):
                raise arrival
            one = _found(arrival)
            found.setdefault(one.take_id, one)
        except BadInput as error:
            line.tally.problems.append(str(error))
    with workspace.engine.connect() as connection:
        known = known_takes(connection, found)
        gone = redacted_among(connection, [one.sha for one in found.values()])
    new = [one for id_, one in found.items() if id_ not in known]
    _restore(workspace, [one for id_, one in found.items() if id_ in known and one.sha not in gone])
    for one in new:
        if reason := gone.get(one.sha):
            line.tally.problems.append(f"{one.arrival.source}: redacted before ({reason})")
    _archive(workspace, line, [one for one in new if one.sha not in gone])
    return len(known)


def _archive(workspace: "Workspace", line: Line, new: Sequence["Found"]) -> None:
    """Bytes into the archive, then their record into the log, then the database."""
    acts = []
    for one in new:
        try:
            acts.append(_kept(workspace, one))
        except BadInput as error:
            line.tally.problems.append(str(error))
    if not acts:
        return
    workspace.archive.sync()
    records = workspace.custody.append(acts)
    with turn(workspace.engine) as connection:
        put_takes(connection, [take_of(record) for record in records])
    open_unfinished(workspace, line)


def _restore(workspace: "Workspace", known: Sequence["Found"]) -> None:
    """Put back bytes that are known and have gone missing from the archive."""
    for one in known:
        if one.data is not None and not workspace.archive.has(one.sha):
            workspace.archive.put(one.data)
    workspace.archive.sync()


class Found(NamedTuple):
    """An arrival with its bytes' digest; the bytes themselves where they are few."""

    arrival: Arrival
    sha: str
    data: bytes | None

    @property
    def take_id(self) -> str:
        """What its take will be called."""
        arrival = self.arrival
        return take_id(self.sha, arrival.locator, arrival.facts, arrival.mapping)


def _found(arrival: Arrival) -> Found:
    if arrival.data is not None:
        return Found(arrival, sha256(arrival.data).hexdigest(), arrival.data)
    if arrival.path is None:
        raise BadInput(f"{arrival.source}: nothing to take in")
    try:
        with arrival.path.open("rb") as file:
            if os.fstat(file.fileno()).st_size > IN_MEMORY:
                return Found(arrival, file_digest(file, "sha256").hexdigest(), None)
            data = file.read()
    except OSError as error:
        raise BadInput(f"{arrival.source}: can't be read: {error.strerror}") from None
    return Found(arrival, sha256(data).hexdigest(), data)


def _kept(workspace: "Workspace", one: Found) -> TakenIn:
    if one.data is not None:
        return _act(one.arrival, workspace.archive.put(one.data), len(one.data))
    path = one.arrival.path
    if path is None:
        raise BadInput(f"{one.arrival.source}: nothing to take in")
    return _act(one.arrival, *workspace.archive.put_file(path))


def _act(arrival: Arrival, sha: str, size: int) -> TakenIn:
    return TakenIn(
        sha256=sha,
        size=size,
        source=arrival.source,
        locator=arrival.locator,
        kind=arrival.kind,
        facts=arrival.facts,
        mapping=arrival.mapping,
    )


def take_of(record: Record) -> Take:
    """The take that a record of the custody log tells."""
    act = record.act
    if not isinstance(act, TakenIn):
        raise BadWorkspace(f"custody log, record {record.seq}: not a take")
    return Take(
        raw_sha256=act.sha256,
        source=act.source,
        locator=act.locator,
        kind=act.kind,
        facts=act.facts,
        mapping=act.mapping,
        seq=record.seq,
        taken_at=record.at,
        taken_by=record.by,
    )


def open_unfinished(workspace: "Workspace", line: Line) -> None:
    """Open every take whose reports aren't all in, from the archive's bytes."""
    with workspace.engine.connect() as connection:
        rows = [row for row in unfinished(connection) if row.n not in line.begun]
    for row in rows:
        line.begun.add(row.n)
        given = msgspec.json.decode(row.given, type=Given)
        facts = Facts(**given.facts)
        path = workspace.archive.path(row.raw_sha256)
        if not path.exists():  # redacted before it was read, or missing: `verify` tells which
            line.end_of(row.n)
            continue
        for piece in _pieces(path, row.kind, row.source, line, given):
            if isinstance(piece, BadInput):
                line.problem(row.n, str(piece))
            else:
                line.put_piece(Opening(row.n, piece, facts, row.raw_sha256))
        line.end_of(row.n)


def _pieces(
    path: Path, kind: str, name: str, line: Line, given: Given
) -> Iterator[Piece | BadInput]:
    try:
        yield from pieces_of(path, kind, name, line.limits, given.mapping)
    except BadInput as error:
        yield error
