"""Reports: listed, and one with its text for who may read it."""

from typing import Annotated, Any

from fastapi import Path, Request
from fastapi import Query as Asked
from msgspec.structs import replace
from sqlalchemy import Row
from starlette.responses import Response

from riwaya.errors import BadInput
from riwaya.publishing.reports import published_outlet, published_source
from riwaya.store.datasets import ids_of_datasets
from riwaya.store.query_forms import since_form, until_form
from riwaya.store.report_pages import reports_before
from riwaya.store.reports import find_report
from riwaya.web.api.answering import answer
from riwaya.web.api.cursors import Number, cursor_of, place_of
from riwaya.web.api.described import api_router, gives
from riwaya.web.api.filters import LIMIT, Cursor, Limit, One, next_of
from riwaya.web.api.records import Page, ReportItem
from riwaya.web.desk import Desk, NotThere
from riwaya.web.routing import Here
from riwaya.web.sight import publisher_of, seen_private

router = api_router()


@router.get("/reports", **gives("ReportPage"))
def reports(
    desk: Here, request: Request, outlet: One = None, since: One = None, until: One = None,
    limit: Limit = LIMIT, cursor: Cursor = None,
) -> Response:  # fmt: skip
    """Reports, the last taken in first; `since` and `until` are days of publication."""
    first = since_form(since) if since else None
    last = until_form(until) if until else None
    before = place_of(cursor, Number)
    if desk.public and outlet and not publisher_of(desk).is_public_outlet(desk.connection, outlet):
        raise BadInput(f"{outlet!r} may name a private person: not searched for here")

    def make() -> Page[ReportItem]:
        rows, end = reports_before(
            desk.connection, limit, before.n if before else None, outlet=outlet, since=first,
            until=last, with_claims=_reviews(desk),
        )  # fmt: skip
        hidden = ids_of_datasets(desk.connection, [row.id for row in rows]) if desk.public else ()
        items = [_item(desk, row) for row in rows if row.id not in hidden]
        return Page(items=items, next=next_of(request, cursor_of(Number(end)) if end else None))

    return answer(desk, make)


@router.get("/reports/{id_}", **gives("ReportItem", 404))
def report(
    desk: Here, id_: Annotated[str, Path(max_length=60)],
    text: Annotated[bool, Asked(description="With its text.")] = True,  # noqa: FBT002
) -> Response:  # fmt: skip
    """One report; its text isn't published."""
    row = find_report(desk.connection, id_)
    if row is None or (desk.public and not _is_public(desk, row)):
        raise NotThere("there is no such report")

    def make() -> ReportItem:
        item = _item(desk, row)
        if text and not desk.public:
            item = replace(item, text=row.text)
        return item

    return answer(desk, make)


def _item(desk: Desk, row: Row[Any]) -> ReportItem:
    outlet, title, url = row.outlet, row.title, row.url
    if desk.public:
        private = seen_private(desk, row.id)
        outlet = published_outlet(outlet, publisher_of(desk).screen, private)
        title, url = None, published_source(url, private) or None
    return ReportItem(
        id=row.id, outlet=outlet, title=title, url=url, published=row.published,
        language=row.language, sha256=None if desk.public else row.sha256,
        read=row.reading_n is not None,
        redacted=row.redacted if hasattr(row, "redacted") else row.text is None,
    )  # fmt: skip


def _reviews(desk: Desk) -> tuple[Any, ...]:
    """Where the desk is public, only reports are told of which a claim is published."""
    if not desk.public:
        return ()
    return ("accepted", "corrected", *(("open",) if desk.config.unreviewed else ()))


def _is_public(desk: Desk, row: Row[Any]) -> bool:
    if row.id in ids_of_datasets(desk.connection, [row.id]):
        return False
    rows, _ = reports_before(desk.connection, 1, row.n + 1, with_claims=_reviews(desk))
    return bool(rows) and rows[0].n == row.n
