"""The API's description: OpenAPI 3.1 with the schemas of the records that are really sent."""

from collections.abc import Sequence
from typing import Any

import msgspec
from fastapi import APIRouter, Depends, FastAPI
from fastapi.openapi.utils import get_openapi

from riwaya.records.incident import Incident
from riwaya.version import __version__
from riwaya.web.api.answering import JSON
from riwaya.web.api.problem import KIND
from riwaya.web.api.records import (
    Answer,
    Changes,
    ClaimItem,
    Decided,
    DecisionItem,
    Facets,
    FeatureCollection,
    IncidentItem,
    JudgementItem,
    NewDecision,
    NewJudgement,
    Page,
    Problem,
    ReportItem,
    SourceItem,
    Undo,
)
from riwaya.web.routing import unforged

PREFIX = "/api/v1"
TEMPLATE = "#/components/schemas/{name}"
#: Everything that is sent or taken; pages by the names that stand for them.
PAGES: dict[str, Any] = {
    "ReportPage": Page[ReportItem], "ClaimPage": Page[ClaimItem],
    "IncidentPage": Page[IncidentItem], "DecisionPage": Page[DecisionItem],
    "JudgementPage": Page[JudgementItem], "SourcePage": Page[SourceItem],
}  # fmt: skip
RECORDS: tuple[Any, ...] = (
    Problem, ReportItem, ClaimItem, Incident, FeatureCollection, Facets, NewDecision, Undo,
    Decided, NewJudgement, JudgementItem, Answer, Changes,
)  # fmt: skip
#: Statuses of errors with what they say.
ERRORS = {
    400: "What is asked can't be understood.",
    401: "Nobody knows who is asking: send a key.",
    403: "The key's scope or the role doesn't allow it, or the request comes from another site.",
    404: "There is no such thing.",
    409: "Others have changed it meanwhile: look at it again.",
    410: "The cursor's place is there no more: list everything and start again.",
    412: "`If-Match` doesn't match: others have changed it meanwhile.",
    413: "The body is too large.",
    414: "The address is too long.",
    415: "The body isn't JSON.",
    429: "Too many are waiting; ask again without `wait`.",
    503: "The database can't answer just now.",
}
#: What a public desk doesn't answer.
UNPUBLISHED = frozenset(("/decisions", "/judgements"))
#: Every question may be answered so.
ALWAYS = (400, 401, 403, 414, 503)


def api_router() -> APIRouter:
    """A router of the API: cookies need the header against forgery, keys don't."""
    return APIRouter(prefix=PREFIX, dependencies=[Depends(unforged)])


def gives(
    name: str, *errors: int, kind: str = JSON, status: int = 200, cached: bool = True
) -> dict[str, Any]:
    """What a route says in the description: the record that it gives, and its errors."""
    responses: dict[int | str, dict[str, Any]] = {
        status: {"description": "As asked.", "content": {kind: {"schema": _ref(name)}}}
    }
    if cached:
        responses[304] = {"description": "It is as it was (`If-None-Match`)."}
    for code in sorted({*errors, *ALWAYS}):
        responses[code] = {
            "description": ERRORS[code], "content": {KIND: {"schema": _ref("Problem")}},
        }  # fmt: skip
    return {"responses": responses, "status_code": status, "response_model": None}


def takes(name: str) -> dict[str, Any]:
    """What a route says of its body."""
    content = {JSON: {"schema": _ref(name)}}
    return {"openapi_extra": {"requestBody": {"required": True, "content": content}}}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": TEMPLATE.format(name=name)}


def description(app: FastAPI, *, public: bool = False) -> dict[str, Any]:
    """The OpenAPI document of the routes under /api/v1; of a public desk, those that it answers."""
    document = get_openapi(
        title="Riwaya", version=__version__, openapi_version="3.1.0", routes=app.routes,
        description="Claims and incidents of a Riwaya workspace; see docs/reference/api.md.",
    )  # fmt: skip
    document["paths"] = {
        path: operations
        for path, operations in document["paths"].items()
        if path.startswith(PREFIX)
    }
    for operations in document["paths"].values():
        for operation in operations.values():
            operation["responses"].pop("422", None)  # what is wrong is answered by 400
    document["components"] = {"schemas": _schemas()}
    if public:
        document["paths"] = {
            path: {"get": operations["get"]}
            for path, operations in document["paths"].items()
            if "get" in operations and path.removeprefix(PREFIX) not in UNPUBLISHED
        }
        return document
    document["components"]["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
    document["security"] = [{"key": []}]
    return document


def _schemas() -> dict[str, Any]:
    several: Sequence[Any] = (*RECORDS, *PAGES.values())
    tops, found = msgspec.json.schema_components(several, ref_template=TEMPLATE)
    for name, top in zip(PAGES, tops[len(RECORDS) :], strict=True):
        found[name] = top
    return found
