"""Second readings: a claim as the machine read it, and how far two readers agree."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import Depends, Form, Request
from starlette.responses import HTMLResponse, Response

from riwaya.errors import BadInput
from riwaya.export.review.cells import EDITABLE
from riwaya.records.decision import Decision, Verdict
from riwaya.store.decided import digest_of
from riwaya.store.patches import patch_between
from riwaya.store.queue import SKIP, skipped_since
from riwaya.store.reports import find_report, report_of
from riwaya.web.claim_form import ClaimForm, form_of, posted, wanted_of, with_blanks
from riwaya.web.claim_pages import form_values
from riwaya.web.desk import Conflict, Desk, NotThere
from riwaya.web.pages.queue import frame, today
from riwaya.web.queue_view import second_hand
from riwaya.web.routing import Here, page_router
from riwaya.workspace.second import (
    Blind,
    blind,
    last_second_of,
    put_second,
    readers,
    waiting_for,
)
from riwaya.workspace.two_readers import VERDICTS, agreement, settle
from riwaya.workspace.wishes import corrected, reported

router = page_router()
#: Disagreements shown at once.
SHOWN = 30
Name = Annotated[str, Form(max_length=100)]


async def _fields(request: Request) -> dict[str, str]:
    form = await request.form()
    return {name: value for name, value in form.multi_items() if isinstance(value, str)}


Fields = Annotated[dict[str, str], Depends(_fields)]


@router.get("/queue/second")
def second(desk: Here) -> HTMLResponse:
    """The next claim that another person has decided about, without their word."""
    _wanted(desk)
    return desk.page("queue.html", **_shown(desk))


@router.post("/queue/second/accept")
def accept(desk: Here, report: Name, anchor: Name, seen: Name) -> Response:
    """The text makes this claim."""
    return _read(desk, "accept", report, anchor, seen)


@router.post("/queue/second/reject")
def reject(desk: Here, report: Name, anchor: Name, seen: Name) -> Response:
    """It doesn't."""
    return _read(desk, "reject", report, anchor, seen)


@router.post("/queue/second/skip")
def skip(desk: Here, report: Name, anchor: Name) -> Response:
    """Put it off."""
    _wanted(desk)
    desk.did(SKIP, f"{report}/{anchor}")
    return _next(desk, "queue.said.skip")


@router.post("/queue/second/undo")
def undo(desk: Here) -> Response:
    """Take back the person's last second reading."""
    _wanted(desk)
    last = last_second_of(desk.connection, desk.person.name)
    if last is None:
        raise BadInput(desk.t("queue.nothing_to_undo"))
    withdrawal = _reading(desk, last.report, last.anchor, "withdraw", withdraws=last.id)
    with desk.writing() as connection:
        put_second(connection, withdrawal)
    return _next(desk, "queue.said.undo")


@router.get("/queue/second/{report}/{anchor}")
def form(desk: Here, report: str, anchor: str) -> HTMLResponse:
    """The form of a second reader's correction, filled in as the machine read the claim."""
    _wanted(desk)
    found = _blind(desk, report, anchor)
    return _form_page(desk, found, form_of(found.claim, found.seen))


@router.post("/queue/second/{report}/{anchor}")
def correct(desk: Here, report: str, anchor: str, sent: Fields) -> Response:
    """Keep a second reader's correction."""
    _wanted(desk)
    found = _blind(desk, report, anchor)
    row = find_report(desk.connection, report)
    if row is None:
        raise NotThere(report)
    given = posted(sent, row.text or "")
    try:
        made = reported(row.text or "", report_of(row), desk.known)
        done = corrected(found.claim, wanted_of(given), made, frozenset(EDITABLE))
        for column, message in done.problems:
            given.problems.setdefault(column, []).append(message)
        if done.claim is None:
            return _form_page(desk, found, with_blanks(given), status=400)
    except BadInput as error:
        return _form_page(desk, found, with_blanks(given), str(error), 400)
    patch = patch_between(found.claim, done.claim)
    verdict: Verdict = "correct" if done.changed else "accept"
    return _read(
        desk, verdict, report, anchor, given.seen, patch=patch if done.changed else None,
        note=given.note or None,
    )  # fmt: skip


@router.get("/queue/agreement")
def agree(desk: Here) -> HTMLResponse:
    """How far first and second readers agree, and where they don't."""
    desk.need("editor")
    _wanted(desk)
    found = desk.remembered("agreement", lambda: agreement(desk.connection))
    return desk.page(
        "queue_agreement.html", found=found, verdicts=VERDICTS, open=found.open[:SHOWN],
        here="agreement", **frame(desk),
    )  # fmt: skip


@router.post("/queue/settle")
def settled(
    desk: Here,
    second: Annotated[str, Form(max_length=80)],
    whose: Annotated[Literal["first", "second"], Form()],
    note: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """An editor's decision where two readers disagree."""
    desk.need("editor")
    _wanted(desk)
    with desk.writing() as connection:
        made = settle(connection, second, whose, by=desk.person.name, note=note)
    if made is not None:
        desk.changed()
    return desk.to(
        "/queue/agreement", "queue.agree.settled" if made else "queue.agree.meanwhile",
        undo=f"/reports/{made.report}/decisions/{made.id}/undo" if made else None,
    )  # fmt: skip


def _wanted(desk: Desk) -> None:
    """With one reader there is no such page."""
    desk.need("reviewer")
    if readers(desk.connection) < 2:
        raise NotThere("")


def _blind(desk: Desk, report: str, anchor: str) -> Blind:
    """A claim that waits for this person's second reading."""
    waits = (report, anchor) in waiting_for(desk.connection, desk.person.name, 10_000)
    found = blind(desk.connection, report, anchor) if waits else None
    if found is None:
        raise NotThere(desk.t("queue.missing"))
    return found


def _read(
    desk: Desk, verdict: Verdict, report: str, anchor: str, seen: str,
    patch: dict[str, Any] | None = None, note: str | None = None,
) -> Response:  # fmt: skip
    _wanted(desk)
    reading = _reading(desk, report, anchor, verdict, patch=patch, seen=seen, note=note)
    with desk.writing() as connection:
        found = blind(connection, report, anchor)
        if found is None or digest_of(found.claim) != seen:
            raise Conflict(desk.t("queue.conflict_read"))
        put_second(connection, reading)
    return _next(desk, "queue.said.second")


def _reading(desk: Desk, report: str, anchor: str, verdict: Verdict, **more: Any) -> Decision:
    return Decision(
        report=report, anchor=anchor, verdict=verdict, author=desk.person.name,
        made_at=datetime.now(UTC).isoformat(timespec="microseconds"), **more,
    )  # fmt: skip


def _next(desk: Desk, said: str) -> Response:
    if desk.request.headers.get("hx-request"):
        return desk.part("queue_hand.html", **_shown(desk) | {"told": desk.t(said)})
    undone = said == "queue.said.undo"
    return desk.to("/queue/second", said, undo=None if undone else "/queue/second/undo")


def _shown(desk: Desk) -> dict[str, Any]:
    connection, name = desk.connection, desk.person.name
    several = waiting_for(connection, name)
    passed = set(skipped_since(connection, name, today()))
    ordered = sorted(several, key=lambda one: "/".join(one) in passed)
    found = next((one for key in ordered if (one := blind(connection, *key)) is not None), None)
    hand = None if found is None else second_hand(connection, found, desk.words)
    last = last_second_of(connection, name)
    return frame(desk) | {
        "hand": hand,
        "left": len(several),
        "missing": False,
        "here": "second",
        "today": int(last is not None and last.made_at >= today()),
        "done": dict.fromkeys(VERDICTS, 0),
        "chips": [],
        "way": "/queue/second",
        "way_undo": "/queue/second/undo",
        "way_correct": f"/queue/second/{hand.report.id}/{hand.anchor}" if hand else "",
        "kept": "",
    }


def _form_page(
    desk: Desk, found: Blind, form: ClaimForm, problem: str = "", status: int = 200
) -> HTMLResponse:
    return desk.page(
        "queue_correct.html", status, hand=second_hand(desk.connection, found, desk.words),
        asked=form, problem=problem, form=None, conflict=None, **form_values(),
    )  # fmt: skip
