"""Rows that tell who did what and when, of several tables alike, the last one first."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    func,
    null,
    or_,
    select,
    union,
)

from riwaya.store.desk_tables import acts, gradings, second_readings
from riwaya.store.fusion_tables import incidents, judgements, tellings
from riwaya.store.tables import decisions, reports, sightings, takes

#: Rows fetched at a time.
CHUNK = 200
#: Letters of a report's id, which opens a judged claim's key.
REPORT_ID = 21


class Audited(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that somebody did; `kind` is the table, `n` the row's number.

    `about` names reports ("r…"), claims ("r…/anchor"), incidents ("i…") or whatever the act names.
    """

    at: str
    kind: str
    n: int
    person: str
    act: str
    about: tuple[str, ...] = ()
    detail: Mapping[str, Any] = {}

    @property
    def place(self) -> tuple[str, str, int]:
        """Where it stands among all: later ones have greater places."""
        return (self.at, self.kind, self.n)


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which things: by a person, from a moment on, before another, about some things.

    `about` are ids of reports and incidents; None asks for all. `before` is the place of the one
    that was shown last.
    """

    person: str | None = None
    since: str | None = None
    until: str | None = None
    about: frozenset[str] | None = None
    before: tuple[str, str, int] | None = None

    def holds(self, at: str, person: str) -> bool:
        """Whether a moment and a person are among those asked for."""
        if self.person is not None and person != self.person:
            return False
        return (self.since is None or at >= self.since) and (self.until is None or at < self.until)


def reports_of_incident(connection: Connection, id_: str) -> frozenset[str]:
    """The ids of the reports that tell of an incident."""
    query = (
        select(reports.c.id)
        .join(tellings, tellings.c.report_n == reports.c.n)
        .join(incidents, incidents.c.n == tellings.c.incident_n)
        .where(incidents.c.id == id_)
    )
    return frozenset(connection.execute(query).scalars())


def shas_of_reports(connection: Connection, ids: frozenset[str]) -> frozenset[str]:
    """The digests of the bytes that reports were found in."""
    query = (
        select(takes.c.raw_sha256)
        .join(sightings, sightings.c.take_n == takes.c.n)
        .join(reports, reports.c.n == sightings.c.report_n)
        .where(reports.c.id.in_(sorted(ids)))
    )
    return frozenset(connection.execute(query).scalars())


def persons(connection: Connection) -> list[str]:
    """Everybody who has done something that rows tell."""
    several = (
        acts.c.person, decisions.c.author, judgements.c.author, gradings.c.author,
        second_readings.c.author, takes.c.taken_by,
    )  # fmt: skip
    query = union(*(select(column.label("name")) for column in several))
    return sorted(name for name in connection.execute(query).scalars() if name)


def audited(connection: Connection, kind: str, wanted: Wanted) -> Iterator[Audited]:
    """The rows of one kind that are asked for, the last one first."""
    query, at, number = _QUERIES[kind]
    query = _narrowed(query, kind, wanted)
    before = wanted.before
    while True:
        page = query
        if before is not None:
            page = page.where(_earlier(at, number, kind, before))
        rows = connection.execute(page.order_by(at.desc(), number.desc()).limit(CHUNK)).all()
        for row in rows:
            yield _audited(kind, row)
        if len(rows) < CHUNK:
            return
        before = (rows[-1].at, kind, rows[-1].n)


def _earlier(
    at: ColumnElement[str], number: ColumnElement[int], kind: str, place: tuple[str, str, int]
) -> ColumnElement[bool]:
    moment, its_kind, its_number = place
    if kind == its_kind:
        return or_(at < moment, and_(at == moment, number < its_number))
    return at <= moment if kind < its_kind else at < moment


def _narrowed(query: Select[Any], kind: str, wanted: Wanted) -> Select[Any]:
    _, at, _ = _QUERIES[kind]
    if wanted.person is not None:
        query = query.where(_PERSON[kind] == wanted.person)
    if wanted.since is not None:
        query = query.where(at >= wanted.since)
    if wanted.until is not None:
        query = query.where(at < wanted.until)
    if wanted.about is not None:
        several = sorted(wanted.about)
        query = query.where(or_(*(column.in_(several) for column in _ABOUT[kind])))
    return query


def _audited(kind: str, row: Row[Any]) -> Audited:
    return Audited(
        at=row.at, kind=kind, n=row.n, person=row.person, act=row.act,
        about=tuple(part for part in (row.about, row.other) if part), detail=_detail(row),
    )  # fmt: skip


def _detail(row: Row[Any]) -> dict[str, Any]:
    detail: dict[str, Any] = {}
    for name in ("detail", "patch"):
        kept = row._mapping.get(name)  # noqa: SLF001 (a row's public name for its columns)
        if kept:
            detail |= _decoded(name, kept)
    for name in ("note", "withdraws", "airwars", "admiralty"):
        kept = row._mapping.get(name)  # noqa: SLF001
        if kept:
            detail[name] = kept
    return detail


def _decoded(name: str, kept: str) -> dict[str, Any]:
    try:
        value = msgspec.json.decode(kept)
    except msgspec.DecodeError:
        return {name: kept}
    return value if name == "detail" and isinstance(value, dict) else {name: value}


_NOTHING = null().label("other")
_QUERIES: dict[str, tuple[Select[Any], ColumnElement[str], ColumnElement[int]]] = {
    "act": (
        select(acts.c.n, acts.c.at, acts.c.person, acts.c.act, acts.c.about, _NOTHING,
               acts.c.detail),
        acts.c.at, acts.c.n,
    ),
    "decision": (
        select(decisions.c.n, decisions.c.made_at.label("at"), decisions.c.author.label("person"),
               decisions.c.verdict.label("act"),
               (reports.c.id + "/" + decisions.c.anchor).label("about"), _NOTHING,
               decisions.c.patch, decisions.c.note, decisions.c.withdraws)
        .join(reports, reports.c.n == decisions.c.report_n),
        decisions.c.made_at, decisions.c.n,
    ),
    "grading": (
        select(gradings.c.n, gradings.c.made_at.label("at"), gradings.c.author.label("person"),
               gradings.c.verdict.label("act"), gradings.c.incident.label("about"), _NOTHING,
               gradings.c.airwars, gradings.c.admiralty, gradings.c.note, gradings.c.withdraws),
        gradings.c.made_at, gradings.c.n,
    ),
    "judgement": (
        select(judgements.c.n, judgements.c.made_at.label("at"),
               judgements.c.author.label("person"), judgements.c.verdict.label("act"),
               judgements.c.one.label("about"), judgements.c.other.label("other"),
               judgements.c.note, judgements.c.withdraws),
        judgements.c.made_at, judgements.c.n,
    ),
    "second": (
        select(second_readings.c.n, second_readings.c.made_at.label("at"),
               second_readings.c.author.label("person"), second_readings.c.verdict.label("act"),
               (reports.c.id + "/" + second_readings.c.anchor).label("about"), _NOTHING,
               second_readings.c.patch, second_readings.c.note, second_readings.c.withdraws)
        .join(reports, reports.c.n == second_readings.c.report_n),
        second_readings.c.made_at, second_readings.c.n,
    ),
}  # fmt: skip
_PERSON: dict[str, ColumnElement[str]] = {
    "act": acts.c.person, "decision": decisions.c.author, "grading": gradings.c.author,
    "judgement": judgements.c.author, "second": second_readings.c.author,
}  # fmt: skip
_ABOUT: dict[str, Sequence[ColumnElement[str]]] = {
    "act": (acts.c.about,),
    "decision": (reports.c.id,),
    "grading": (gradings.c.incident,),
    "judgement": (
        func.substr(judgements.c.one, 1, REPORT_ID), func.substr(judgements.c.other, 1, REPORT_ID),
    ),
    "second": (reports.c.id,),
}  # fmt: skip
