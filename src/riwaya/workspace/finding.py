"""What people who program ask of a workspace: claims, counts, incidents, frames, exports."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

from sqlalchemy import Connection

from riwaya.errors import BadInput
from riwaya.export.claims.tables import CLAIM_COLUMNS, claim_row
from riwaya.export.forms.exported import Written
from riwaya.export.forms.registry import Form, form_named
from riwaya.export.incidents import frame as incidents_frame
from riwaya.export.screen.frame import TYPES
from riwaya.pipeline import known_with
from riwaya.records.incident import Incident
from riwaya.records.incidents import Incidents
from riwaya.resolving.claims import Knowledge
from riwaya.store.engine import for_people
from riwaya.store.facets import Bin, facets
from riwaya.store.incident_search import Order, find_incidents
from riwaya.store.query_forms import one_of
from riwaya.store.search import count, search
from riwaya.workspace import exporting
from riwaya.workspace.asked import facet_of
from riwaya.workspace.exporting import Source, Wish
from riwaya.workspace.filters import SCOPE, query_with
from riwaya.workspace.found_claims import FoundClaims
from riwaya.workspace.incidents import in_full
from riwaya.workspace.incidents import incident as incident_named
from riwaya.workspace.wishing import wish_with

if TYPE_CHECKING:
    import polars

    from riwaya.workspace.workspace import Workspace

#: Values of a facet at most.
BINS = 1000
log = logging.getLogger(__name__)


def find_claims(
    workspace: "Workspace", words: str | None, filters: Mapping[str, Any], **more: Any
) -> FoundClaims:
    """The claims that fit; `more`: sort, limit, offset."""
    with _asking(workspace) as (connection, known):
        query = query_with(words, filters, known, **more)
        found = search(connection, query)
        whole = not query.offset and len(found) < query.limit
        return FoundClaims(found, of=len(found) if whole else count(connection, query))


def count_claims(workspace: "Workspace", words: str | None, filters: Mapping[str, Any]) -> int:
    """How many claims fit."""
    with _asking(workspace) as (connection, known):
        return count(connection, query_with(words, filters, known))


def count_by(
    workspace: "Workspace", by: str, words: str | None, filters: Mapping[str, Any]
) -> list[Bin]:
    """How many claims fit, divided by event, actor, month and so on."""
    with _asking(workspace) as (connection, known):
        query = query_with(words, filters, known)
        return facets(connection, query, facet_of(by), limit=BINS)


def find_incidents_in_full(
    workspace: "Workspace",
    words: str | None,
    filters: Mapping[str, Any],
    *,
    sort: str,
    reviewed: bool,
    min_reports: int,
    **more: Any,
) -> Incidents:
    """The incidents of which a claim fits; `more`: limit, offset."""
    order = cast(Order, one_of(sort, get_args(Order), "order"))
    with _asking(workspace) as (connection, known):
        query = query_with(words, filters, known, **more)
        rows = find_incidents(connection, query, order=order, least_reports=min_reports)
        return Incidents(in_full(connection, rows, reviewed_only=reviewed))


def one_incident(workspace: "Workspace", name: str, *, reviewed: bool) -> Incident:
    """The incident with an id; raises BadInput where there is none."""
    with for_people(str(workspace.folder.path)):
        found = incident_named(workspace, name, reviewed_only=reviewed)
    if found is None:
        raise BadInput(f"{name}: no such incident; `incidents()` lists them")
    return found


def frame_of_claims(
    workspace: "Workspace", words: str | None, wanted: Mapping[str, Any]
) -> "polars.DataFrame":
    """The table of `riwaya export csv`, typed."""
    with _source(workspace, words, wanted) as source:
        columns: list[list[Any]] = [[] for _ in CLAIM_COLUMNS]
        for one in source.claims():
            row = claim_row(one)
            for name, column in zip(CLAIM_COLUMNS, columns, strict=True):
                column.append(row[name])
    return TYPES.frame(CLAIM_COLUMNS, columns)


def frame_of_incidents(
    workspace: "Workspace", words: str | None, wanted: Mapping[str, Any]
) -> "polars.DataFrame":
    """The properties of `riwaya export geojson`, typed."""
    with _source(workspace, words, wanted) as source:
        return incidents_frame.frame_of(source.incidents())


def export_into(
    workspace: "Workspace",
    form: str,
    path: Path,
    words: str | None,
    wanted: Mapping[str, Any],
) -> Written:
    """Write what fits into a file of another form; raises BadInput and MissingExtra."""
    chosen, known = form_named(form), known_with(workspace.folder.knowledge)
    wish = _wish(words, wanted, known, chosen)
    with for_people(str(workspace.folder.path)):
        written, _ = exporting.export(workspace, chosen, path, wish, known)
    log.info("%s: %d rows (%s)", path, written.rows, chosen.edition)
    return written


def _wish(
    words: str | None, wanted: Mapping[str, Any], known: Knowledge, form: Form | None = None
) -> Wish:
    """What keywords ask for: some are filters, the others say for whom and how much."""
    scope = {name: wanted[name] for name in SCOPE if name in wanted}
    filters = {name: value for name, value in wanted.items() if name not in SCOPE}
    return wish_with(query_with(words, filters, known), form, **scope)


@contextmanager
def _source(
    workspace: "Workspace", words: str | None, wanted: Mapping[str, Any]
) -> Iterator[Source]:
    with _asking(workspace) as (connection, known):
        yield Source(connection, _wish(words, wanted, known), known)


@contextmanager
def _asking(workspace: "Workspace") -> Iterator[tuple[Connection, Knowledge]]:
    """A connection, and the names that questions are understood by."""
    known = known_with(workspace.folder.knowledge)
    with workspace.engine.connect() as connection, for_people(str(workspace.folder.path)):
        yield connection, known
