"""Dossiers: incidents loaded with their words, their reports' custody and people's decisions."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, select

from riwaya.errors import BadInput
from riwaya.export.dossier.case import Case, Custody, Paper, RawBytes, Trail, Writing
from riwaya.export.dossier.html import dossier_html
from riwaya.export.dossier.pdf import print_pdf, printer_here
from riwaya.export.forms.exported import ExportedIncident
from riwaya.export.forms.placing import Placing
from riwaya.export.forms.registry import Form
from riwaya.export.shown.language import Name
from riwaya.fusion.told import Spot, Telling
from riwaya.ingest.chain import Record
from riwaya.ingest.custody import CustodyLog
from riwaya.resolving.claims import Knowledge
from riwaya.store.incident_search import incident_named
from riwaya.store.reports import sources_of_report
from riwaya.store.tables import reports
from riwaya.version import __version__
from riwaya.workspace.exporting import Source, Wish, asked, no_incident, refuse_place
from riwaya.workspace.incident_history import history_of
from riwaya.workspace.incidents import gathered_in

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace

#: Incidents in one file: more are several hundred pages.
MOST = 50
SUFFIXES = (".pdf", ".html")
#: The form, as exports know it; its writing is another station's.
DOSSIER = Form("dossier", "incidents", ".html", "riwaya dossier 1", "dossier.html")


@dataclass(frozen=True, slots=True)
class _Loaded:
    """An incident, and its reports with the takes that they were found in."""

    row: Row[Any]
    exported: ExportedIncident
    reports: dict[str, tuple[Row[Any], list[Row[Any]]]] = field(default_factory=dict)


def write_dossier(
    workspace: "Workspace", into: Path, wish: Wish, known: Knowledge, names: Sequence[str] = (),
    *, language: Name = "en", paper: Paper = "a4",
) -> int:  # fmt: skip
    """Write a dossier as .html or .pdf; returns how many incidents it holds. Raises BadInput."""
    refuse_place(workspace, into)
    suffix = into.suffix.lower()
    if suffix not in SUFFIXES:
        raise BadInput(f"{into}: a dossier is written as {' or '.join(SUFFIXES)}")
    if suffix == ".pdf":
        printer_here()
    cases, writing = dossier_of(workspace, wish, known, names)
    html = dossier_html(cases, writing, known, language=language, paper=paper)
    with Placing(into) as placing:
        aside = placing.aside(into)
        if suffix == ".pdf":
            print_pdf(html, aside)
        else:
            aside.write_text(html, encoding="utf-8")
    return len(cases)


def dossier_of(
    workspace: "Workspace", wish: Wish, known: Knowledge, names: Sequence[str] = ()
) -> tuple[list[Case], Writing]:
    """The incidents with these ids, or those that the wish fits, and what is said of the writing.

    Raises BadInput for an id that there is not, for nothing, and for more than MOST.
    """
    with workspace.engine.connect() as connection:
        source = Source(connection, wish, known, DOSSIER)
        found = _named(connection, source, names, wish) if names else _fitting(source, wish)
        loaded = [_with_reports(connection, row, one) for row, one in found]
        records = {} if wish.public else _records(workspace.custody, loaded)
        cases = [_case(connection, one, records, wish) for one in loaded]
    return cases, _writing(workspace, wish)


def _writing(workspace: "Workspace", wish: Wish) -> Writing:
    return Writing(
        written_at=datetime.now(UTC).isoformat(timespec="seconds"),
        riwaya=__version__,
        public=wish.public,
        reviewed_only=wish.reviewed_only or (wish.public and not wish.unreviewed),
        workspace=None if wish.public else workspace.folder.id,
        head=None if wish.public else workspace.custody.head,
        query={} if wish.public else asked(wish.query),
    )


def _named(
    connection: Connection, source: Source, names: Sequence[str], wish: Wish
) -> Iterator[tuple[Row[Any], ExportedIncident]]:
    """The incidents with these ids, each once, in the order in which they are named."""
    rows: dict[str, Row[Any]] = {}
    for name in names:
        row = incident_named(connection, name)
        if row is None:
            raise BadInput(f"{name}: no such incident; `riwaya incidents` lists them")
        rows.setdefault(row.id, row)
    if len(rows) > MOST:
        raise BadInput(f"{len(rows)} incidents: a dossier holds {MOST}; write several files")
    for row in rows.values():
        one = source.incident(row)
        if one is None:
            raise BadInput(f"{row.id}: {_nothing(wish)}")
        yield row, one


def _nothing(wish: Wish) -> str:
    """Why nothing of an incident is left."""
    if wish.public and not wish.unreviewed:
        return (
            "none of its claims has been reviewed, so nothing of it is published; review it first, "
            "or say --unreviewed"
        )
    return "none of its claims has been reviewed; leave --reviewed out to see them all"


def _fitting(source: Source, wish: Wish) -> list[tuple[Row[Any], ExportedIncident]]:
    found: list[tuple[Row[Any], ExportedIncident]] = []
    for pair in source.incidents_by_row():
        if len(found) == MOST:
            raise BadInput(
                f"more than {MOST} incidents fit; a dossier holds {MOST}: narrow the filters, or "
                f"say --limit {MOST}"
            )
        found.append(pair)
    if not found:
        raise no_incident(wish)
    return found


def _with_reports(connection: Connection, row: Row[Any], one: ExportedIncident) -> _Loaded:
    ids = sorted({claim.found.report for claim in one.claims})
    query = select(reports).where(reports.c.id.in_(ids))
    return _Loaded(
        row,
        one,
        {
            report.id: (report, sources_of_report(connection, report.n))
            for report in connection.execute(query).all()
        },
    )


def _records(log: CustodyLog, loaded: Iterable[_Loaded]) -> dict[str, list[Record]]:
    """What the custody log says of all bytes that the reports were found in, by SHA-256."""
    shas = {
        take.raw_sha256 for one in loaded for _, takes in one.reports.values() for take in takes
    }
    return log.about_any(shas)


def _case(
    connection: Connection, one: _Loaded, records: dict[str, list[Record]], wish: Wish
) -> Case:
    if wish.public:
        return Case(one.exported, _trails_of(one, lambda _take: ()))
    gathered, tellings = gathered_in(connection, one.row, reviewed_only=wish.reviewed_only)

    def custody(take: Row[Any]) -> tuple[Custody, ...]:
        return tuple(
            Custody(record.seq, record.at, record.by, _action(record), record.hash)
            for record in records[take.raw_sha256]
        )

    return Case(
        one.exported,
        _trails_of(one, custody, whole=True),
        gathered,
        tuple(_other_places(one.exported, tellings)),
        tuple(history_of(connection, one.row.n)),
    )


def _action(record: Record) -> str:
    """The act as the log calls it."""
    act = record.act
    tag = type(act).__struct_config__.tag
    return str(tag) if tag else getattr(act, "action", "")


def _trails_of(
    one: _Loaded, custody: Callable[[Row[Any]], tuple[Custody, ...]], *, whole: bool = False
) -> dict[str, Trail]:
    """Where each report came from; unless `whole`, no more than what claims are published with."""
    first = {claim.found.report: claim for claim in reversed(one.exported.claims)}
    return {
        report: Trail(
            url=claim.found.url,
            text_sha256=one.reports[report][0].sha256 if whole else None,
            raw=tuple(
                RawBytes(take.raw_sha256, take.source, take.taken_at, custody(take))
                for take in one.reports[report][1]
            )
            if whole
            else (),
            model=claim.model,
            riwaya=claim.riwaya,
        )
        for report, claim in first.items()
    }


def _other_places(one: ExportedIncident, tellings: Iterable[Telling]) -> Iterator[tuple[Spot, int]]:
    """Where else its reports put it, those that most reports tell first."""
    told: dict[Spot, set[str]] = {}
    for telling in tellings:
        for spot in telling.spots[:1]:
            told.setdefault(spot, set()).add(telling.report)
    own = one.incident.lat, one.incident.lon
    for spot, by in sorted(told.items(), key=lambda item: -len(item[1])):
        if (spot.lat, spot.lon) != own:
            yield spot, len(by)
