"""Search: the claims that fit, how they divide up, and the same as files."""

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count as count_up
from typing import Any, get_args

import msgspec
from fastapi import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from riwaya.export.screen.table import BYTE_ORDER_MARK, csv_header
from riwaya.store.facets import Bin
from riwaya.store.found import Found
from riwaya.store.query import Facet, Query, Sort
from riwaya.store.search import count, search
from riwaya.web.desk import Desk
from riwaya.web.filter_options import called, entity_names, offered
from riwaya.web.filters import Params, asked, chips, given_of, link, page_of, tidy
from riwaya.web.result_view import results_of
from riwaya.web.routing import Here, page_router
from riwaya.web.saved import saved_here, saved_router
from riwaya.web.sight import seen_bins, seen_claims, seen_query
from riwaya.workspace.found_forms import found_csv, found_form

PATH, NAME = "/search", "search"
router = page_router()
router.include_router(saved_router(PATH, NAME))
PER_PAGE = 20
SORTS: tuple[Sort, ...] = get_args(Sort)
#: What claims are counted by, and the filter that a value of it becomes.
FACETS: dict[Facet, str] = {
    "event": "event", "source": "source", "actor": "actor", "place": "place", "outlet": "outlet",
    "month": "since", "stance": "stance", "review": "review",
}  # fmt: skip
#: Values of a facet, and months, that are shown.
VALUES, MONTHS = 10, 240
#: Claims that a download takes out of the database at a time.
AT_ONCE = 500


@router.get(PATH)
def page(desk: Here, request: Request) -> Response:
    """The claims of an address, a page of them."""
    params = request.query_params
    if (shorter := tidy(PATH, params)) is not None:
        return RedirectResponse(shorter, 303)
    query = _query(desk, params)
    number = _count(desk, query)
    found = desk.remembered(("search", query), lambda: _found(desk, query))
    results = desk.remembered(("results", query), lambda: results_of(desk, found, query))
    at = page_of(params)
    return desk.page(
        "search.html", params=params, options=offered(desk.language), sorts=SORTS,
        chips=chips(PATH, params, called(desk, params)), results=results, count=number,
        first=query.offset + 1, last=query.offset + len(results),
        before=link(PATH, params, page=at - 1) if at > 1 else None,
        after=link(PATH, params, page=at + 1) if query.offset + PER_PAGE < number else None,
        files={kind: link(f"{PATH}.{kind}", params) for kind in ("csv", "json")},
        facets_at=link(f"{PATH}/facets", params), filtered=bool(given_of(params)),
        saved=saved_here(desk, NAME), here=link("", params, page=None).removeprefix("?"),
    )  # fmt: skip


@router.get(f"{PATH}/facets")
def divided(desk: Here, request: Request) -> Response:
    """How the claims of an address divide up: asked for when the page stands."""
    params = request.query_params
    query = msgspec.structs.replace(_query(desk, params), sort="confidence", offset=0)
    number = _count(desk, query)
    bins = desk.remembered(
        ("facets", query),
        lambda: {by: _bins(desk, query, by) for by in FACETS},
    )
    names = entity_names(
        desk,
        [one.value for by in ("source", "actor", "place") for one in bins.get(by, ()) if one.value],
    )
    values: dict[str, Any] = {
        "bins": bins,
        "names": names,
        "count": number,
        "narrowed": _narrowing(params),
    }
    if request.headers.get("hx-request"):
        return desk.part("search_facets.html", **values)
    return desk.page("search_facets_page.html", back=link(PATH, params), **values)


@router.get(f"{PATH}.csv")
def as_csv(desk: Here, request: Request) -> Response:
    """All claims of an address as a table; no cell of it is a formula."""
    query = _query(desk, request.query_params)

    def lines() -> Iterator[str]:
        yield BYTE_ORDER_MARK + csv_header()
        for one in _every(desk, query):
            yield found_csv(one)

    return _file(lines(), "text/csv; charset=utf-8", "csv")


@router.get(f"{PATH}.json")
def as_json(desk: Here, request: Request) -> Response:
    """All claims of an address in the specification's form, as `riwaya search --json`."""
    query = _query(desk, request.query_params)

    def pieces() -> Iterator[bytes]:
        between = b"[\n"
        for one in _every(desk, query):
            yield between + msgspec.json.encode(found_form(one))
            between = b",\n"
        yield b"[]\n" if between == b"[\n" else b"\n]\n"

    return _file(pieces(), "application/json", "json")


def _query(desk: Desk, params: Params) -> Query:
    return seen_query(desk, asked(params, desk.known, limit=PER_PAGE), params.get("words") or "")


def _count(desk: Desk, query: Query) -> int:
    whatever = msgspec.structs.replace(query, sort="confidence", offset=0, limit=PER_PAGE)
    return desk.remembered(("count", whatever), lambda: count(desk.connection, whatever))


def _found(desk: Desk, query: Query) -> list[Found]:
    return seen_claims(desk, search(desk.connection, query))


def _bins(desk: Desk, query: Query, by: Facet) -> list[Bin]:
    return seen_bins(desk, query, by, _most(by))


def _most(by: Facet) -> int:
    return MONTHS if by == "month" else VALUES


def _narrowing(params: Params) -> Callable[[Facet, Bin], str | None]:
    """The address with a value of a facet as a further filter; None where that says nothing new."""

    def narrowed(by: Facet, one: Bin) -> str | None:
        if one.value is None:
            return None
        if by == "month":
            return link(PATH, params, since=one.value, until=one.value)
        name = FACETS[by]
        held = [value for value in params.getlist(name) if value.strip()]
        return None if one.value in held else link(PATH, params, **{name: [one.value]})

    return narrowed


def _every(desk: Desk, query: Query) -> Iterator[Found]:
    """All claims of a query, a stretch at a time, over a connection of its own."""
    with closing(desk), desk.workspace.engine.connect() as connection:
        for offset in count_up(0, AT_ONCE):
            part = msgspec.structs.replace(query, limit=AT_ONCE, offset=offset)
            found = search(connection, part)
            yield from seen_claims(desk, found)
            if len(found) < AT_ONCE:
                return


def _file(pieces: Iterator[str] | Iterator[bytes], kind: str, ending: str) -> Response:
    name = f'attachment; filename="riwaya-claims.{ending}"'
    return StreamingResponse(pieces, media_type=kind, headers={"Content-Disposition": name})
