"""People: who may sign in and what they may do, for admins."""

from typing import Annotated

from fastapi import Form
from sqlalchemy import Engine
from starlette.responses import Response

from riwaya.errors import BadInput
from riwaya.records.role import ROLES
from riwaya.store.acts import now
from riwaya.web.desk import Desk
from riwaya.web.routing import Here, page_router
from riwaya.workspace.api_tokens import list_tokens, revoke_token
from riwaya.workspace.people import (
    add_person,
    change_password,
    change_role,
    people_of,
    remove_person,
)

router = page_router()
Typed = Annotated[str, Form()]


@router.get("/people")
def people(desk: Here) -> Response:
    """Everybody."""
    desk.need("admin")
    return _page(desk)


@router.post("/people/add")
def add(desk: Here, name: Typed = "", role: Typed = "", password: Typed = "") -> Response:
    """Add a person."""
    desk.need("admin")
    try:
        person = add_person(_engine(desk), name, role, password, by=desk.person.name)
    except BadInput as error:
        return _page(desk, 400, problem=str(error), typed={"name": name, "role": role})
    return desk.to("/people", said="people.said.added", name=person.name)


@router.post("/people/role")
def role_of(desk: Here, name: Typed = "", role: Typed = "") -> Response:
    """Give a person another role."""
    desk.need("admin")
    try:
        person = change_role(_engine(desk), name, role, by=desk.person.name)
    except BadInput as error:
        return _page(desk, 400, problem=str(error))
    shown = desk.t(f"desk.role.{person.role}")
    return desk.to("/people", said="people.said.role", name=person.name, role=shown)


@router.post("/people/password")
def password_of(desk: Here, name: Typed = "", password: Typed = "") -> Response:
    """Give a person another password."""
    desk.need("admin")
    try:
        change_password(_engine(desk), name, password, by=desk.person.name)
    except BadInput as error:
        return _page(desk, 400, problem=str(error))
    return desk.to("/people", said="people.said.password", name=name)


@router.post("/people/remove")
def remove(desk: Here, name: Typed = "") -> Response:
    """Let a person sign in no more."""
    desk.need("admin")
    try:
        remove_person(_engine(desk), name, by=desk.person.name)
    except BadInput as error:
        return _page(desk, 400, problem=str(error))
    return desk.to("/people", said="people.said.removed", name=name)


@router.post("/people/revoke")
def revoke(desk: Here, key: Typed = "") -> Response:
    """Make anybody's key useless."""
    desk.need("admin")
    token = revoke_token(_engine(desk), key, by=desk.person.name, of=None)
    return desk.to("/people", said="me.keys.said.revoked", name=token.name)


def _engine(desk: Desk) -> Engine:
    """The database, with nothing held open that was read before the change."""
    desk.close()
    return desk.workspace.engine


def _page(
    desk: Desk, status: int = 200, problem: str | None = None, typed: dict[str, str] | None = None
) -> Response:
    engine = _engine(desk)
    return desk.page(
        "people.html",
        status,
        people=people_of(engine),
        tokens=list_tokens(engine),
        roles=ROLES,
        now=now(),
        problem=problem,
        typed=typed or {"name": "", "role": ""},
    )
