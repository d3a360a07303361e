"""Knowledge of one's own: new actors and places, further names, undo; reports read again."""

from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import quote, urlencode

import msgspec
from fastapi import Depends, Form, Query, Request
from starlette.responses import Response

from riwaya.errors import BadInput
from riwaya.knowledge import actors, places
from riwaya.resolving.claims import Knowledge
from riwaya.store.last_act import last_act
from riwaya.web import rereads
from riwaya.web.desk import Conflict, Desk, NotThere
from riwaya.web.knowledge_view import entity_values, inside, meanings, where
from riwaya.web.routing import Here, page_router
from riwaya.web.tables_view import TABLES, table_of
from riwaya.workspace.own_names import alias, new_actor, new_place, removal, without_name
from riwaya.workspace.own_rows import COLUMNS, Change, Stale, make_change, state_of
from riwaya.workspace.reread_some import mentioning

router = page_router()
ACT = "knowledge"
KINDS = {"actor": sorted(actors.KINDS), "place": sorted(places.KINDS)}
NEW: dict[str, Callable[[dict[str, str], Knowledge], Change]] = {
    "actor": new_actor, "place": new_place,
}  # fmt: skip
#: Names whose meaning is shown while they are typed, and letters of one.
MOST, LONGEST = 8, 120


async def fields(request: Request) -> dict[str, str]:
    """The fields of a form; files are no fields."""
    form = await request.form()
    return {name: value for name, value in form.multi_items() if isinstance(value, str)}


Fields = Annotated[dict[str, str], Depends(fields)]


@router.get("/knowledge/new/{kind}")
def form(desk: Here, kind: str, name: Annotated[str, Query(max_length=LONGEST)] = "") -> Response:
    """The form of a new actor or place; `name` is an Arabic name to begin with."""
    inside(desk)
    desk.need("editor")
    return _form(desk, kind, {"names": name, "begun": name})


def _form(desk: Desk, kind: str, given: dict[str, str], problem: str = "") -> Response:
    if kind not in NEW:
        raise NotThere(kind)
    return desk.page(
        "knowledge_new.html", 400 if problem else 200, kind=kind, kinds=KINDS[kind], given=given,
        problem=problem, seen=given.get("seen") or state_of(desk.workspace.folder.path),
    )  # fmt: skip


@router.post("/knowledge/new/{kind}")
def add(desk: Here, kind: str, sent: Fields) -> Response:
    """Add an actor or a place; what is wrong is said above the form, which stays as it was."""
    inside(desk)
    desk.need("editor")
    if kind not in NEW:
        raise NotThere(kind)
    try:
        change = NEW[kind](sent, desk.known)
        _make(desk, change)
    except BadInput as error:
        return _form(desk, kind, sent, str(error))
    return _after(desk, change, "knowledge.said.added")


@router.post("/knowledge/names")
def add_name(desk: Here, sent: Fields) -> Response:
    """Add a further name to an actor, a person or a place."""
    inside(desk)
    desk.need("editor")
    entity, folder = sent.get("entity", ""), desk.workspace.folder.path
    try:
        change = alias(folder, entity, sent.get("name", ""), desk.known)
        _make(desk, change, sent.get("seen"))
    except Stale as error:
        raise Conflict(str(error)) from None
    except BadInput as error:
        return _entity_again(desk, entity, str(error), sent.get("name", ""))
    return _after(desk, change, "knowledge.said.name")


def _entity_again(desk: Desk, entity: str, problem: str, typed: str) -> Response:
    table = table_of(entity, desk.known)
    if table is None:
        raise BadInput(problem)
    values = entity_values(desk, table, entity) | {"problem": problem, "typed": typed}
    return desk.page(f"knowledge_{table[:-1]}.html", 400, **values)


@router.post("/knowledge/names/remove")
def remove_name(desk: Here, sent: Fields) -> Response:
    """Take a name away from a row of the workspace's own."""
    inside(desk)
    desk.need("editor")
    entity, folder = sent.get("entity", ""), desk.workspace.folder.path
    change = without_name(folder, entity, sent.get("name", ""), desk.known)
    _made(desk, change, sent.get("seen"))
    return _after(desk, change, "knowledge.said.name_gone")


@router.post("/knowledge/rows/remove")
def remove_row(desk: Here, sent: Fields) -> Response:
    """Take a row of the workspace's own away."""
    inside(desk)
    desk.need("editor")
    table = sent.get("table", "")
    if table not in COLUMNS:
        raise NotThere(table)
    change = removal(desk.workspace.folder.path, table, sent.get("entity", ""))
    _made(desk, change, sent.get("seen"))
    return _after(desk, change, "knowledge.said.row_gone")


@router.post("/knowledge/undo/{table}/{entity}")
def undo(desk: Here, table: str, entity: str) -> Response:
    """Take back the last change of a row, if it still stands as that change left it."""
    inside(desk)
    desk.need("editor")
    detail = last_act(desk.connection, ACT, f"{table}/{entity}")
    if detail is None or table not in COLUMNS:
        raise NotThere(entity)
    change = msgspec.convert(detail["change"], Change).undone()
    _made(desk, change)
    return _after(desk, change, "knowledge.said.undone")


def _make(desk: Desk, change: Change, seen: str | None = None) -> None:
    make_change(desk.workspace, change, seen)
    desk.did(ACT, f"{change.table}/{change.key}", change=msgspec.to_builtins(change))
    desk.office.forget_known()


def _made(desk: Desk, change: Change, seen: str | None = None) -> None:
    try:
        _make(desk, change, seen)
    except Stale as error:
        raise Conflict(str(error)) from None


def _after(desk: Desk, change: Change, said: str) -> Response:
    """On to the page of what was changed; its undo there, and what it means for the reports."""
    page = where(desk, change.key) or "/knowledge/own"
    row = change.after or change.before or {}
    names = urlencode([("name", name) for name in change.names[:MOST]])
    undo_at = f"/knowledge/undo/{change.table}/{quote(change.key)}"
    return desk.to(f"{page}?{names}", said, undo_at, name=row.get("name_en", change.key))


@router.post("/knowledge/meant")
def meant(desk: Here, sent: Fields) -> Response:
    """What names that somebody is typing mean at present."""
    inside(desk)
    typed = [" ".join(line.split()) for line in sent.get("names", "").splitlines()]
    names = [line[:LONGEST] for line in typed if line][:MOST]
    found = [(name, meanings(desk, name, "", None)[:2]) for name in names]
    return desk.part("knowledge_meant.html", found=found)


@router.post("/knowledge/reread")
def read_again(desk: Here, name: Annotated[list[str], Form(max_length=60)]) -> Response:
    """Have the reports that mention some names read again, by a process of its own."""
    inside(desk)
    desk.need("editor")
    names = [one[:LONGEST] for one in name if one.strip()]
    numbers = mentioning(desk.connection, names)
    path = desk.workspace.folder.path
    id_ = rereads.start(path, names, numbers, desk.person.name, desk.office.background.soon)
    desk.did("reread", None, names=names, reports=len(numbers))
    return desk.to(f"/knowledge/rereads/{id_}")


@router.get("/knowledge/rereads/{id_}")
def far(desk: Here, request: Request, id_: str) -> Response:
    """How far the reports are that are read again."""
    inside(desk)
    try:
        reread = rereads.find(desk.workspace.folder.path, id_)
    except BadInput as error:
        raise NotThere(str(error)) from None
    values: dict[str, Any] = {"reread": reread, "tables": TABLES}
    if request.headers.get("hx-request"):
        return desk.part("reread_progress.html", **values)
    return desk.page("reread.html", **values)
