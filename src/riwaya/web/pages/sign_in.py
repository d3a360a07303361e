"""Signing in and out, where the desk can be reached from other machines."""

import secrets
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from riwaya.web.desk import Desk, Forbidden
from riwaya.web.local_path import local_path
from riwaya.web.routing import Here, Visiting, check_form, page_router
from riwaya.web.session import (
    BYTES,
    address_of,
    clear_cookie,
    session_of,
    set_cookie,
    visit_name,
)
from riwaya.workspace.signing_in import MustWait, WrongPassword, sign_in, sign_out

router = page_router()
#: Nobody is known yet on these.
open_router = APIRouter(include_in_schema=False)
Typed = Annotated[str, Form()]


@open_router.get("/sign-in")
def form(desk: Visiting, next: Annotated[str, Query()] = "/") -> Response:  # noqa: A002 (its name in the address)
    """Where name and password are asked for."""
    if not desk.config.accounts:
        return RedirectResponse("/", 303)
    return _form(desk, next)


@open_router.post("/sign-in")
async def let_in(
    request: Request,
    desk: Visiting,
    name: Typed = "",
    password: Typed = "",
    next: Typed = "/",  # noqa: A002
) -> Response:
    """Sign in, and go on to where the person wanted to."""
    try:
        await check_form(request, desk)
    except Forbidden:
        # The page lay open for long, or cookies are off: a new form says so.
        return await run_in_threadpool(_form, desk, next, 403, desk.t("sign_in.stale"), name)
    return await run_in_threadpool(_let_in, desk, name, password, next)


@router.post("/sign-out")
def out(desk: Here) -> Response:
    """End the session, here only."""
    desk.need("reader")
    sign_out(desk.workspace.engine, desk.session, desk.person.name)
    response = desk.to("/sign-in" if desk.config.accounts else "/", said="sign_in.gone")
    clear_cookie(response, desk.config)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _let_in(desk: Desk, name: str, password: str, wanted: str) -> Response:
    if not desk.config.accounts:
        return RedirectResponse("/", 303)
    address = address_of(desk.request, desk.config)
    before = session_of(desk.request)
    desk.close()
    try:
        entered = sign_in(desk.workspace.engine, name, password, address, before=before)
    except WrongPassword:
        return _form(desk, wanted, 401, desk.t("sign_in.wrong"), name)
    except MustWait as error:
        said = desk.t("sign_in.wait", seconds=desk.words.number(error.seconds))
        response = _form(desk, wanted, 429, said, name)
        response.headers["Retry-After"] = str(error.seconds)
        return response
    response = desk.to(local_path(wanted))
    set_cookie(response, entered.secret, desk.config)
    response.delete_cookie(
        visit_name(desk.config), path="/", secure=desk.config.behind_https, httponly=True,
        samesite="strict",
    )  # fmt: skip
    return response


def _form(
    desk: Desk, wanted: str, status: int = 200, problem: str | None = None, name: str = ""
) -> Response:
    """The form; a visitor without a mark gets one."""
    visit = desk.session
    if not visit or desk.session == session_of(desk.request):
        visit = secrets.token_urlsafe(BYTES)
        desk.session = visit
    response = desk.page(
        "sign_in.html", status, navigation=False, wanted=local_path(wanted), problem=problem,
        typed=name,
    )  # fmt: skip
    response.set_cookie(
        visit_name(desk.config), visit, httponly=True, samesite="strict", path="/",
        secure=desk.config.behind_https,
    )  # fmt: skip
    return response
