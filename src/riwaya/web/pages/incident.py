"""One incident: the accounts side by side, and what people say of it: same, different, split."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Form, Query
from starlette.responses import RedirectResponse, Response

from riwaya.export.shown.heading import heading, place_called
from riwaya.records.incident import Incident
from riwaya.store.incident_search import find_incidents, incident_named
from riwaya.web.desk import Conflict, Desk, NotThere
from riwaya.web.incident_pages import body_of, judges, page_of
from riwaya.web.routing import Here, page_router
from riwaya.workspace import gradings, judgements
from riwaya.workspace.asked import query_of
from riwaya.workspace.incidents import whole_incident
from riwaya.workspace.judgements import Word
from riwaya.workspace.near_incidents import SHOWN, Near, compared, near_incidents
from riwaya.workspace.sides import Changed, incidents_with

router = page_router()
Id = str
#: Letters of a note, of a search, of an id.
LONGEST, ASKED = 2000, 200
Text = Annotated[str, Form(max_length=LONGEST)]
VERDICTS = ("same", "different", "unsure")


@router.get("/incidents/{id_}")
def incident(
    desk: Here, id_: Id, reviewed: str = "", everything: Annotated[str, Query(alias="all")] = ""
) -> Response:
    """The whole page; an id of earlier leads to the incident that has its claims now."""
    row = _row(desk, id_)
    if row.id != id_:
        return RedirectResponse(f"/incidents/{row.id}" + ("?reviewed=1" if reviewed else ""), 303)
    page = page_of(desk, row, reviewed_only=bool(reviewed))
    if page is None:
        if desk.public:
            raise NotThere(desk.t("incident.gone"))
        return desk.page("incident_unreviewed.html", id_=id_)
    only = bool(reviewed)
    return desk.page(
        "incident.html", page=page, judging=judges(desk) and not only,
        body=body_of(desk, page, reviewed_only=only, everything=bool(everything)),
    )  # fmt: skip


@router.get("/incidents/{id_}/points")
def points(desk: Here, id_: Id) -> Response:
    """Where it was, as JSON for the map: every place that is told, with how far it may be off."""
    page = page_of(desk, _row(desk, id_), reviewed_only=False)
    several = [] if page is None else page.points
    return Response(json.dumps(several, ensure_ascii=False), media_type="application/json")


@router.get("/incidents/{id_}/nearby")
def nearby(desk: Here, id_: Id, q: Annotated[str, Query(max_length=ASKED)] = "") -> Response:
    """Other incidents that may be the same, each with its reasons; or those that words find."""
    desk.need("reviewer")
    row = _row(desk, id_)
    words = q.strip()
    found: list[Near] = desk.remembered(
        ("nearby", row.id, words),
        lambda: _found(desk, row, words) if words else near_incidents(desk.connection, row),
    )
    page = page_of(desk, row, reviewed_only=False)
    values = {
        "near": [_near(desk, one) for one in found],
        "row": row,
        "q": words,
        "seen": page.seen if page else row.id,
    }
    if desk.request.headers.get("hx-request"):
        return desk.part("incident_nearby.html", **values)
    return desk.page("incident_nearby_page.html", **values)


def _near(desk: Desk, one: Near) -> dict[str, Any]:
    """What the page says of an incident nearby."""
    place = place_called(desk.words, desk.known, one.row.place_entity, one.row.place)
    counted = one.row.killed_low is not None
    return {
        "row": one.row, "seen": one.seen, "km": one.km, "reasons": one.reasons,
        "heading": heading(desk.words, one.row.events.split(), place),
        "killed": (one.row.killed_low, one.row.killed_high) if counted else None,
    }  # fmt: skip


def _found(desk: Desk, row: Any, words: str) -> list[Near]:
    """The incident with an id or of an address, else those that words find."""
    named = incident_named(desk.connection, words.rstrip("/").rpartition("/")[2])
    if named is not None:
        return compared(desk.connection, row, [named])
    query = query_of({"words": words, "limit": SHOWN}, desk.known)
    return compared(desk.connection, row, find_incidents(desk.connection, query))


@router.post("/incidents/{id_}/judge/{verdict}")
def judge(desk: Here, id_: Id, verdict: str, seen: Text, other: Text, note: Text = "") -> Response:
    """An incident and another one are the same, are different, or nobody can tell."""
    desk.need("reviewer")
    if verdict not in VERDICTS or seen.partition("@")[0] != id_:
        raise NotThere(desk.t("incident.gone"))
    say = getattr(judgements, verdict)
    with _changes(), desk.writing() as connection:
        word: Word = say(connection, seen, other, by=desk.person.name, note=note.strip() or None)
    return _on(desk, word, f"incident.said.{verdict}")


@router.post("/incidents/{id_}/split")
def split(
    desk: Here,
    id_: Id,
    seen: Text,
    claim: Annotated[list[str] | None, Form()] = None,
    account: Annotated[list[str] | None, Form()] = None,
    note: Text = "",
) -> Response:
    """Some claims, or whole accounts, are of another happening."""
    desk.need("reviewer")
    row = _row(desk, id_)
    page = page_of(desk, row, reviewed_only=False)
    out = [*(claim or ()), *_claims_of(page.incident if page else None, account or ())]
    with _changes(), desk.writing() as connection:
        word = judgements.split(
            connection, seen, out, by=desk.person.name, note=note.strip() or None
        )
    return _on(desk, word, "incident.said.split", side=-1)


def _claims_of(incident: Incident | None, origins: list[str] | tuple[str, ...]) -> list[str]:
    accounts = incident.accounts if incident else ()
    return [
        f"{member.report}/{member.claim}"
        for account in accounts
        if account.origin in origins
        for member in account.members
    ]


@router.post("/incidents/{id_}/undo/{word}")
def undo(desk: Here, id_: Id, word: str) -> Response:
    """Take a judgement back, or take the taking back back."""
    desk.need("reviewer")
    with desk.writing() as connection:
        back = judgements.undo(connection, word, by=desk.person.name)
    if back is None:
        return desk.to(f"/incidents/{quote(id_)}", said="incident.said.already")
    return _on(desk, back, "incident.said.undone")


@router.post("/incidents/{id_}/grade")
def grade(desk: Here, id_: Id, seen: Text, airwars: Text, admiralty: Text) -> Response:
    """Accept the grade that is suggested."""
    desk.need("reviewer")
    row = _row(desk, id_)
    whole = whole_incident(desk.connection, row)
    if whole is None or whole.incident.grade is None:
        raise NotThere(desk.t("incident.gone"))
    suggested = whole.incident.grade
    with _changes(), desk.writing() as connection:
        made = gradings.accept(
            connection, seen, suggested, (airwars, admiralty), by=desk.person.name
        )
    back = f"/incidents/{row.id}/grade/undo/{made.id}"
    return desk.to(f"/incidents/{row.id}#grade", said="incident.said.graded", undo=back)


@router.post("/incidents/{id_}/grade/undo/{grading}")
def ungrade(desk: Here, id_: Id, grading: str) -> Response:
    """Take an acceptance back, or take the taking back back."""
    desk.need("reviewer")
    row = _row(desk, id_)
    with desk.writing() as connection:
        made = gradings.undo(connection, grading, by=desk.person.name)
    if made is None:
        return desk.to(f"/incidents/{row.id}#grade", said="incident.said.already")
    back = f"/incidents/{row.id}/grade/undo/{made.id}"
    return desk.to(f"/incidents/{row.id}#grade", said="incident.said.undone", undo=back)


def _row(desk: Desk, id_: str) -> Any:
    """The incident's row; raises NotThere."""
    row = desk.remembered(("incident row", id_), lambda: incident_named(desk.connection, id_))
    if row is None:
        raise NotThere(desk.t("incident.gone"))
    return row


def _on(desk: Desk, word: Word, said: str, side: int = 0) -> Response:
    """On to the incident that a judgement has made, with its undoing at hand."""
    desk.fused_now()
    found = incidents_with(desk.connection, word.sides[side]) or incidents_with(
        desk.connection, (name for several in word.sides for name in several)
    )
    if not found:
        return desk.to("/incidents", said=said)
    return desk.to(
        f"/incidents/{found[0]}", said=said, undo=f"/incidents/{found[0]}/undo/{word.id}"
    )


@contextmanager
def _changes() -> Iterator[None]:
    """What has changed since somebody saw it is a conflict on the page."""
    try:
        yield
    except Changed as error:
        raise Conflict(str(error)) from None
