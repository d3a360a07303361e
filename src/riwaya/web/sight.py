"""What may be seen: everything at the desk, the publishing profile where it is public."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Row

from riwaya.publishing.outlines import Outlined
from riwaya.publishing.profile import Profile
from riwaya.publishing.reports import Private
from riwaya.records.incident import Incident
from riwaya.store.facets import Bin, facets
from riwaya.store.found import Found
from riwaya.store.incident_search import incident_named
from riwaya.store.query import Facet, Query
from riwaya.web.desk import Desk
from riwaya.web.memory import Memory
from riwaya.workspace.coarse_places import coarse_at
from riwaya.workspace.public_questions import public_bins, public_query
from riwaya.workspace.publishing import Publisher

#: Of each report and incident something is remembered, by the workspace's state.
SEEN, MOST = "seen", 100_000


def publisher_of(desk: Desk) -> Publisher:
    """The publishing profile of a public desk, over its tables."""
    profile = Profile(reviewed_only=not desk.config.unreviewed)
    return desk.office.memory.recall("publisher", lambda: Publisher(desk.known, profile))


def _recall(desk: Desk) -> Callable[[Hashable, Callable[[], Any]], Any]:
    memory = desk.office.memory.recall(SEEN, lambda: Memory(MOST))
    return lambda key, make: memory.recall((desk.state, key), make)


def seen_claims(desk: Desk, founds: Sequence[Found]) -> list[Found]:
    """Claims as the person may see them; those that they may not see are left out."""
    if not desk.public:
        return list(founds)
    return publisher_of(desk).founds(desk.connection, founds, _recall(desk))


def incident_here(desk: Desk, name: str) -> Incident | None:
    """The published incident with an id, without making the whole one first."""

    def make() -> Incident | None:
        row = incident_named(desk.connection, name)
        if row is None:
            return None
        several = publisher_of(desk).incidents(desk.connection, [row], _recall(desk))
        return next(several, None)

    return desk.remembered((SEEN, "incident", name), make)


def seen_private(desk: Desk, report: str) -> Private:
    """The private names of a report."""
    return publisher_of(desk).privates(desk.connection, [report], _recall(desk))[report]


def seen_rows(desk: Desk, rows: Sequence[Row[Any]]) -> Sequence[Row[Any] | Outlined]:
    """Rows of incidents, for lists and maps, as the person may see them."""
    if not desk.public:
        return rows
    return publisher_of(desk).outlines(desk.connection, rows, _recall(desk))


def seen_query(desk: Desk, query: Query, words: str = "") -> Query:
    """A query as the person may ask it; `words` are those typed. Raises BadInput."""
    if not desk.public:
        return query
    query = public_query(query, publisher_of(desk), desk.connection, words)
    return replace(query, without=_coarse_at(desk, query.places))


def seen_bins(desk: Desk, query: Query, by: Facet, most: int) -> list[Bin]:
    """The `most` values that most claims of a query have, as the person may see them."""
    bins = facets(desk.connection, query, by, most)
    if not desk.public:
        return bins
    if by == "place":
        looked_at = {one.value for one in bins if one.value is not None}
        coarse = _coarse_at(desk, looked_at)
        query = replace(query, without=tuple(sorted({*query.without, *coarse})))
        anew = facets(desk.connection, query, by, most) if coarse else bins
        bins = [one for one in anew if one.value in looked_at]
    return public_bins(by, bins, publisher_of(desk), desk.connection)


def _coarse_at(desk: Desk, entities: Iterable[str]) -> tuple[int, ...]:
    """The numbers of the claims that are published coarser than these places."""
    recall = _recall(desk)
    found: set[int] = set()
    for entity in entities:

        def make(entity: str = entity) -> frozenset[int]:
            return coarse_at(desk.connection, publisher_of(desk), [entity])

        found |= recall(("coarse at", entity), make)
    return tuple(sorted(found))
