"""What people who program ask of a workspace: claims, counts, incidents, frames, exports."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args

from sqlalchemy import Connection

from riwaya.errors import BadInput
from riwaya.export.claims.tables import CLAIM_COLUMNS, claim_row
from riwaya.export.forms.exported import Written
from riwaya.export.forms.registry import form_named
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
from riwaya.workspace.filters import query_with
from riwaya.workspace.found_claims import FoundClaims
from riwaya.workspace.incidents import in_full
from riwaya.workspace.incidents import incident as incident_named

if TYPE_CHECKING:
    import polars

    from riwaya.workspace.workspace import Workspace

#: Values of a facet at most.
BINS = 1000
log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom it is for, and how much of it: see `riwaya export`; `limit` 0 is all."""

    public: bool = False
    unreviewed: bool = False
    reviewed: bool = False
    limit: int = 0

    def wish(self, words: str | None, filters: Mapping[str, Any], known: Knowledge) -> Wish:
        """What an export is asked for; raises BadInput for what excludes each other."""
        if self.unreviewed and self.reviewed:
            raise BadInput("reviewed and unreviewed exclude each other")
        return Wish(
            query_with(words, filters, known),
            public=self.public,
            unreviewed=self.unreviewed,
            reviewed_only=self.reviewed,
            limit=self.limit or None,
        )


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
    workspace: "Workspace", words: str | None, filters: Mapping[str, Any], scope: Scope
) -> "polars.DataFrame":
    """The table of `riwaya export csv`, typed."""

    def gathered(source: Source) -> "polars.DataFrame":
        columns: list[list[Any]] = [[] for _ in CLAIM_COLUMNS]
        for one in source.claims():
            row = claim_row(one)
            for name, column in zip(CLAIM_COLUMNS, columns, strict=True):
                column.append(row[name])
        return TYPES.frame(CLAIM_COLUMNS, columns)

    return _of_source(workspace, words, filters, scope, gathered)


def frame_of_incidents(
    workspace: "Workspace", words: str | None, filters: Mapping[str, Any], scope: Scope
) -> "polars.DataFrame":
    """The properties of `riwaya export geojson`, typed."""

    def gathered(source: Source) -> "polars.DataFrame":
        return incidents_frame.frame_of(source.incidents())

    return _of_source(workspace, words, filters, scope, gathered)


def export_into(
    workspace: "Workspace",
    form: str,
    path: Path,
    words: str | None,
    filters: Mapping[str, Any],
    scope: Scope,
) -> Written:
    """Write what fits into a file of another form; raises BadInput and MissingExtra."""
    chosen, known = form_named(form), known_with(workspace.folder.knowledge)
    wish = scope.wish(words, filters, known)
    with for_people(str(workspace.folder.path)):
        written, _ = exporting.export(workspace, chosen, path, wish, known)
    log.info("%s: %d rows (%s)", path, written.rows, chosen.edition)
    return written


def _of_source(
    workspace: "Workspace",
    words: str | None,
    filters: Mapping[str, Any],
    scope: Scope,
    make: Callable[[Source], T],
) -> T:
    with _asking(workspace) as (connection, known):
        return make(Source(connection, scope.wish(words, filters, known), known))


@contextmanager
def _asking(workspace: "Workspace") -> Iterator[tuple[Connection, Knowledge]]:
    """A connection, and the names that questions are understood by."""
    known = known_with(workspace.folder.knowledge)
    with workspace.engine.connect() as connection, for_people(str(workspace.folder.path)):
        yield connection, known
