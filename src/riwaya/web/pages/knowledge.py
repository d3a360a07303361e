"""Knowledge: what a name resolves to and why; the tables; one actor, person, office or place."""

from typing import Annotated
from urllib.parse import quote

from fastapi import Query
from starlette.responses import RedirectResponse, Response

from riwaya.ingest.facts import checked_published
from riwaya.web.desk import Desk, NotThere
from riwaya.web.filters import LAST_PAGE
from riwaya.web.knowledge_view import entity_values, inside, meanings, where
from riwaya.web.pages import knowledge_changes
from riwaya.web.routing import Here, page_router
from riwaya.web.tables_view import TABLES, Entry, Table, entries, kinds_of, table_of
from riwaya.workspace.own_rows import own_rows, state_of
from riwaya.workspace.reread_some import mentioning

router = page_router()
# Before the paths that take any name for a table's.
router.include_router(knowledge_changes.router)
PER_PAGE = 50
LONGEST = 300
#: Letters of the sentence around a name.
CONTEXT = 2_000


@router.get("/knowledge")
def look_up(
    desk: Here,
    name: Annotated[str, Query(max_length=LONGEST)] = "",
    context: Annotated[str, Query(max_length=CONTEXT)] = "",
    date: Annotated[str, Query(max_length=30)] = "",
) -> Response:
    """What a name resolves to, with or without a sentence around it."""
    inside(desk)
    name, day = name.strip(), date.strip()
    day = checked_published(day, "date") if day else ""
    found = meanings(desk, name, context, day or None) if name else []
    tables = {table: _count(desk, table) for table in TABLES}
    return desk.page(
        "knowledge.html", name=name, context=context, date=date, meanings=found, tables=tables,
        own=len(own_rows(desk.workspace.folder.path)),
    )  # fmt: skip


def _count(desk: Desk, table: Table) -> int:
    return desk.remembered(("table", table), lambda: len(entries(table, desk.known)))


@router.get("/knowledge/own")
def own(desk: Here, name: Annotated[list[str] | None, Query(max_length=60)] = None) -> Response:
    """The rows that people have added; `name` are names that have just been changed."""
    inside(desk)
    folder = desk.workspace.folder.path
    names = [one[:LONGEST] for one in name or () if one.strip()]
    return desk.page(
        "own_rows.html", rows=own_rows(folder), seen=state_of(folder), changed=names,
        where=lambda entity: where(desk, entity),
    )  # fmt: skip


@router.get("/knowledge/affected")
def affected(desk: Here, name: Annotated[list[str], Query(max_length=60)]) -> Response:
    """How many reports mention some names: what new knowledge would change once read again."""
    inside(desk)
    names = [one[:LONGEST] for one in name if one.strip()]
    numbers = desk.remembered(
        ("mentioning", *names), lambda: mentioning(desk.connection, names)
    )  # fmt: skip
    return desk.part("affected.html", names=names, count=len(numbers))


@router.get("/knowledge/{table}")
def browse(
    desk: Here,
    table: str,
    q: Annotated[str, Query(max_length=LONGEST)] = "",
    kind: Annotated[str, Query(max_length=40)] = "",
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1,
) -> Response:
    """A table, filtered and in pages."""
    inside(desk)
    which = _table(table)
    found: list[Entry] = desk.remembered(
        ("table", which, q, kind), lambda: entries(which, desk.known, q, kind)
    )
    kinds = desk.remembered(("kinds", which), lambda: kinds_of(which, desk.known))
    first = (page - 1) * PER_PAGE
    shown = found[first : first + PER_PAGE]
    address = f"/knowledge/{which}?q={quote(q)}&kind={quote(kind)}&page="
    mine = {row.key for row in own_rows(desk.workspace.folder.path) if row.table == which}
    return desk.page(
        "knowledge_table.html", table=which, tables=TABLES, rows=shown, q=q, kind=kind,
        kinds=kinds, count=len(found), first=first + 1, last=first + len(shown), mine=mine,
        before=f"{address}{page - 1}" if page > 1 else None,
        after=f"{address}{page + 1}" if first + PER_PAGE < len(found) else None,
    )  # fmt: skip


def _table(name: str) -> Table:
    for table in TABLES:
        if table == name:
            return table
    raise NotThere(name)


@router.get("/knowledge/{table}/{entity}")
def entity_page(
    desk: Here,
    table: str,
    entity: str,
    name: Annotated[list[str] | None, Query(max_length=60)] = None,
) -> Response:
    """One row: what it says, what hangs on it, and forms to say more."""
    inside(desk)
    which = _table(table)
    if table_of(entity, desk.known) != which:
        found = where(desk, entity)
        if found is None:
            raise NotThere(entity)
        return RedirectResponse(found, 303)
    names = [one[:LONGEST] for one in name or () if one.strip()]
    return desk.page(f"knowledge_{which[:-1]}.html", **entity_values(desk, which, entity, names))
