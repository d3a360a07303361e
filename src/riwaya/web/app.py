"""The desk as an application: its pages, its static files, its answers to what goes wrong."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any

from fastapi import FastAPI
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from riwaya.version import __version__
from riwaya.web.api.all import ROUTERS
from riwaya.web.config import Config
from riwaya.web.guard import Guard
from riwaya.web.kept_pages import KeptPages
from riwaya.web.makers import Makers
from riwaya.web.office import Office
from riwaya.web.pages import (
    add,
    audit,
    correcting,
    dossier,
    incident,
    incidents,
    knowledge,
    me,
    people,
    queue,
    report,
    search,
    second,
    settings,
    sign_in,
    sources,
    start,
)
from riwaya.web.problems import ANSWERED, problem
from riwaya.workspace.workspace import Workspace

#: The pages, each with its own router.
#: The list of incidents stands before the incident, whose address would take `points` for an id.
PAGES = (
    add, audit, correcting, dossier, incidents, incident, knowledge, me, people, queue, report,
    search, second, settings, sign_in, sources, start,
)  # fmt: skip
#: A file whose address holds its hash never changes.
FOREVER = "public, max-age=31536000, immutable"


class Static(StaticFiles):
    """Files of the package; those asked for by hash may be kept for good."""

    async def get_response(self, path: str, scope: Any) -> Response:
        """A file, or 404."""
        response = await super().get_response(path, scope)
        if b"v=" in scope.get("query_string", b""):
            response.headers["Cache-Control"] = FOREVER
        return response


def make_app(workspace: Workspace, config: Config, makers: Makers | None = None) -> FastAPI:
    """The desk of a workspace; `makers` that were started before are its own from then on."""
    office = Office(workspace, config)

    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        if not config.public:
            office.background.begin()
        yield
        office.close()

    app = FastAPI(
        title="Riwaya", version=__version__, lifespan=life, docs_url=None, redoc_url=None,
        openapi_url=None, redirect_slashes=False,
    )  # fmt: skip
    app.add_middleware(KeptPages, office=office, makers=makers or Makers(workspace, config))
    app.add_middleware(Guard, config=config)
    return _with_pages(app, office)


def pages_of(office: Office) -> FastAPI:
    """The pages alone, for a process that makes them for a desk: who may come is the desk's."""
    return _with_pages(FastAPI(openapi_url=None, redirect_slashes=False), office)


def _with_pages(app: FastAPI, office: Office) -> FastAPI:
    app.state.office = office
    app.mount("/static", Static(directory=str(files("riwaya.web").joinpath("static"))))
    app.include_router(start.open_router)
    app.include_router(sign_in.open_router)
    for page in PAGES:
        app.include_router(page.router)
    for router in ROUTERS:
        app.include_router(router)
    for kind in ANSWERED:
        app.add_exception_handler(kind, problem)
    return app
