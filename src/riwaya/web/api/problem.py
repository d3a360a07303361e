"""Problems of the API: problem+json (RFC 9457), in words for people."""

from http import HTTPStatus

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from riwaya.errors import RiwayaError
from riwaya.web.api.records import Problem

KIND = "application/problem+json"
#: Paths whose problems are told so.
UNDER = "/api/"


class Refused(RiwayaError):
    """A request that is answered by a status of its own: 410, 412, 413, 415, 428."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def allowed(request: Request) -> dict[str, str]:
    """The `Allow` header of a path: the methods of all its routes, not of the first alone."""
    from riwaya.web.api.all import ROUTERS  # noqa: PLC0415 (the resources need this module)

    methods: set[str] = set()
    for route in (route for router in ROUTERS for route in router.routes):
        if isinstance(route, Route) and route.matches(request.scope)[0] is not Match.NONE:
            methods |= route.methods or set()
    return {"Allow": ", ".join(sorted(methods))}


def problem_json(status: int, said: str, headers: dict[str, str] | None = None) -> Response:
    """The answer to an error."""
    title = HTTPStatus(status).phrase
    body = Problem(title=title, status=status, detail=said or title)
    if status == HTTPStatus.UNAUTHORIZED:
        headers = {**(headers or {}), "WWW-Authenticate": "Bearer"}
    return Response(msgspec.json.encode(body), status, headers, KIND)
