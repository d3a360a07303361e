"""Claims: found by the filters of `riwaya search`, or one by its key."""

from typing import Annotated

from fastapi import Path, Request
from msgspec import UNSET
from msgspec.structs import replace
from starlette.responses import Response

from riwaya.publishing.claims import hidden_of
from riwaya.store.claim_pages import ClaimPlace, claims_after
from riwaya.store.found import Found
from riwaya.store.query import Query, Sort
from riwaya.store.search import search
from riwaya.web.api.answering import answer
from riwaya.web.api.cursors import cursor_of, place_of
from riwaya.web.api.described import api_router, gives
from riwaya.web.api.filters import Claims, Cursor, next_of, same_order
from riwaya.web.api.records import ClaimItem, Page
from riwaya.web.desk import Desk, NotThere
from riwaya.web.routing import Here
from riwaya.web.sight import seen_claims
from riwaya.workspace.report_history import ReportHistory
from riwaya.workspace.wishes import seen_of

router = api_router()
Key = Annotated[str, Path(max_length=80)]


@router.get("/claims", **gives("ClaimPage"))
def claims(
    desk: Here, request: Request, query: Claims, sort: Sort = "confidence", cursor: Cursor = None
) -> Response:
    """Claims that fit every filter; of several values in one filter, any will do."""
    after = same_order(place_of(cursor, ClaimPlace), sort)

    def make() -> Page[ClaimItem]:
        found, end = claims_after(desk.connection, replace(query, sort=sort), after)
        items = [item_of(desk, one) for one in seen_claims(desk, found)]
        return Page(items=items, next=next_of(request, cursor_of(end) if end else None))

    return answer(desk, make)


@router.get("/claims/{report}/{claim}", **gives("ClaimItem", 404))
def claim(desk: Here, report: Key, claim: Key) -> Response:
    """One claim by its report's id and its own; the ETag is its `seen`, for `If-Match`."""
    query = Query(reports=(report,), reviews=("open", "accepted", "corrected", "rejected"),
                  limit=100_000)  # fmt: skip
    several = seen_claims(desk, search(desk.connection, query))
    found = next((one for one in several if one.claim == claim), None)
    if found is None:
        raise NotThere("there is no such claim")
    if desk.public:
        return answer(desk, lambda: item_of(desk, found))
    seen = _seen(desk, found)
    return answer(desk, lambda: item_of(desk, found, seen), etag=f'"{seen}"')


def item_of(desk: Desk, found: Found, seen: str | None = None) -> ClaimItem:
    """A found claim as the API says it."""
    one = found.decoded()
    return ClaimItem(
        key=f"{found.report}/{found.claim}",
        report=found.report,
        anchor=found.anchor or None,
        review=found.review,
        outlet=found.outlet,
        published=found.published,
        url=found.url,
        claim=one,
        seen=UNSET if seen is None else seen,
        hidden=hidden_of(one) if desk.public else UNSET,
    )


def _seen(desk: Desk, found: Found) -> str:
    standing = ReportHistory(desk.connection, found.report).standing
    return seen_of(standing[found.anchor])
