"""The way in, the first page, and the switches that every page has."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from riwaya.export.shown.language import LANGUAGES
from riwaya.web.desk import LANGUAGE, NotSignedIn
from riwaya.web.local_path import local_path
from riwaya.web.routing import Here, Visiting, office_of, page_router, unforged_visit
from riwaya.web.session import set_cookie

router = page_router()
YEAR = 365 * 24 * 3600
#: The way in asks for no session: it makes one.
open_router = APIRouter(include_in_schema=False)


@open_router.get("/enter")
def enter(request: Request, token: Annotated[str, Query()] = "") -> Response:
    """The printed address: its token becomes a cookie, once."""
    office = office_of(request)
    if office.config.public or office.config.accounts:
        return RedirectResponse("/", 303)
    session = office.sessions.enter(token)
    if session is None:
        raise NotSignedIn("this address was used already, or is of an earlier `riwaya serve`")
    # Not a redirect: a cookie that is SameSite=Strict isn't sent on one that another program began.
    response = Response(
        '<!doctype html><meta http-equiv="refresh" content="0; url=/"><a href="/">Riwaya</a>',
        media_type="text/html",
    )
    set_cookie(response, session, office.config)
    return response


@open_router.get("/healthy")
def healthy() -> Response:
    """Whether the desk answers; it says nothing of what is in it."""
    return PlainTextResponse("yes\n")


@router.get("/")
def start(desk: Here) -> Response:
    """The incidents; a desk without reports begins with adding some."""
    empty = not desk.public and not desk.remembered("empty", desk.workspace.counts)["reports"]
    return RedirectResponse("/add" if empty else "/incidents", 303)


@open_router.post("/language", dependencies=[Depends(unforged_visit)])
def language(
    desk: Visiting, language: Annotated[str, Form()], back: Annotated[str, Form()] = "/"
) -> Response:
    """Switch the interface's language and stay on the page."""
    response = desk.to(local_path(back))
    if language in LANGUAGES:
        response.set_cookie(
            LANGUAGE, language, max_age=YEAR, samesite="strict", httponly=True,
            secure=desk.config.behind_https, path="/",
        )  # fmt: skip
    return response
