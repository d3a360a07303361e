"""Decisions about claims: listed, made, taken back. Nothing is overwritten unseen."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Header, Path, Request
from sqlalchemy import select
from starlette.responses import Response

from riwaya.errors import BadInput
from riwaya.store.decision_pages import decisions_before
from riwaya.store.tables import decisions as table
from riwaya.store.tables import reports
from riwaya.web.api.answering import answer, plain
from riwaya.web.api.bodies import sent
from riwaya.web.api.cursors import Number, cursor_of, place_of
from riwaya.web.api.described import api_router, gives, takes
from riwaya.web.api.filters import LIMIT, Cursor, Limit, One, next_of
from riwaya.web.api.problem import Refused
from riwaya.web.api.records import Decided, DecisionItem, NewDecision, Page, Undo
from riwaya.web.desk import Conflict, Desk, NotThere
from riwaya.web.routing import Here
from riwaya.workspace.corrections import Conflict as Changed
from riwaya.workspace.corrections import Corrections, Done

router = api_router()
LONGEST_NOTE = 4_000
Match = Annotated[str | None, Header(max_length=200)]


@router.get("/decisions", **gives("DecisionPage"))
def decisions(
    desk: Here, request: Request, report: One = None, author: One = None, limit: Limit = LIMIT,
    cursor: Cursor = None,
) -> Response:  # fmt: skip
    """Decisions, the last first."""
    desk.need("reader")
    before = place_of(cursor, Number)

    def make() -> Page[DecisionItem]:
        rows, end = decisions_before(
            desk.connection, limit, before.n if before else None, report=report, author=author
        )
        items = [DecisionItem(standing=one.standing, id=one.made.id, report=one.made.report,
                              anchor=one.made.anchor, verdict=one.made.verdict,
                              author=one.made.author, made_at=one.made.made_at,
                              note=one.made.note, patch=one.made.patch,
                              withdraws=one.made.withdraws) for one in rows]  # fmt: skip
        return Page(items=items, next=next_of(request, cursor_of(Number(end)) if end else None))

    return answer(desk, make)


@router.post(
    "/decisions",
    **gives("Decided", 404, 409, 412, 413, 415, status=201, cached=False),
    **takes("NewDecision"),
)
def decide(
    desk: Here, wanted: Annotated[NewDecision, Depends(sent(NewDecision))], if_match: Match = None
) -> Response:
    """Accept, reject, correct or add; 409 where others have changed the claim since `seen`."""
    desk.need("reviewer")
    if len(wanted.note or "") > LONGEST_NOTE:
        raise BadInput(f"note: at most {LONGEST_NOTE:,} letters")
    _known(desk, wanted.report)
    seen = wanted.seen or _mark(if_match)
    done = _done(desk, wanted.report, _deed(wanted, seen), by_header=wanted.seen is None)
    return plain(_told(done), 201)


@router.post(
    "/decisions/{id_}/undo",
    **gives("Decided", 404, 409, 412, 413, 415, cached=False),
    **takes("Undo"),
)
def undo(
    desk: Here, id_: Annotated[str, Path(max_length=64)],
    wanted: Annotated[Undo, Depends(sent(Undo))], if_match: Match = None,
) -> Response:  # fmt: skip
    """Take a decision back by a further one."""
    desk.need("reviewer")
    query = select(reports.c.id).join(table, table.c.report_n == reports.c.n)
    report = desk.connection.execute(query.where(table.c.id == id_)).scalar()
    if report is None:
        raise NotThere("there is no such decision")
    seen = wanted.seen or _mark(if_match) or ""
    done = _done(desk, report, lambda made: made.undo(id_, seen), by_header=wanted.seen is None)
    return plain(_told(done))


def _deed(wanted: NewDecision, seen: str | None) -> Callable[[Corrections], Done]:
    if wanted.verdict == "add":
        if wanted.wanted is None:
            raise BadInput("wanted: say what the claim should say")
        new = wanted.wanted
        return lambda made: made.add(new)
    if wanted.anchor is None:
        raise BadInput("anchor: say which claim")
    if seen is None:
        raise BadInput("seen: say in which state you saw the claim (or send If-Match)")
    anchor, note = wanted.anchor, wanted.note
    if wanted.verdict == "accept":
        return lambda made: made.accept(anchor, seen, note=note)
    if wanted.verdict == "reject":
        return lambda made: made.reject(anchor, seen, note=note)
    if wanted.wanted is None:
        raise BadInput("wanted: say what the claim should say")
    correction = wanted.wanted
    return lambda made: made.correct(anchor, seen, correction)


def _done(desk: Desk, report: str, deed: Callable[[Corrections], Done], *, by_header: bool) -> Done:
    known = desk.known
    try:
        with desk.writing() as connection:
            done = deed(Corrections(connection, report, by=desk.person.name, known=known))
    except Changed as changed:
        if by_header:
            raise Refused(412, str(changed)) from None
        raise Conflict(str(changed)) from None
    if done.ids:
        desk.changed()
    return done


def _mark(if_match: str | None) -> str | None:
    """The `seen` that If-Match says."""
    return if_match.strip().strip('"') or None if if_match else None


def _known(desk: Desk, report: str) -> None:
    if desk.connection.execute(select(reports.c.n).where(reports.c.id == report)).scalar() is None:
        raise NotThere("there is no such report")


def _told(done: Done) -> Decided:
    return Decided(
        report=done.report, anchor=done.anchor, verdict=done.verdict, ids=list(done.ids),
        review=done.review, seen=done.seen, claim=done.now, notes=list(done.notes),
    )  # fmt: skip
