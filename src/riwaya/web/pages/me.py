"""One's own page: password, and keys for programs."""

from typing import Annotated

from fastapi import Form
from sqlalchemy import Engine
from starlette.responses import Response

from riwaya.errors import BadInput
from riwaya.records.role import ROLES
from riwaya.store.acts import now
from riwaya.web.desk import Desk, Forbidden
from riwaya.web.routing import Here, page_router
from riwaya.web.session import address_of, set_cookie
from riwaya.workspace.api_tokens import (
    DAYS,
    SCOPES,
    NewToken,
    list_tokens,
    make_token,
    revoke_token,
)
from riwaya.workspace.people import change_password
from riwaya.workspace.signing_in import MustWait, WrongPassword, prove, sign_in

router = page_router()
Typed = Annotated[str, Form()]


@router.get("/me")
def me(desk: Here) -> Response:
    """The person's own page."""
    desk.need("reader")
    return _page(desk)


@router.post("/me/password")
def password(desk: Here, old: Typed = "", new: Typed = "", again: Typed = "") -> Response:
    """Change one's own password: everywhere else one is signed out."""
    desk.need("reader")
    if not desk.config.accounts:
        raise Forbidden(desk.t("desk.forbidden", role=desk.t("sign_in.title")))
    if new != again:
        return _page(desk, 400, problem=desk.t("me.password.differ"))
    engine, name = _engine(desk), desk.person.name
    address = address_of(desk.request, desk.config)
    try:
        prove(engine, name, old, address)
        change_password(engine, name, new, by=name)
        entered = sign_in(engine, name, new, address)
    except WrongPassword:
        return _page(desk, 403, problem=desk.t("sign_in.wrong"))
    except MustWait as error:
        said = desk.t("sign_in.wait", seconds=desk.words.number(error.seconds))
        return _page(desk, 429, problem=said)
    except BadInput as error:
        return _page(desk, 400, problem=str(error))
    response = desk.to("/me", said="me.password.changed")
    set_cookie(response, entered.secret, desk.config)
    return response


@router.post("/me/keys")
def new_key(desk: Here, name: Typed = "", scope: Typed = "read", days: Typed = "30") -> Response:
    """Make a key and show it, once."""
    desk.need("reader")
    try:
        made = make_token(
            _engine(desk), desk.person.name, desk.person.role, name=name, scope=scope,
            days=int(days) if days.isascii() and days.isdecimal() and len(days) < 5 else 0,
        )  # fmt: skip
    except BadInput as error:
        return _page(desk, 400, problem=str(error))
    return _page(desk, made=made)


@router.post("/me/revoke")
def revoke(desk: Here, key: Typed = "") -> Response:
    """Make one of one's own keys useless."""
    desk.need("reader")
    token = revoke_token(_engine(desk), key, by=desk.person.name, of=desk.person.name)
    return desk.to("/me", said="me.keys.said.revoked", name=token.name)


def _engine(desk: Desk) -> Engine:
    """The database, with nothing held open that was read before the change."""
    desk.close()
    return desk.workspace.engine


def _page(
    desk: Desk, status: int = 200, problem: str | None = None, made: NewToken | None = None
) -> Response:
    role = ROLES.index(desk.person.role)
    return desk.page(
        "me.html",
        status,
        tokens=list_tokens(_engine(desk), desk.person.name),
        scopes=[scope for scope, least in SCOPES.items() if ROLES.index(least) <= role],
        days=DAYS,
        now=now(),
        made=made,
        problem=problem,
    )
