"""Decisions from the report page: accept, reject, correct, add, undo."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Query, Request
from starlette.responses import Response

from riwaya.errors import BadInput
from riwaya.web.claim_form import ClaimForm, posted, wanted_of, with_blanks
from riwaya.web.desk import Desk
from riwaya.web.pages.report import claim_page, the_report
from riwaya.web.report_view import shown
from riwaya.web.routing import Here, page_router
from riwaya.workspace.corrections import Conflict, Corrections, Done, NotCorrected

router = page_router()
#: Letters of a gloss in a message.
SHORT = 90


async def fields(request: Request) -> dict[str, str]:
    """The fields of a form; files are no fields."""
    form = await request.form()
    return {name: value for name, value in form.multi_items() if isinstance(value, str)}


Fields = Annotated[dict[str, str], Depends(fields)]


@router.post("/reports/{id_}/claims/new")
def add(desk: Here, id_: str, sent: Fields) -> Response:
    """Add a claim that the reader missed."""
    form = _form(desk, id_, sent)
    try:
        done = _decide(desk, id_, lambda made: made.add(wanted_of(form)))
    except BadInput as error:
        return _again(desk, id_, "", form, error)
    return _after(desk, done, "report.said.add")


@router.post("/reports/{id_}/claims/{anchor}/accept")
def accept(desk: Here, id_: str, anchor: str, sent: Fields) -> Response:
    """Say that the text makes this claim."""
    return _judged(desk, id_, anchor, sent, "accept")


@router.post("/reports/{id_}/claims/{anchor}/reject")
def reject(desk: Here, id_: str, anchor: str, sent: Fields) -> Response:
    """Say that it doesn't."""
    return _judged(desk, id_, anchor, sent, "reject")


@router.post("/reports/{id_}/claims/{anchor}/correct")
def correct(desk: Here, id_: str, anchor: str, sent: Fields) -> Response:
    """Make it say what the form says."""
    form = _form(desk, id_, sent)
    try:
        done = _decide(
            desk, id_,
            lambda made: made.correct(anchor, form.seen, wanted_of(form), over=form.over),
        )  # fmt: skip
    except Conflict as conflict:
        return _conflict(desk, id_, anchor, form, conflict)
    except BadInput as error:
        return _again(desk, id_, anchor, form, error)
    return _after(desk, done, "report.said.correct")


@router.post("/reports/{id_}/claims/{anchor}/reopen")
def reopen(desk: Here, id_: str, anchor: str, sent: Fields) -> Response:
    """Take back all that was decided about it."""
    seen = sent.get("seen", "")
    try:
        done = _decide(desk, id_, lambda made: made.undo_all(anchor, seen))
    except Conflict as conflict:
        return _conflict(desk, id_, anchor, ClaimForm({}, {}, {}, seen), conflict)
    return _after(desk, done, "report.said.reopen")


@router.post("/reports/{id_}/decisions/{decision}/undo")
def undo(
    desk: Here, id_: str, decision: str, seen: Annotated[str, Query(max_length=80)] = ""
) -> Response:
    """Take one decision back."""
    try:
        done = _decide(desk, id_, lambda made: made.undo(decision, seen))
    except Conflict as conflict:
        anchor = conflict.now.anchor if conflict.now else ""
        return _conflict(desk, id_, anchor, ClaimForm({}, {}, {}, seen), conflict)
    return _after(desk, done, "report.said.undo")


def _judged(desk: Desk, id_: str, anchor: str, sent: dict[str, str], verdict: str) -> Response:
    form = _form(desk, id_, sent)

    def decide(made: Corrections) -> Done:
        act = made.accept if verdict == "accept" else made.reject
        return act(anchor, form.over or form.seen, note=form.note or None)

    try:
        done = _decide(desk, id_, decide)
    except Conflict as conflict:
        return _conflict(desk, id_, anchor, form, conflict)
    return _after(desk, done, f"report.said.{verdict}")


def _form(desk: Desk, id_: str, sent: dict[str, str]) -> ClaimForm:
    desk.need("reviewer")
    return posted(sent, the_report(desk, id_).text or "")


def _decide(desk: Desk, id_: str, decide: Callable[[Corrections], Done]) -> Done:
    desk.need("reviewer")
    known = desk.known  # loaded before others are kept waiting
    with desk.writing() as connection:
        made = Corrections(connection, id_, by=desk.person.name, known=known)
        done = decide(made)
    if done.ids:
        desk.changed()
    return done


def _after(desk: Desk, done: Done, said: str) -> Response:
    """Back to the report; or the card anew, where a script has asked."""
    claim = done.now
    what = str(claim.gloss or claim.event) if claim is not None else ""
    what = what if len(what) <= SHORT else f"{what[:SHORT]}\N{HORIZONTAL ELLIPSIS}"
    text = desk.t(said, claim=what) if claim is not None else desk.t("report.said.gone")
    if not done.ids:
        text = desk.t("report.said.already")
    text = " ".join([text, *done.notes])
    way = f"/reports/{done.report}"
    undo = None
    if done.ids and done.verdict != "withdraw":
        undo = f"{way}/decisions/{done.ids[0]}/undo?seen={done.seen}"
    quick = done.verdict in {"accept", "reject"} and desk.request.headers.get("hx-request")
    if quick:
        whole = the_report(desk, done.report)
        one = whole.claim(done.anchor)
        if one is not None:
            return desk.part(
                "report_judged.html", report=whole, one=shown(one, desk.words), text=text, undo=undo
            )
    response = desk.to(f"{way}#{claim.id}" if claim is not None else way)
    desk.say(response, text, undo)
    return response


def _again(desk: Desk, id_: str, anchor: str, form: ClaimForm, error: BadInput) -> Response:
    """The form as it was sent, with what is wrong with it."""
    whole = the_report(desk, id_)
    problem = ""
    if isinstance(error, NotCorrected):
        for column, message in error.problems:
            form.problems.setdefault(column, []).append(message)
    else:
        problem = str(error)
    one = whole.claim(anchor) if anchor else None
    return claim_page(desk, whole, one, 400, form=with_blanks(form), problem=problem)


def _conflict(desk: Desk, id_: str, anchor: str, form: ClaimForm, conflict: Conflict) -> Response:
    """What it was, what it is now, what was wanted; nothing is lost."""
    whole = the_report(desk, id_)
    return claim_page(desk, whole, whole.claim(anchor), 409, form=form, conflict=conflict)
