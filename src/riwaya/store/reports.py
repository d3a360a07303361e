"""Reports: texts with what is known of them, where each was seen, and their versions."""

import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import UNSET
from sqlalchemy import Connection, Row, select

from riwaya.records.dataset import CODED
from riwaya.records.report import Report
from riwaya.store.tables import reports, sightings, takes
from riwaya.store.writing import insert_new, numbers_of


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """A report as it was found in a take: `part` says where in it (empty: all of it)."""

    report: Report
    text: str
    part: str = ""
    extracted: bool = False
    notes: tuple[str, ...] = ()


def report_id(report: Report) -> str:
    """The id of a text with these facts: the same ones are one report wherever they are found.

    The same words under another outlet or URL are another report: whether one copied the other
    is a question for fusion, not for the store.
    """
    facts = [report.sha256, report.outlet, report.title, report.url, report.published]
    return "r" + hashlib.sha256(msgspec.json.encode(facts)).hexdigest()[:20]


def put_reports(
    connection: Connection, several: Sequence[tuple[int, Taken]]
) -> dict[str, tuple[int, bool]]:
    """Keep reports with the takes that they were found in.

    Returns each report's number by its id, and whether it is new.
    """
    ids = [taken.report.id for _, taken in several]
    known = numbers_of(connection, reports, ids)
    new = {t.report.id: _row(t) for _, t in several if t.report.id not in known}
    insert_new(connection, reports, list(new.values()), "id")
    numbers = known | numbers_of(connection, reports, new)
    seen = [
        {"take_n": take_n, "part": taken.part[:200], "report_n": numbers[taken.report.id]}
        for take_n, taken in several
    ]
    insert_new(connection, sightings, seen, "take_n", "part")
    return {id_: (number, id_ in new) for id_, number in numbers.items()}


def _row(taken: Taken) -> dict[str, Any]:
    report = taken.report
    return {
        "id": report.id,
        "sha256": report.sha256,
        "outlet": report.outlet,
        "title": report.title,
        "url": report.url,
        "published": report.published,
        "language": report.language,
        "extracted": taken.extracted,
        "notes": msgspec.json.encode(taken.notes).decode(),
        "text": storable(taken.text),
    }


def storable(text: str) -> str:
    """The text as a database can hold it: PostgreSQL takes no NUL, neither takes lone surrogates.

    Each is replaced by one character, so that every offset stays true.
    """
    text = text.replace("\x00", "\N{SYMBOL FOR NULL}")
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join(
            "\N{REPLACEMENT CHARACTER}" if "\ud800" <= c <= "\udfff" else c for c in text
        )
    return text


def report_of(row: Row[Any]) -> Report:
    """The record of a report's row."""
    return Report(
        id=row.id,
        outlet=row.outlet,
        title=row.title,
        url=row.url,
        published=row.published,
        language=row.language,
        sha256=row.sha256,
        raw_sha256=getattr(row, "raw_sha256", UNSET),
    )


def find_report(connection: Connection, id_: str) -> Row[Any] | None:
    """A report's row by its id."""
    return connection.execute(select(reports).where(reports.c.id == id_)).one_or_none()


def sources_of_report(connection: Connection, report_n: int) -> list[Row[Any]]:
    """Where and when a report was seen: rows of takes with `part`, the first sighting first."""
    query = (
        select(takes, sightings.c.part)
        .join(sightings, sightings.c.take_n == takes.c.n)
        .where(sightings.c.report_n == report_n)
        .order_by(takes.c.n)
    )
    return list(connection.execute(query))


def versions_of(connection: Connection, report_n: int) -> list[Row[Any]]:
    """The reports that were seen at the same places, in the order in which they were taken in.

    A row of a dataset is the same row in whichever file it comes: by its own id.
    """
    here = (
        select(takes.c.locator, takes.c.kind, sightings.c.part)
        .join(sightings, sightings.c.take_n == takes.c.n)
        .where(sightings.c.report_n == report_n)
        .subquery()
    )
    same = (here.c.locator == takes.c.locator) | (
        (here.c.kind == takes.c.kind) & takes.c.kind.in_(CODED)
    )
    query = (
        select(reports, takes.c.taken_at)
        .join(sightings, sightings.c.report_n == reports.c.n)
        .join(takes, takes.c.n == sightings.c.take_n)
        .join(here, (here.c.part == sightings.c.part) & same)
        .order_by(takes.c.n)
    )
    versions = {row.n: row for row in reversed(connection.execute(query).all())}
    return list(reversed(versions.values()))
