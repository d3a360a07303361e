"""Claims open for review with what rests on them: few queries, whatever the workspace's size.

Those whose incidents weigh most come first: rows of many incidents are never looked at.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, func, select

from riwaya.records.decision import Review
from riwaya.store.conditions import Filter, filters_of
from riwaya.store.desk_tables import acts
from riwaya.store.fusion import chunks
from riwaya.store.fusion_tables import incidents, telling_claims, tellings
from riwaya.store.query import Query
from riwaya.store.tables import claim_counts, claims, decisions, reports
from riwaya.store.ways import narrowed

#: Measures that incidents' tolls are known by.
TOLLS = ("killed", "injured")
#: Incidents looked at in the first step, in later ones at most, and of which the order is asked.
INCIDENTS, MOST, BLOCK = 20, 400, 1_000
#: So few claims that fit are all looked at.
FEW = 1_500
#: Decisions looked back at, to count a person's of a day.
LOOKED_BACK = 20_000
#: The act of putting a claim off until others are looked at.
SKIP = "skip"
#: A claim that rests on a recalled fact; one whose number counts a part («among them 4 children»).
MARKS = {"recalled": b'"basis":"recalled"', "partial": b'"subset":true'}


class Candidate(NamedTuple):
    """A claim that could be next; the incident's figures are None outside incidents."""

    n: int
    report_n: int
    report: str
    claim: str
    anchor: str
    event: str
    confidence: float
    incident_n: int | None
    incident: str | None
    reports: int
    claims: int
    killed_low: float | None
    killed_high: float | None


class Told(NamedTuple):
    """What a claim tells its incident: who says so, and its counts (measure, low, high)."""

    n: int
    voice: str
    denies: bool
    counts: tuple[tuple[str, float | None, float | None], ...]


def candidates(connection: Connection, query: Query, wanted: int, left: int) -> list[Candidate]:
    """Up to `wanted` claims that satisfy a query, of those that weigh most first.

    `left` is how many satisfy it in all.
    """
    filters = filters_of(connection, query)
    if left <= FEW:
        return _all(connection, filters, wanted)
    found = _of_incidents(connection, filters, wanted)
    if len(found) < wanted:
        found += _unplaced(connection, filters, wanted - len(found))
    return found


def _weight() -> ColumnElement[Any]:
    """How much an incident's numbers matter, roughly: told by many, with a toll, in dispute."""
    row = incidents.c
    toll = func.coalesce(row.killed_high, 0)
    bounded = case((toll > 200, 200), else_=toll)
    disputed = case((row.killed_high > row.killed_low, 6), else_=0)
    return row.reports * 2 + bounded / 5 + disputed


def _chosen() -> Select[Any]:
    row = claims.c
    return select(
        row.n, row.report_n, reports.c.id.label("report"), row.claim, row.anchor, row.event,
        row.confidence, incidents.c.n.label("incident_n"), incidents.c.id.label("incident"),
        func.coalesce(incidents.c.reports, 0).label("reports"),
        func.coalesce(incidents.c.claims, 0).label("claims"),
        incidents.c.killed_low, incidents.c.killed_high,
    )  # fmt: skip


def _joined(chosen: Select[Any]) -> Select[Any]:
    return (
        chosen.select_from(claims)
        .join(reports, reports.c.n == claims.c.report_n)
        .outerjoin(telling_claims, telling_claims.c.claim_n == claims.c.n)
        .outerjoin(tellings, tellings.c.n == telling_claims.c.telling_n)
        .outerjoin(incidents, incidents.c.n == tellings.c.incident_n)
    )


def _all(connection: Connection, filters: Sequence[Filter], wanted: int) -> list[Candidate]:
    weight = func.coalesce(_weight(), 0)
    chosen = _joined(_chosen()).order_by(weight.desc(), claims.c.confidence, claims.c.n)
    rows = connection.execute(narrowed(connection, chosen.limit(wanted), filters))
    return [Candidate(*row) for row in rows]


def _of_incidents(
    connection: Connection, filters: Sequence[Filter], wanted: int
) -> list[Candidate]:
    found: list[Candidate] = []
    for some in _heaviest(connection):
        chosen = (
            _chosen()
            .select_from(tellings)
            .join(incidents, incidents.c.n == tellings.c.incident_n)
            .join(telling_claims, telling_claims.c.telling_n == tellings.c.n)
            .join(claims, claims.c.n == telling_claims.c.claim_n)
            .join(reports, reports.c.n == claims.c.report_n)
            .where(tellings.c.incident_n.in_(some), *(one.holds for one in filters))
        )
        rows = [Candidate(*row) for row in connection.execute(chosen)]
        place = {n: at for at, n in enumerate(some)}
        rows.sort(key=lambda row: (place.get(row.incident_n or 0, 0), row.confidence, row.n))
        found += rows
        if len(found) >= wanted:
            break
    return found[:wanted]


def _heaviest(connection: Connection) -> Iterator[list[int]]:
    """The numbers of incidents that weigh most first, in steps that grow."""
    order = select(incidents.c.n).order_by(_weight().desc(), incidents.c.n)
    size, offset = INCIDENTS, 0
    while block := list(connection.execute(order.limit(BLOCK).offset(offset)).scalars()):
        start = 0
        while start < len(block):
            yield block[start : start + size]
            start += size
            size = min(size * 2, MOST)
        offset += BLOCK


def _unplaced(connection: Connection, filters: Sequence[Filter], wanted: int) -> list[Candidate]:
    """Claims of no incident, the least sure first."""
    chosen = (
        _joined(_chosen())
        .where(tellings.c.incident_n.is_(None))
        .order_by(claims.c.confidence, claims.c.n)
        .limit(wanted)
    )
    chosen = chosen.where(*(one.holds for one in filters))
    return [Candidate(*row) for row in connection.execute(chosen)]


def candidates_named(connection: Connection, numbers: Sequence[int]) -> list[Candidate]:
    """The claims with these numbers, whether they are open or not, in no order."""
    found: list[Candidate] = []
    for some in chunks(numbers):
        rows = connection.execute(_joined(_chosen()).where(claims.c.n.in_(some)))
        found += [Candidate(*row) for row in rows]
    return found


class Kept(NamedTuple):
    """A claim as the index has it: people's decisions applied."""

    n: int
    report_n: int
    review: Review
    body: bytes


def claim_at(connection: Connection, report: str, anchor: str) -> Kept | None:
    """A claim by its report's id and its anchor."""
    row = claims.c
    query = select(row.n, row.report_n, row.review, row.body).join(
        reports, reports.c.n == row.report_n
    )
    found = connection.execute(query.where(reports.c.id == report, row.anchor == anchor)).first()
    return None if found is None else Kept(*found)


def bodies_of(connection: Connection, numbers: Sequence[int]) -> dict[int, Row[Any]]:
    """Claims by number: rows with `body`, and their report's `outlet` and `published`."""
    found: dict[int, Row[Any]] = {}
    for some in chunks(numbers):
        query = select(claims.c.n, claims.c.body, reports.c.outlet, reports.c.published)
        query = query.join(reports, reports.c.n == claims.c.report_n)
        found |= {row.n: row for row in connection.execute(query.where(claims.c.n.in_(some)))}
    return found


def told_in(connection: Connection, incident_numbers: Iterable[int]) -> dict[int, list[Told]]:
    """What the claims of incidents tell, by the incident's number; rejected ones left out."""
    row, count = claims.c, claim_counts.c
    found: dict[int, dict[int, list[Any]]] = {}
    for some in chunks(sorted(incident_numbers)):
        query = (
            select(
                tellings.c.incident_n, row.n, row.origin, row.outlet, row.report_n, row.stance,
                row.polarity, count.measure, count.low, count.high,
            )
            .select_from(tellings)
            .join(telling_claims, telling_claims.c.telling_n == tellings.c.n)
            .join(claims, row.n == telling_claims.c.claim_n)
            .outerjoin(
                claim_counts, and_(count.claim_n == row.n, count.measure.in_(TOLLS))
            )
            .where(tellings.c.incident_n.in_(some), row.review != "rejected")
        )  # fmt: skip
        for one in connection.execute(query):
            found.setdefault(one.incident_n, {}).setdefault(one.n, []).append(one)
    return {n: [_told(rows) for rows in of.values()] for n, of in found.items()}


def _told(rows: Sequence[Any]) -> Told:
    first = rows[0]
    voice = first.origin or first.outlet or f"report {first.report_n}"
    denies = first.stance == "denies" or first.polarity == "negated"
    counts = tuple((r.measure, r.low, r.high) for r in rows if r.measure is not None)
    return Told(first.n, voice, denies, counts)


def marked(connection: Connection, numbers: Sequence[int]) -> dict[int, frozenset[str]]:
    """What the JSON of claims says of them at a glance: "recalled", "partial" (see MARKS)."""
    found: dict[int, frozenset[str]] = {}
    for some in chunks(numbers):
        query = select(claims.c.n, claims.c.body).where(claims.c.n.in_(some))
        for row in connection.execute(query):
            found[row.n] = frozenset(mark for mark, sign in MARKS.items() if sign in row.body)
    return found


def decided_since(connection: Connection, author: str, since: str) -> dict[str, int]:
    """How many verdicts of each kind a person has given since a moment (ISO, UTC) that stand."""
    row, later = decisions.c, decisions.alias()
    last = select(func.max(row.n)).scalar_subquery()
    query = (
        select(row.verdict, func.count().label("given"))
        .where(
            row.n > last - LOOKED_BACK,
            row.author == author,
            row.made_at >= since,
            row.verdict != "withdraw",
            ~select(later.c.n).where(
                later.c.report_n == row.report_n, later.c.withdraws == row.id
            ).exists(),
        )
        .group_by(row.verdict)
    )  # fmt: skip
    return {row.verdict: row.given for row in connection.execute(query)}


class Verdict(NamedTuple):
    """A decision: its id, its report's id, the claim's anchor, what it says."""

    id: str
    report: str
    anchor: str
    verdict: str


def last_decision_of(connection: Connection, author: str) -> Verdict | None:
    """A person's latest verdict that stands; None if there is none."""
    row, later = decisions.c, decisions.alias()
    query = (
        select(row.id, reports.c.id.label("report"), row.anchor, row.verdict)
        .join(reports, reports.c.n == row.report_n)
        .where(
            row.n > select(func.max(row.n)).scalar_subquery() - LOOKED_BACK,
            row.author == author,
            row.verdict.in_(["accept", "reject", "correct"]),
            ~select(later.c.n).where(
                later.c.report_n == row.report_n, later.c.withdraws == row.id
            ).exists(),
        )
        .order_by(row.n.desc())
    )  # fmt: skip
    found = connection.execute(query).first()
    return None if found is None else Verdict(*found)


def skipped_since(connection: Connection, person: str, since: str) -> list[str]:
    """What a person has put off since a moment: claims as the acts name them."""
    row = acts.c
    query = select(row.about).where(row.person == person, row.act == SKIP, row.at >= since)
    return [about for about in connection.execute(query.order_by(row.n)).scalars() if about]
