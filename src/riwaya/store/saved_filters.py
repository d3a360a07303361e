"""States of a page that people keep under a name: the query of its address."""

from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from riwaya.store.desk_tables import saved_filters

COLUMN = saved_filters.c


def saved_filters_of(connection: Connection, person: str, page: str) -> list[Row[Any]]:
    """A person's filters for a page (rows with n, name, query), by name."""
    chosen = select(saved_filters).where(COLUMN.person == person, COLUMN.page == page)
    return list(connection.execute(chosen.order_by(COLUMN.name)))


def save_filter(
    connection: Connection, person: str, page: str, name: str, query: str, now: str
) -> str | None:
    """Keep a filter; one of that name is replaced, and its query is returned."""
    same = (COLUMN.person == person, COLUMN.page == page, COLUMN.name == name)
    before = connection.execute(select(COLUMN.query).where(*same)).scalar()
    if before is not None:
        changed = update(saved_filters).where(*same).values(query=query, made_at=now)
        connection.execute(changed)
        return str(before)
    row = {"person": person, "page": page, "name": name, "query": query, "made_at": now}
    connection.execute(insert(saved_filters).values(**row))
    return None


def forget_filter(connection: Connection, person: str, page: str, n: int) -> Row[Any] | None:
    """Take a person's filter away by its number; the row as it was, None where there is none."""
    same = (COLUMN.person == person, COLUMN.page == page, COLUMN.n == n)
    row = connection.execute(select(saved_filters).where(*same)).one_or_none()
    if row is not None:
        connection.execute(delete(saved_filters).where(*same))
    return row
