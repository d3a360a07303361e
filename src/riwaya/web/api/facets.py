"""How claims divide up."""

from typing import Annotated

import msgspec
from fastapi import Query as Asked
from starlette.responses import Response

from riwaya.store.query import Facet
from riwaya.store.search import count
from riwaya.web.api.answering import answer
from riwaya.web.api.described import api_router, gives
from riwaya.web.api.filters import Claims
from riwaya.web.api.records import Facets, FacetValue
from riwaya.web.routing import Here
from riwaya.web.sight import seen_bins

router = api_router()


@router.get("/facets", **gives("Facets"))
def facets(
    desk: Here, query: Claims, by: Annotated[Facet, Asked(description="What to count by.")]
) -> Response:
    """The most frequent values of what fits the filters, `limit` of them; months in their order."""

    def make() -> Facets:
        bins = seen_bins(desk, query, by, query.limit)
        number = count(desk.connection, msgspec.structs.replace(query, limit=1, offset=0))
        values = [FacetValue(value=one.value, name=one.name, count=one.count) for one in bins]
        return Facets(by=by, claims=number, values=values)

    return answer(desk, lambda: desk.remembered(("api", "facets", by, query), make))
