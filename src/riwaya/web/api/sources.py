"""Origins: who said how much."""

import msgspec
from fastapi import Request
from starlette.responses import Response

from riwaya.web.api.answering import answer
from riwaya.web.api.cursors import cursor_of, place_of
from riwaya.web.api.described import api_router, gives
from riwaya.web.api.filters import LIMIT, Cursor, Limit, next_of
from riwaya.web.api.records import Page, SourceItem
from riwaya.web.pages.sources import sources_here
from riwaya.web.routing import Here

router = api_router()


class SourcePlace(msgspec.Struct, frozen=True, array_like=True):
    """Where a page ended."""

    claims: int
    key: str


@router.get("/sources", **gives("SourcePage"))
def sources(desk: Here, request: Request, limit: Limit = LIMIT, cursor: Cursor = None) -> Response:
    """Origins, those with most claims first."""
    after = place_of(cursor, SourcePlace)

    def make() -> Page[SourceItem]:
        every = sorted(sources_here(desk).values(), key=lambda one: (-one.claims, one.key))
        rest = [
            one
            for one in every
            if after is None or (-one.claims, one.key) > (-after.claims, after.key)
        ]
        shown, more = rest[:limit], len(rest) > limit
        end = cursor_of(SourcePlace(shown[-1].claims, shown[-1].key)) if more else None
        items = [
            SourceItem(key=o.key, kind=o.kind, name=o.name, entity=o.entity, claims=o.claims)
            for o in shown
        ]
        return Page(items=items, next=next_of(request, end))

    return answer(desk, make)
