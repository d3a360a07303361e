"""States of a page kept under a name: the addresses that keep, list and forget them."""

from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Form, Query
from starlette.datastructures import QueryParams
from starlette.responses import Response

from riwaya.errors import BadInput
from riwaya.store.saved_filters import forget_filter, save_filter, saved_filters_of
from riwaya.web.desk import Desk, NotThere
from riwaya.web.filters import FILTERS, OTHERS, link
from riwaya.web.routing import Here, RowNumber, page_router

#: Letters of a name.
LONGEST = 120


def saved_here(desk: Desk, page: str) -> Any:
    """The person's saved filters for a page (rows with n, name, query); none where it is public."""
    return [] if desk.public else saved_filters_of(desk.connection, desk.person.name, page)


def saved_router(path: str, page: str) -> APIRouter:
    """What keeps and forgets the saved filters of a page at `path`."""
    router = page_router()

    @router.post(f"{path}/saved")
    def save(
        desk: Here, name: Annotated[str, Form()], query: Annotated[str, Form()] = ""
    ) -> Response:
        """Keep a state of the page under a name."""
        return _save(desk, path, page, name, query)

    @router.post(f"{path}/saved/{{number}}/forget")
    def forget(desk: Here, number: RowNumber, back: Annotated[str, Form()] = "") -> Response:
        """Take a kept filter away; it can be had back."""
        desk.need("reader")
        with desk.writing() as connection:
            row = forget_filter(connection, desk.person.name, page, number)
        if row is None:
            raise NotThere(desk.t("incidents.no_filter"))
        undo = f"{path}/saved/again?{urlencode({'name': row.name, 'query': row.query})}"
        there = _address(path, kept(back))
        return desk.to(there, said="incidents.forgotten", undo=undo, name=row.name)

    @router.post(f"{path}/saved/again")
    def again(
        desk: Here, name: Annotated[str, Query()], query: Annotated[str, Query()] = ""
    ) -> Response:
        """Keep a filter again that was taken away."""
        return _save(desk, path, page, name, query)

    return router


def _save(desk: Desk, path: str, page: str, name: str, query: str) -> Response:
    desk.need("reader")
    name = " ".join(name.split())
    if not name or len(name) > LONGEST or "\0" in name:
        raise BadInput(desk.t("incidents.no_name"))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    asked = kept(query)
    with desk.writing() as connection:
        save_filter(connection, desk.person.name, page, name, asked, now)
    return desk.to(_address(path, asked), said="incidents.saved_now", name=name)


def _address(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def kept(query: str) -> str:
    """The query of an address of ours, with nothing in it that is none of its parts."""
    try:
        pairs = parse_qsl(query, max_num_fields=200, errors="strict")
    except ValueError:
        raise BadInput("the filter can't be read") from None
    known = [(name, value) for name, value in pairs if name in FILTERS or name in OTHERS]
    return link("", QueryParams(known)).removeprefix("?")
