"""Judgements on incidents: the same, different, split, unsure; listed and taken back."""

from typing import Annotated

from fastapi import Depends, Path, Request
from sqlalchemy import Connection
from starlette.responses import Response

from riwaya.errors import BadInput
from riwaya.web.api.answering import answer, plain
from riwaya.web.api.bodies import sent
from riwaya.web.api.cursors import Number, cursor_of, place_of
from riwaya.web.api.described import api_router, gives, takes
from riwaya.web.api.filters import LIMIT, Cursor, Limit, next_of
from riwaya.web.api.records import JudgementItem, NewJudgement, Page
from riwaya.web.desk import Conflict, Desk, NotThere
from riwaya.web.routing import Here
from riwaya.workspace.judgements import Word, different, same, split, unsure, words
from riwaya.workspace.judgements import undo as take_back
from riwaya.workspace.sides import Changed

router = api_router()
LONGEST_NOTE = 4_000
#: Letters of a whole id.
WHOLE = 64


@router.get("/judgements", **gives("JudgementPage"))
def judgements(
    desk: Here, request: Request, limit: Limit = LIMIT, cursor: Cursor = None
) -> Response:
    """What people said of incidents, the first first."""
    desk.need("reader")
    place = place_of(cursor, Number)
    start = max(0, place.n) if place else 0

    def make() -> Page[JudgementItem]:
        every = desk.remembered("judgements", lambda: words(desk.connection))
        shown = every[start : start + limit]
        end = start + limit if start + limit < len(every) else None
        items = [_item(one) for one in shown]
        return Page(items=items, next=next_of(request, cursor_of(Number(end)) if end else None))

    return answer(desk, make)


@router.post(
    "/judgements",
    **gives("JudgementItem", 409, 413, 415, status=201, cached=False),
    **takes("NewJudgement"),
)
def judge(desk: Here, wanted: Annotated[NewJudgement, Depends(sent(NewJudgement))]) -> Response:
    """Say that incidents are one, or two, or that nobody can tell; or split one."""
    desk.need("reviewer")
    if len(wanted.note or "") > LONGEST_NOTE:
        raise BadInput(f"note: at most {LONGEST_NOTE:,} letters")
    try:
        with desk.writing() as connection:
            word = _said(desk, connection, wanted)
    except Changed as changed:
        raise Conflict(str(changed)) from None
    desk.changed()
    return plain(_item(word), 201)


@router.post("/judgements/{id_}/undo", **gives("JudgementItem", 404, 409, cached=False))
def undo(desk: Here, id_: Annotated[str, Path(max_length=WHOLE)]) -> Response:
    """Take a judgement back by a further one; 409 where it was taken back already."""
    desk.need("reviewer")
    if not any(one.id == id_ for one in words(desk.connection)):
        raise NotThere("there is no such judgement")
    with desk.writing() as connection:
        word = take_back(connection, id_, by=desk.person.name)
    if word is None:
        raise Conflict("it was taken back already")
    desk.changed()
    return plain(_item(word))


def _said(desk: Desk, connection: Connection, wanted: NewJudgement) -> Word:
    by, note = desk.person.name, wanted.note
    if wanted.verdict == "split":
        return split(connection, wanted.one, wanted.out, by=by, note=note)
    if wanted.other is None:
        raise BadInput("other: say which incident or claim the first one is compared with")
    deeds = {"same": same, "different": different, "unsure": unsure}
    return deeds[wanted.verdict](connection, wanted.one, wanted.other, by=by, note=note)


def _item(word: Word) -> JudgementItem:
    return JudgementItem(
        id=word.id, verdict=word.verdict, author=word.author, made_at=word.made_at,
        sides=[list(side) for side in word.sides], standing=word.standing, note=word.note,
        withdraws=word.withdraws,
    )  # fmt: skip
