"""The queue: one claim at a time, what hangs on it first; each decision brings the next one."""

from datetime import UTC, datetime
from itertools import islice
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Form, Query
from msgspec.structs import replace
from starlette.responses import HTMLResponse, Response

from riwaya.errors import BadInput
from riwaya.store.query import Query as ClaimQuery
from riwaya.store.queue import (
    SKIP,
    decided_since,
    last_decision_of,
    skipped_since,
)
from riwaya.web import filters
from riwaya.web.desk import Conflict, Desk
from riwaya.web.filter_options import called, offered
from riwaya.web.queue_view import Hand, first_hand, listed
from riwaya.web.routing import Here, page_router
from riwaya.workspace import corrections
from riwaya.workspace.corrections import Corrections
from riwaya.workspace.queue import Line, after, queue_of
from riwaya.workspace.second import readers, waiting_for
from riwaya.workspace.without import effect_of

router = page_router()
#: Rows of the list view.
PER_PAGE = 50
#: Claims of reports without a text that are passed over.
TRIED = 30
#: Letters of a gloss in a message.
SHORT = 90
SAID = {"accept": "queue.said.accept", "reject": "queue.said.reject"}
Key = Annotated[str, Query(max_length=160)]


@router.get("/queue")
def queue(desk: Here, at: Key = "") -> Response:
    """The claim at hand (or the one that is asked for), with what is left and what was done."""
    desk.need("reviewer")
    params = desk.request.query_params
    if (tidied := filters.tidy("/queue", params)) is not None:
        return desk.to(tidied)
    return desk.page("queue.html", **_shown(desk, at))


@router.get("/queue/list")
def as_list(desk: Here) -> HTMLResponse:
    """The first claims of the queue, a row each with its reasons."""
    desk.need("reviewer")
    line = _line(desk)
    page = min(filters.page_of(desk.request.query_params), max(1, -(-len(line.first) // PER_PAGE)))
    some = line.first[(page - 1) * PER_PAGE : page * PER_PAGE]
    rows = desk.remembered(("queue", _query(desk), page), lambda: listed(desk.connection, some))
    return desk.page(
        "queue_list.html", line=line, rows=rows, page=page, pages=-(-len(line.first) // PER_PAGE),
        to=lambda n: filters.link("/queue/list", desk.request.query_params, page=n),
        first=(page - 1) * PER_PAGE + 1, **frame(desk),
    )  # fmt: skip


@router.get("/queue/effect")
def effect(desk: Here, claim: Annotated[int, Query(ge=0, le=2**62)]) -> HTMLResponse:
    """What rejecting a claim would change in its incident's numbers."""
    desk.need("reviewer")
    found = desk.remembered(("effect", claim), lambda: effect_of(desk.connection, claim))
    return desk.part("queue_effect.html", effect=found)


@router.post("/queue/accept")
def accept(
    desk: Here,
    report: Annotated[str, Form(max_length=80)],
    anchor: Annotated[str, Form(max_length=100)],
    seen: Annotated[str, Form(max_length=100)],
) -> Response:
    """The text makes this claim; on to the next."""
    return _judged(desk, "accept", report, anchor, seen)


@router.post("/queue/reject")
def reject(
    desk: Here,
    report: Annotated[str, Form(max_length=80)],
    anchor: Annotated[str, Form(max_length=100)],
    seen: Annotated[str, Form(max_length=100)],
) -> Response:
    """It doesn't; on to the next."""
    return _judged(desk, "reject", report, anchor, seen)


@router.post("/queue/skip")
def skip(
    desk: Here,
    report: Annotated[str, Form(max_length=80)],
    anchor: Annotated[str, Form(max_length=100)],
) -> Response:
    """Put a claim off until tomorrow, unless no other is left."""
    desk.need("reviewer")
    desk.did(SKIP, f"{report}/{anchor}")
    return _next(desk, "queue.said.skip")


@router.post("/queue/undo")
def undo(desk: Here) -> Response:
    """Take back the person's last decision and show its claim again."""
    desk.need("reviewer")
    last = last_decision_of(desk.connection, desk.person.name)
    if last is None:
        raise BadInput(desk.t("queue.nothing_to_undo"))
    known = desk.known
    try:
        with desk.writing() as connection:
            made = Corrections(connection, last.report, by=desk.person.name, known=known)
            made.undo(last.id)
    except corrections.Conflict as conflict:
        raise Conflict(str(conflict)) from None
    desk.changed()
    return _next(desk, "queue.said.undo", at=f"{last.report}/{last.anchor}")


def _judged(desk: Desk, verdict: str, report: str, anchor: str, seen: str) -> Response:
    desk.need("reviewer")
    known = desk.known
    try:
        with desk.writing() as connection:
            made = Corrections(connection, report, by=desk.person.name, known=known)
            done = (made.accept if verdict == "accept" else made.reject)(anchor, seen)
    except corrections.Conflict as conflict:
        return _others(desk, conflict, report, anchor)
    desk.changed()
    gloss = str(done.now.gloss or done.now.event) if done.now is not None else ""
    what = gloss if len(gloss) <= SHORT else f"{gloss[:SHORT]}\N{HORIZONTAL ELLIPSIS}"
    return _next(desk, SAID[verdict], claim=what)


def _others(desk: Desk, conflict: corrections.Conflict, report: str, anchor: str) -> Response:
    """Others have decided about the claim meanwhile: it is shown as it is now."""
    last = conflict.last
    said = desk.t("queue.conflict_read")
    if last is not None:
        verdict = desk.t(f"queue.verdict.{last.verdict}")
        said = desk.t("queue.conflict", who=last.author, verdict=verdict)
    if desk.request.headers.get("hx-request"):
        shown = _shown(desk, f"{report}/{anchor}")
        return desk.part("queue_hand.html", **shown | {"told": said, "bad": True})
    raise Conflict(said)


def _next(desk: Desk, said: str, at: str = "", **values: object) -> Response:
    """The next claim; where no script asked, the page with it."""
    if desk.request.headers.get("hx-request"):
        shown = _shown(desk, at)
        return desk.part("queue_hand.html", **shown | {"told": desk.t(said, **values)})
    way = filters.link("/queue", desk.request.query_params)
    if at:
        way += ("&" if "?" in way else "?") + urlencode({"at": at})
    return desk.to(way, said, undo="/queue/undo" if said != "queue.said.undo" else None, **values)


def _line(desk: Desk) -> Line:
    query = _query(desk)
    return desk.remembered(("queue", query), lambda: queue_of(desk.connection, query))


def _query(desk: Desk) -> ClaimQuery:
    asked = filters.asked(desk.request.query_params, desk.known, sorted_so=False)
    return replace(asked, reviews=(), sort="confidence", limit=50, offset=0)


def _shown(desk: Desk, at: str) -> dict[str, Any]:
    """The claim at hand with what the page says of it."""
    line = _line(desk)
    hand = _asked_for(desk, at) if at else None
    missing = bool(at) and hand is None
    if hand is None:
        hand = _first(desk, line)
    params = desk.request.query_params
    return frame(desk) | {
        "hand": hand,
        "left": line.left,
        "missing": missing,
        "here": "one",
        "options": offered(desk.language),
        "way": "/queue",
        "way_undo": filters.link("/queue/undo", params),
        "way_correct": f"/reports/{hand.report.id}/claims/{hand.anchor}" if hand else "",
        "kept": filters.link("", params),
    }


def _asked_for(desk: Desk, at: str) -> Hand | None:
    report, _, anchor = at.partition("/")
    return first_hand(desk.connection, report, anchor, desk.words)


def _first(desk: Desk, line: Line) -> Hand | None:
    passed = skipped_since(desk.connection, desk.person.name, today())
    for queued in islice(after(line, passed), TRIED):
        one = queued.candidate
        found = first_hand(desk.connection, one.report, one.anchor, desk.words, queued)
        if found is not None:  # its report was redacted meanwhile
            return found
    return None


def frame(desk: Desk) -> dict[str, Any]:
    """What every view of the queue shows: counts, filters, the way to second readings."""
    connection, name = desk.connection, desk.person.name
    done = decided_since(connection, name, today())
    two = readers(connection) > 1
    params = desk.request.query_params
    return {
        "done": {verdict: done.get(verdict, 0) for verdict in ("accept", "correct", "reject")},
        "today": sum(done.values()),
        "two": two,
        "waiting": len(waiting_for(connection, name)) if two else 0,
        "chips": filters.chips("/queue", params, called(desk, params)),
        "params": params,
        "link": lambda path: filters.link(path, params),
        "told": None,
        "bad": False,
    }


def today() -> str:
    """The first moment of this day (UTC), as decisions and acts keep moments."""
    return datetime.now(UTC).date().isoformat()
