"""Incidents: listed, on a map, and one in full."""

from typing import Annotated, Any

from fastapi import Path, Request
from fastapi import Query as Asked
from starlette.responses import Response

from riwaya.records.incident import Incident
from riwaya.store.incident_pages import (
    IncidentMark,
    IncidentPlace,
    incidents_after,
    place_of_mark,
)
from riwaya.store.incident_search import Order, incident_named
from riwaya.web.api.answering import answer
from riwaya.web.api.cursors import cursor_of, place_of
from riwaya.web.api.described import api_router, gives
from riwaya.web.api.filters import Claims, Cursor, next_of, same_order
from riwaya.web.api.records import Feature, FeatureCollection, IncidentItem, Page, Point
from riwaya.web.desk import Desk, NotThere
from riwaya.web.routing import Here
from riwaya.web.sight import incident_here, seen_rows
from riwaya.web.whole_incidents import whole_here
from riwaya.workspace.incidents import with_grade

router = api_router()
GEOJSON = "application/geo+json"
Least = Annotated[int, Asked(ge=1, le=10_000, description="Only of so many reports or more.")]


@router.get("/incidents", **gives("IncidentPage"))
def incidents(
    desk: Here, request: Request, query: Claims, sort: Order = "newest", least: Least = 1,
    cursor: Cursor = None,
) -> Response:  # fmt: skip
    """Incidents of which a claim fits the filters."""

    def make() -> Page[IncidentItem]:
        items, end = _page(desk, query, sort, least, cursor)
        return Page(items=items, next=next_of(request, end))

    return answer(desk, make)


@router.get("/incidents.geojson", **gives("FeatureCollection", kind=GEOJSON))
def geojson(
    desk: Here, request: Request, query: Claims, sort: Order = "newest", least: Least = 1,
    cursor: Cursor = None,
) -> Response:  # fmt: skip
    """The same as GeoJSON; a point's uncertainty is `radius_km`."""

    def make() -> FeatureCollection:
        items, end = _page(desk, query, sort, least, cursor)
        features = [Feature(id=one.id, geometry=_point(one), properties=one) for one in items]
        return FeatureCollection(features=features, next=next_of(request, end))

    return answer(desk, make, kind=GEOJSON)


@router.get("/incidents/{id_}", **gives("Incident", 404))
def incident(desk: Here, id_: Annotated[str, Path(max_length=40)]) -> Response:
    """One incident in full; an id that it once had finds it too."""
    found = incident_here(desk, id_) if desk.public else _whole(desk, id_)
    if found is None:
        raise NotThere("there is no such incident")
    return answer(desk, lambda: found)


def _whole(desk: Desk, id_: str) -> Incident | None:
    row = incident_named(desk.connection, id_)
    whole = None if row is None else whole_here(desk, row, reviewed_only=False)
    if row is None or whole is None:
        return None
    return with_grade(desk.connection, row, whole.incident)


def _page(
    desk: Desk, query: Any, sort: Order, least: int, cursor: str | None
) -> tuple[list[IncidentItem], str | None]:
    after = _place(desk, sort, cursor)
    rows, end = incidents_after(desk.connection, query, sort, after, least_reports=least)
    items = [_item(row) for row in seen_rows(desk, rows)]
    return items, _cursor(desk, end) if end else None


def _place(desk: Desk, sort: Order, cursor: str | None) -> IncidentPlace | None:
    if desk.public:
        return place_of_mark(desk.connection, place_of(cursor, IncidentMark), sort)
    return same_order(place_of(cursor, IncidentPlace), sort)


def _cursor(desk: Desk, end: IncidentPlace) -> str:
    return cursor_of(IncidentMark(end.order, end.id) if desk.public else end)


def _item(row: Any) -> IncidentItem:
    return IncidentItem(
        id=row.id, events=row.events.split(), place=row.place, place_entity=row.place_entity,
        lat=row.lat, lon=row.lon, radius_km=row.radius_km, day_from=row.day_from,
        day_to=row.day_to, killed_low=row.killed_low, killed_high=row.killed_high,
        reports=row.reports, claims=row.claims,
    )  # fmt: skip


def _point(one: IncidentItem) -> Point | None:
    if one.lat is None or one.lon is None:
        return None
    return Point(coordinates=(one.lon, one.lat))
