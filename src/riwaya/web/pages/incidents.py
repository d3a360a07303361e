"""Incidents: list, map and timeline of one filter; facets; filters kept under a name.

Its addresses come before `/incidents/{id}` in the table of routes.
"""

from dataclasses import dataclass
from typing import Any

import msgspec
from fastapi import Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from riwaya.errors import BadInput
from riwaya.store.facets import Bin
from riwaya.store.query import Facet
from riwaya.store.query import Query as ClaimQuery
from riwaya.web.desk import Desk, NotThere
from riwaya.web.filter_options import called, entity_names, offered
from riwaya.web.filters import Params, chips, link, tidy
from riwaya.web.incident_filter import ORDERS, PER_PAGE, Asked, asked_incidents
from riwaya.web.incident_rows import about_of, count_of, points_of, rows_of
from riwaya.web.routing import Here, page_router
from riwaya.web.saved import saved_here, saved_router
from riwaya.web.sight import seen_bins

router = page_router()
PATH, PAGE = "/incidents", "incidents"
router.include_router(saved_router(PATH, PAGE))
#: What can be counted by, and the filter that a value of it goes to.
FACETS: dict[str, Facet] = {
    "event": "event", "place": "place", "actor": "actor", "source": "source", "outlet": "outlet",
    "month": "month",
}  # fmt: skip
CLEARED: dict[str, dict[str, Any]] = {
    "event": {"events": ()},
    "place": {"places": ()},
    "source": {"sources": (), "source_words": ()},
    "outlet": {"outlets": ()},
    "month": {"since": None, "until": None},
}
#: In the published view: nothing that only some words tell.
PUBLISHED = ("event", "actor", "outlet", "month")
VALUES = 15


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet: what it is called, of how many claims, the address with it or without."""

    shown: str
    count: int
    href: str | None
    active: bool


@router.get(PATH)
def incidents(request: Request, desk: Here) -> Response:
    """The list; asked for by our script, only what changes with the filter."""
    params = request.query_params
    if address := tidy(PATH, params):
        return RedirectResponse(address, 303)
    values: dict[str, Any] = {
        "params": params,
        "path": PATH,
        "facets": _facets_here(desk),
        "orders": ORDERS,
    }
    values |= {"chips": chips(PATH, params, called(desk, params)), "link": _linked(params)}
    values |= {"options": offered(desk.language), "saved": saved_here(desk, PAGE)}
    values |= {"here": link(PATH, params, page=params.get("page"))}
    try:
        asked = asked_incidents(desk, params)
        values |= {"asked": asked, "problem": None} | _listed(desk, asked, params)
        status = 200
    except BadInput as error:
        values |= {"asked": None, "problem": str(error), "rows": None, "count": 0}
        status = 400
    show = desk.part if request.headers.get("hx-request") else desk.page
    name = "incidents_part.html" if request.headers.get("hx-request") else "incidents.html"
    return show(name, status, **values)


def _listed(desk: Desk, asked: Asked, params: Params) -> dict[str, Any]:
    count = count_of(desk, asked)
    last = asked.page * PER_PAGE
    return {
        "rows": desk.remembered(
            ("incidents", "list", asked, desk.language), lambda: _list(desk, asked)
        ),
        "count": count,
        "first": last - PER_PAGE + 1,
        "last": min(last, count),
        "before": link(PATH, params, page=asked.page - 1) if asked.page > 1 else None,
        "after": link(PATH, params, page=asked.page + 1) if last < count else None,
    }


def _list(desk: Desk, asked: Asked) -> Markup | None:
    """The rows as HTML, escaped by their template."""
    rows = rows_of(desk, asked)
    if not rows:
        return None
    first = (asked.page - 1) * PER_PAGE + 1
    values = {"rows": rows, "asked": asked, "first": first, "path": PATH}
    return Markup(desk.office.templates.render("incident_list.html", desk, values))  # noqa: S704


def _linked(params: Params) -> Any:
    return lambda **changes: link(PATH, params, **changes)


@router.get(f"{PATH}/points")
def points(request: Request, desk: Here) -> Response:
    """The same filter's incidents as JSON for the map and the timeline."""
    asked = asked_incidents(desk, request.query_params)
    return Response(points_of(desk, asked), media_type="application/json")


@router.get(f"{PATH}/about/{{name}}")
def about(request: Request, desk: Here, name: str) -> Response:
    """What takes longer to find out of an incident of the list: origins, grade."""
    reviewed = bool(request.query_params.get("reviewed"))
    one = about_of(desk, name, reviewed_only=reviewed)
    return desk.part("incident_about.html", one=one)


def _facets_here(desk: Desk) -> list[str]:
    return [name for name in FACETS if not desk.public or name in PUBLISHED]


@router.get(PATH + "/facets/{by}")
def facet(request: Request, desk: Here, by: str) -> Response:
    """How many claims of the filter have which value."""
    if by not in _facets_here(desk):
        raise NotThere(desk.t("incidents.no_facet"))
    params = request.query_params
    asked = asked_incidents(desk, params)
    query = _without(asked.claims, by)
    key = ("incidents", "facet", by, query)
    bins = desk.remembered(key, lambda: _bins(desk, query, by))
    values = list(_values(desk, params, by, bins))
    show = desk.part if request.headers.get("hx-request") else desk.page
    name = "facet_values.html" if request.headers.get("hx-request") else "facet.html"
    return show(name, values=values, by=by, back=link(PATH, params))


def _bins(desk: Desk, query: ClaimQuery, by: str) -> list[Bin]:
    return seen_bins(desk, query, FACETS[by], VALUES)


def _without(query: ClaimQuery, by: str) -> ClaimQuery:
    """The query without the filter that the facet's values go to, for any of them will do.

    Actors stay: each of several must take part.
    """
    return msgspec.structs.replace(query, limit=1, offset=0, **CLEARED.get(by, {}))


def _values(desk: Desk, params: Params, by: str, bins: list[Bin]) -> Any:
    named = by in {"place", "actor", "source"}
    names = entity_names(desk, [one.value for one in bins if one.value]) if named else {}
    for one in bins:
        if one.value is None:
            shown = desk.t("incidents.own_voice" if by == "source" else "incidents.none_said")
            yield Value(shown, one.count, None, active=False)
        elif by == "month":
            active = params.get("since") == one.value == params.get("until")
            both = None if active else one.value
            yield Value(one.value, one.count, link(PATH, params, since=both, until=both), active)
        else:
            shown = (
                desk.words.event(one.value) if by == "event" else names.get(one.value, one.value)
            )
            active = one.value in params.getlist(by)
            yield Value(shown, one.count, _turned(params, by, one.value, active=active), active)


def _turned(params: Params, by: str, value: str, *, active: bool) -> str:
    """The address with a value, or without it where it is in force."""
    others = [other for other in params.getlist(by) if other != value]
    return link(PATH, params, **{by: others if active else [*others, value]})
