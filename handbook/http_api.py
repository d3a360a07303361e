"""The page of the JSON API: every route with its parameters, from the OpenAPI document."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI

from handbook.json_schema import kind_of, record
from handbook.markdown import code, page, prose, table
from riwaya.web.api.all import ROUTERS
from riwaya.web.api.described import ERRORS, PREFIX, description

TOLD = (
    "How to use the API, with examples that run: [JSON API](api.md). The same for machines, OpenAPI 3.1,"
    " is served at `/api/v1/openapi.json`."
)


def http_api() -> str:
    """docs/reference/http.md."""
    app = FastAPI(title="Riwaya")
    for router in ROUTERS:
        app.include_router(router)
    document = description(app)
    routes = [
        _route(path, method, operation)
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    ]
    errors = table(("status", "what it says"), ((str(one), said) for one, said in ERRORS.items()))
    schemas = document["components"]["schemas"]
    return page(
        "JSON API: routes and records", "the OpenAPI document", TOLD,
        *routes, "## Statuses", errors, *(record(name, schemas[name]) for name in sorted(schemas)),
    )  # fmt: skip


def _route(path: str, method: str, operation: Mapping[str, Any]) -> str:
    said = operation.get("description") or operation.get("summary") or ""
    parts = [f"## {method.upper()} {path.removeprefix(PREFIX)}", prose(said)]
    rows = [
        (code(one["name"]), one["in"], kind_of(one["schema"]), one.get("description", ""))
        for one in operation.get("parameters", ())
    ]
    if rows:
        parts.append(table(("parameter", "in", "what it holds", "what it does"), rows))
    body = operation.get("requestBody")
    if body:
        parts.append("Body: " + _content(body))
    answers = [one for status, one in operation["responses"].items() if status.startswith("2")]
    parts.extend("Answer: " + _content(one) for one in answers if one.get("content"))
    return "\n\n".join(part for part in parts if part)


def _content(found: Mapping[str, Any]) -> str:
    return ", ".join(f"{kind_of(one['schema'])} ({kind})" for kind, one in found["content"].items())
