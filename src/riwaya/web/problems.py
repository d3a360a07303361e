"""What is answered where something is wrong: a page in words, JSON for programs, or the way in."""

from urllib.parse import quote

from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DataError, DBAPIError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from riwaya.errors import BadInput, RiwayaError
from riwaya.store.engine import advice
from riwaya.web.api.problem import Refused, allowed, problem_json
from riwaya.web.desk import Conflict, Desk, Forbidden, NotSignedIn, NotThere
from riwaya.web.guard import SAFE
from riwaya.web.routing import API, VISITOR, known_or_visitor, office_of
from riwaya.web.session import session_of

#: Errors that are answered by `problem`; any other is a flaw of ours and left to the guard.
ANSWERED: tuple[type[Exception], ...] = (
    RiwayaError, HTTPException, RequestValidationError, DBAPIError, OverflowError,
)  # fmt: skip
STATUS: dict[type[Exception], int] = {
    NotSignedIn: 401, Forbidden: 403, NotThere: 404, Conflict: 409, BadInput: 400,
}  # fmt: skip
#: Another site's link has led here, and browsers leave a strict cookie behind on such a way: the
#: page asks for itself once more, and then it is us who ask.
AGAIN = (
    '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0"><title>…</title>'
)


async def problem(request: Request, error: Exception) -> Response:
    """The answer to an error."""
    status, said = _said(error)
    if request.url.path.startswith(API):
        headers = allowed(request) if status == 405 else None
        return problem_json(status, said, headers)
    if isinstance(error, NotSignedIn) and (way := _way_in(request)) is not None:
        return way
    return await run_in_threadpool(_page, request, status, said)


def _page(request: Request, status: int, said: str) -> Response:
    try:
        person, session = known_or_visitor(request)
    except (RiwayaError, DBAPIError):
        return PlainTextResponse(f"{said}\n", status)
    desk = Desk(office_of(request), request, person, session)
    try:
        if request.headers.get("hx-request"):
            return desk.part("problem_part.html", status, said=said, code=status)
        known = person is not VISITOR or desk.public
        return desk.page("problem.html", status, said=said, code=status, navigation=known)
    except (RiwayaError, DBAPIError):
        return PlainTextResponse(f"{said}\n", status)
    finally:
        desk.close()


def _way_in(request: Request) -> Response | None:
    """To where one signs in, and back from there."""
    if (
        request.method in SAFE
        and request.headers.get("sec-fetch-site") == "cross-site"
        and request.headers.get("sec-fetch-mode") == "navigate"
        and not session_of(request)
    ):
        return Response(AGAIN, media_type="text/html")
    if not office_of(request).config.accounts:
        return None
    if request.headers.get("hx-request"):
        return Response(status_code=204, headers={"HX-Redirect": "/sign-in"})
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    back = f"?next={quote(here, safe='/')}" if request.method in SAFE and here != "/" else ""
    return Response(status_code=303, headers={"Location": f"/sign-in{back}"})


def _said(error: Exception) -> tuple[int, str]:
    if isinstance(error, HTTPException):
        plain = error.status_code in {404, 405, 413}  # the page's title says it already
        return error.status_code, "" if plain else str(error.detail)
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        return 400, f"{'.'.join(str(part) for part in first['loc'][1:])}: {first['msg']}"
    if isinstance(error, OverflowError | DataError):
        return 400, "a number or a text that no database can hold"
    if isinstance(error, DBAPIError):
        return 503, advice(error)
    if isinstance(error, Refused):
        return error.status, str(error)
    known = (status for kind, status in STATUS.items() if isinstance(error, kind))
    return next(known, 503), str(error)
