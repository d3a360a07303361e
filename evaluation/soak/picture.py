"""All that a workspace holds, but what differs from run to run: equal where the same is held."""

from collections import Counter
from typing import Any, NamedTuple

from sqlalchemy import Connection, RowMapping, select, text

from riwaya.ingest.acts import TakenIn
from riwaya.store.decided import decided
from riwaya.store.decisions import decisions_of
from riwaya.store.entries import COLUMNS
from riwaya.store.readings import current_document
from riwaya.store.tables import (
    CLAIMS_PER_REPORT,
    claim_counts,
    claim_parties,
    claim_places,
    claims,
    readings,
    reports,
    sightings,
    takes,
)
from riwaya.workspace.verifying import verify_all
from riwaya.workspace.workspace import Workspace

INDEX = {
    "claims": (claims, "n"),
    "parties": (claim_parties, "claim_n"),
    "places": (claim_places, "claim_n"),
    "counts": (claim_counts, "claim_n"),
}


class Picture(NamedTuple):
    """What was taken in, what was read of it, and the index; rows are counted, not just named."""

    logged: Counter[tuple[str, str]]
    reports: Counter[tuple[Any, ...]]
    sightings: Counter[tuple[Any, ...]]
    readings: Counter[tuple[str, str, str]]
    index: Counter[tuple[Any, ...]]

    def differences(self, other: "Picture") -> list[str]:
        """What one has and the other hasn't, in a line for each kind of row."""
        return [
            f"{name}: {sum((mine - yours).values()):,} too many, "
            f"{sum((yours - mine).values()):,} missing"
            for name, mine, yours in zip(self._fields, self, other, strict=True)
            if mine != yours
        ]


def picture_of(workspace: Workspace) -> Picture:
    """A workspace's picture."""
    acts = [record.act for record in workspace.custody.records()]
    logged = Counter((act.sha256, act.locator) for act in acts if isinstance(act, TakenIn))
    with workspace.engine.connect() as connection:
        known = {row.n: row.id for row in connection.execute(select(reports.c.n, reports.c.id))}
        found = select(reports.c.id, reports.c.text, reports.c.title, reports.c.published)
        seen = (
            select(takes.c.locator, sightings.c.part, reports.c.id, takes.c.finished)
            .join(sightings, sightings.c.take_n == takes.c.n)
            .join(reports, reports.c.n == sightings.c.report_n)
        )
        read = select(reports.c.id, readings.c.reader, readings.c.id.label("reading")).join(
            reports, reports.c.n == readings.c.report_n
        )
        return Picture(
            logged,
            Counter(tuple(row) for row in connection.execute(found)),
            Counter(tuple(row) for row in connection.execute(seen)),
            Counter(tuple(row) for row in connection.execute(read)),
            _index(connection, known),
        )


def _index(connection: Connection, known: dict[int, str]) -> Counter[tuple[Any, ...]]:
    """The index rows under their reports' ids: numbers of reports differ from run to run."""
    found: Counter[tuple[Any, ...]] = Counter()
    for name, (table, number) in INDEX.items():
        for row in connection.execute(select(table)).mappings():
            found[(name, *_placed(row[number], known), *_rest(row, name))] += 1
    for n, words in connection.execute(text("SELECT rowid, words FROM claim_words")):
        found[("words", *_placed(n, known), words)] += 1
    return found


def _placed(number: int, known: dict[int, str]) -> tuple[str, int]:
    report, claim = divmod(number, CLAIMS_PER_REPORT)
    return known.get(report, f"no report {report}"), claim


def _rest(row: RowMapping, name: str) -> list[Any]:
    return [row[column] for column in COLUMNS[name][1:]]


def what_is_wrong(workspace: Workspace) -> list[str]:
    """Damage that `verify` finds, and reports whose index isn't what their reading says."""
    wrong = [f"{one.where}: {one.what}" for one in verify_all(workspace).damage]
    with workspace.engine.connect() as connection:
        for row in connection.execute(select(reports.c.n, reports.c.id)).all():
            document = current_document(connection, row.n)
            made = decisions_of(connection, [row.n]).get(row.n, ())
            said = [one.anchor for one in decided(document, made)] if document else []
            query = select(claims.c.anchor).where(claims.c.report_n == row.n).order_by(claims.c.n)
            if list(connection.execute(query).scalars()) != said:
                wrong.append(f"report {row.id}: its index isn't what its reading says")
    return wrong
