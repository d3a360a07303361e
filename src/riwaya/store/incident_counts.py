"""What stands behind incidents, in numbers: claims, how many of them reviewed, outlets."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, case, func, select

from riwaya.store.fusion_tables import telling_claims, tellings
from riwaya.store.tables import claims


class Behind(msgspec.Struct, frozen=True):
    """`reviewed` of `claims` have been accepted or corrected; rejected ones aren't counted."""

    claims: int = 0
    reviewed: int = 0
    outlets: int = 0


def behind(connection: Connection, numbers: Sequence[int]) -> dict[int, Behind]:
    """The numbers behind incidents, by the number of their row; for the few of one page."""
    row = claims.c
    reviewed = case((row.review.in_(("accepted", "corrected")), 1), else_=0)
    query = (
        select(
            tellings.c.incident_n,
            func.count(),
            func.sum(reviewed),
            func.count(row.outlet.distinct()),
        )
        .select_from(tellings)
        .join(telling_claims, telling_claims.c.telling_n == tellings.c.n)
        .join(claims, claims.c.n == telling_claims.c.claim_n)
        .where(tellings.c.incident_n.in_(numbers), row.review != "rejected")
        .group_by(tellings.c.incident_n)
    )
    return {
        n: Behind(count, done, outlets) for n, count, done, outlets in connection.execute(query)
    }
