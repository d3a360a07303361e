"""The last act of a kind about a thing: what an undo takes back."""

from typing import Any

import msgspec
from sqlalchemy import Connection, select

from riwaya.store.desk_tables import acts


def last_act(connection: Connection, act: str, about: str) -> dict[str, Any] | None:
    """The detail of the last act of a kind about something; None where there was none."""
    query = (
        select(acts.c.detail)
        .where(acts.c.act == act, acts.c.about == about)
        .order_by(acts.c.n.desc())
        .limit(1)
    )
    detail = connection.execute(query).scalar()
    return None if detail is None else msgspec.json.decode(detail)
