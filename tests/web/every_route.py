"""All routes of the desk as the application has them, with addresses and fields that fit."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from sqlalchemy import select

from riwaya.store.fusion_tables import incidents
from riwaya.store.tables import claims, reports, takes
from riwaya.web.guard import SAFE
from riwaya.workspace.workspace import Workspace

PLACE = re.compile(r"\{(\w+)(?::path)?\}")


@dataclass(frozen=True)
class Way:
    """One method of one route."""

    method: str
    path: str
    #: Parts of the body and of the query, by name, with their types as declared.
    body: dict[str, Any] = field(default_factory=dict, compare=False)
    query: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def unsafe(self) -> bool:
        return self.method not in SAFE

    @property
    def api(self) -> bool:
        return self.path.startswith("/api/")

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def every_way(app: FastAPI) -> list[Way]:
    """Sorted by path; a route added tomorrow is among them."""
    ways = [
        Way(
            method,
            route.path,
            {part.alias: part.field_info.annotation for part in route.dependant.body_params},
            {part.alias: part.field_info.annotation for part in route.dependant.query_params},
        )
        for route in api_routes(app.routes)
        for method in route.methods
    ]
    return sorted(ways, key=lambda way: (way.path, way.method))


def api_routes(routes: Iterable[Any]) -> Iterator[APIRoute]:
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        elif hasattr(route, "original_router"):
            yield from api_routes(route.original_router.routes)


@dataclass(frozen=True)
class Things:
    """What the small workspace has, to be named in addresses."""

    report: str
    incident: str
    anchor: str
    claim: str
    take: int

    def address(self, path: str) -> str:
        """A route's address with things that are there, as far as its name tells which."""
        known = {
            "anchor": self.anchor, "claim": self.claim, "take": str(self.take), "number": "1", "n": "1",
            "report": self.report, "incident": self.incident, "by": "event",
        }  # fmt: skip

        def thing(found: re.Match[str]) -> str:
            name = found[1].rstrip("_")
            if name == "id":
                return self.incident if "/incidents/" in path[: found.start()] else self.report
            return known.get(name, "x")

        return PLACE.sub(thing, path)


def things_of(workspace: Workspace) -> Things:
    with workspace.engine.connect() as connection:
        row = connection.execute(
            select(claims.c.anchor, claims.c.claim, reports.c.id, takes.c.n.label("take"))
            .join(reports, reports.c.n == claims.c.report_n)
            .join(takes, takes.c.n == reports.c.n)
            .order_by(claims.c.n)
        ).first()
        incident = connection.execute(select(incidents.c.id).order_by(incidents.c.n)).scalar()
    assert row is not None
    assert incident is not None
    return Things(row.id, incident, row.anchor, row.claim, row.take)
