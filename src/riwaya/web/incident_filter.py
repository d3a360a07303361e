"""What an address asks of the incidents: claims that they rest on, when and where they were."""

from typing import get_args

import msgspec

from riwaya.publishing.profile import REVIEWED
from riwaya.store.incident_extent import ANYWHERE, Extent
from riwaya.store.incident_search import Order
from riwaya.store.query import Query
from riwaya.store.query_forms import one_of
from riwaya.web.desk import Desk
from riwaya.web.filters import Params, asked, box_of, number_of, page_of
from riwaya.web.sight import seen_query

PER_PAGE = 25
ORDERS: tuple[Order, ...] = get_args(Order)
#: As many reports as anybody asks for.
MOST_REPORTS = 10_000


class Asked(msgspec.Struct, frozen=True):
    """A page of incidents.

    `query` is what one of the claims must satisfy, without its times and box, which `extent` asks
    of the incident itself; `claims` has them, for counting claims.
    """

    query: Query
    claims: Query
    extent: Extent = ANYWHERE
    order: Order = "reports"
    least: int = 1
    reviewed: bool = False
    page: int = 1

    @property
    def everything(self) -> bool:
        """Whether nothing at all is left out."""
        bare = msgspec.structs.replace(self.query, limit=0, offset=0)
        return bare == Query(limit=0) and self.extent == ANYWHERE and self.least == 1

    def without_time(self) -> "Asked":
        """The same at any time."""
        bare = msgspec.structs.replace(self.extent, since=None, until=None)
        return msgspec.structs.replace(self, extent=bare)

    def without_box(self) -> "Asked":
        """The same anywhere, but for what its claims say of places."""
        return msgspec.structs.replace(self, extent=msgspec.structs.replace(self.extent, box=None))


def asked_incidents(desk: Desk, params: Params) -> Asked:
    """What an address asks for; raises BadInput."""
    claims = asked(params, desk.known, limit=PER_PAGE, sorted_so=False)
    claims = seen_query(desk, claims, params.get("words", ""))
    reviewed = bool(params.get("reviewed")) and not desk.public
    if reviewed:
        claims = msgspec.structs.replace(claims, reviews=tuple(sorted(REVIEWED)))
    box = box_of(params.get("within"))
    within = () if box else claims.within
    return Asked(
        query=msgspec.structs.replace(claims, since=None, until=None, within=within),
        claims=claims,
        extent=Extent(claims.since, claims.until, box.bounds if box else None),
        order=one_of(params.get("sort") or "reports", ORDERS, "order"),
        least=number_of(params, "least", 1, MOST_REPORTS),
        reviewed=reviewed,
        page=page_of(params),
    )  # fmt: skip
