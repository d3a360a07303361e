"""The resources of the API, and its description at /api/v1/openapi.json."""

from typing import Any

import msgspec
from fastapi import Request
from starlette.responses import Response

from riwaya.web.api import (
    changes,
    claims,
    decisions,
    facets,
    incidents,
    judgements,
    lookup,
    reports,
    sources,
)
from riwaya.web.api.answering import JSON
from riwaya.web.api.described import api_router, description
from riwaya.web.routing import Here

router = api_router()


@router.get("/openapi.json", include_in_schema=False)
def openapi(desk: Here, request: Request) -> Response:
    """The OpenAPI document."""
    made: Any = desk.office.memory.recall(
        "openapi", lambda: description(request.app, public=desk.public)
    )
    return Response(msgspec.json.encode(made), media_type=JSON)


#: A resource each.
RESOURCES = (
    changes, claims, decisions, facets, incidents, judgements, lookup, reports, sources,
)  # fmt: skip
ROUTERS = (*(resource.router for resource in RESOURCES), router)
