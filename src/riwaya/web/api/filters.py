"""The filters of a question, as FastAPI describes them: those of `riwaya search`."""

from typing import Annotated, Any

import msgspec
from fastapi import Depends, Request
from fastapi import Query as Asked
from starlette.datastructures import QueryParams

from riwaya.errors import BadInput
from riwaya.records.decision import Review
from riwaya.records.terms import Event, Polarity, Reality, Stance
from riwaya.store.query import Query
from riwaya.web.api.cursors import Place
from riwaya.web.filters import FILTERS, LONGEST, MOST_VALUES, given_of
from riwaya.web.routing import Here
from riwaya.web.sight import seen_query
from riwaya.workspace.asked import query_of

#: Rows of a page.
LIMIT, MOST = 50, 500
Limit = Annotated[int, Asked(ge=1, le=MOST, description="Rows of a page.")]
Cursor = Annotated[
    str | None, Asked(max_length=600, description="Where the page before ended: from its `next`.")
]
One = Annotated[str | None, Asked(max_length=LONGEST)]
Many = Annotated[list[str], Asked(max_length=MOST_VALUES)]


def claim_query(
    desk: Here,
    words: One = None,
    in_text: One = None,
    event: Annotated[list[Event], Asked()] = [],  # noqa: B006 (FastAPI copies it)
    actor: Many = [],  # noqa: B006
    place: Many = [],  # noqa: B006
    source: Many = [],  # noqa: B006
    origin_only: bool = False,  # noqa: FBT001, FBT002
    outlet: Many = [],  # noqa: B006
    near: One = None,
    within: One = None,
    since: One = None,
    until: One = None,
    published_since: One = None,
    published_until: One = None,
    number: Many = [],  # noqa: B006
    stance: Annotated[list[Stance], Asked()] = [],  # noqa: B006
    polarity: Polarity | None = None,
    reality: Annotated[list[Reality], Asked()] = [],  # noqa: B006
    review: Annotated[list[Review], Asked()] = [],  # noqa: B006
    min_confidence: One = None,
    report: Many = [],  # noqa: B006
    limit: Limit = LIMIT,
) -> Query:
    """The query of an address; raises BadInput for what can't be understood."""
    several = {name: value for name, value in locals().items() if name in FILTERS and value}
    given = given_of(_params(several))
    query = query_of(given | {"limit": limit}, desk.known)
    return seen_query(desk, query, words or "")


def _params(several: dict[str, Any]) -> QueryParams:
    """Typed values as an address has them."""
    return QueryParams(
        [
            (name, "1" if value is True else str(value))
            for name, values in several.items()
            for value in (values if isinstance(values, list) else [values])
        ]
    )


Claims = Annotated[Query, Depends(claim_query)]


def next_of(request: Request, cursor: str | None) -> str | None:
    """The address of the page behind, of this address and the cursor."""
    if cursor is None:
        return None
    url = request.url.include_query_params(cursor=cursor)
    return f"{url.path}?{url.query}"


def same_order(found: Place | None, wanted: str) -> Place | None:
    """The place of a cursor, if it is of this order; raises BadInput."""
    if found is not None and wanted not in msgspec.to_builtins(found)[:1]:
        raise BadInput("the cursor is of another order; take it from `next` as it stands")
    return found
