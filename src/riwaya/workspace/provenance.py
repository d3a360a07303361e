"""Where claims come from, out of the database: takes, readings, decisions of their reports."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from riwaya.export.forms.provenance import Provenance, Said, Take
from riwaya.records.decision import Decision
from riwaya.records.withdrawing import standing
from riwaya.store.decisions import decisions_of
from riwaya.store.found import Found
from riwaya.store.tables import readings, reports, sightings, takes

#: Begins the anchor of a claim that a person added (see `store.decided`).
ADDED = "added-"


def provenances(
    connection: Connection, several: Sequence[Found], *, public: bool
) -> list[Provenance]:
    """The provenance of each claim, in their order.

    For the public: no hashes of texts and bytes, no names of people, and no ids made of them.
    """
    rows = {row.id: row for row in _reports(connection, {found.report for found in several})}
    numbers = [row.n for row in rows.values()]
    taken = _takes(connection, numbers, public=public)
    said = _said(connection, numbers)
    return [_of(rows[found.report], found.anchor, taken, said, public=public) for found in several]


def _of(
    row: Row[Any],
    anchor: str,
    taken: dict[int, list[Take]],
    said: dict[tuple[int, str], list[Decision]],
    *,
    public: bool,
) -> Provenance:
    decisions = said.get((row.n, anchor), ())
    return Provenance(
        language=row.language,
        reading=row.reading,
        read_at=row.made_at,
        text_sha256=None if public else row.sha256,
        takes=tuple(taken.get(row.n, ())),
        said=tuple(
            Said(one.verdict, one.made_at)
            if public
            else Said(one.verdict, one.made_at, one.id, one.author)
            for one in decisions
        ),
        added=anchor.startswith(ADDED),
    )


def _reports(connection: Connection, ids: Iterable[str]) -> list[Row[Any]]:
    query = (
        select(
            reports.c.n, reports.c.id, reports.c.sha256, reports.c.language,
            readings.c.id.label("reading"), readings.c.made_at,
        )
        .outerjoin(readings, readings.c.n == reports.c.reading_n)
        .where(reports.c.id.in_(sorted(ids)))
    )  # fmt: skip
    return list(connection.execute(query))


def _takes(
    connection: Connection, numbers: Sequence[int], *, public: bool
) -> dict[int, list[Take]]:
    """The takes that held each report, the first one first."""
    query = (
        select(sightings.c.report_n, takes)
        .join(takes, takes.c.n == sightings.c.take_n)
        .where(sightings.c.report_n.in_(numbers))
        .order_by(takes.c.n, sightings.c.part)
    )
    found: dict[int, list[Take]] = {}
    for row in connection.execute(query):
        take = Take(row.kind, row.taken_at)
        if not public:
            take = Take(row.kind, row.taken_at, row.id, row.raw_sha256, row.taken_by, row.seq)
        several = found.setdefault(row.report_n, [])
        if take not in several:
            several.append(take)
    return found


def _said(connection: Connection, numbers: Sequence[int]) -> dict[tuple[int, str], list[Decision]]:
    """The standing decisions by report and anchor, in the order in which they were made."""
    found: dict[tuple[int, str], list[Decision]] = {}
    for number, decisions in decisions_of(connection, numbers).items():
        for one in standing(decisions):
            found.setdefault((number, one.anchor), []).append(one)
    return found
