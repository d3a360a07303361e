"""What a name stands for, by the tables."""

from typing import Annotated, Literal

from fastapi import Query as Asked
from starlette.responses import Response

from riwaya.errors import BadInput
from riwaya.resolving.lookup import Answer as Found
from riwaya.resolving.lookup import look_up_actor, look_up_place
from riwaya.store.query_forms import since_form
from riwaya.web.api.answering import plain
from riwaya.web.api.described import api_router, gives
from riwaya.web.api.records import Answer
from riwaya.web.desk import Desk
from riwaya.web.routing import Here
from riwaya.web.sight import publisher_of

router = api_router()
Kind = Literal["actor", "place"]
Name = Annotated[str, Asked(min_length=1, max_length=200)]
Context = Annotated[str, Asked(max_length=2_000, description="A text that the name stands in.")]
Day = Annotated[str | None, Asked(max_length=40, description="ISO day of that text.")]


@router.get("/lookup/actor", **gives("Answer", cached=False))
def actor(desk: Here, name: Name, context: Context = "", date: Day = None) -> Response:
    """An actor, a person or an office."""
    found = look_up_actor(_word(name), desk.known, context=_plain(context), date=_day(date))
    return plain(_answer(desk, "actor", found))


@router.get("/lookup/place", **gives("Answer", cached=False))
def place(desk: Here, name: Name, context: Context = "", date: Day = None) -> Response:
    """A place, with its point and how far off that may be."""
    found = look_up_place(_word(name), desk.known, context=_plain(context), date=_day(date))
    return plain(_answer(desk, "place", found))


def _word(name: str) -> str:
    plain_name = _plain(name).strip()
    if not any(letter.isalnum() for letter in plain_name):
        raise BadInput("name: write a name")
    return plain_name


def _plain(text: str) -> str:
    """Half characters stand in no text."""
    return text.encode("utf-8", "replace").decode().replace("\0", " ")


def _day(date: str | None) -> str | None:
    return since_form(date) if date else None


def _answer(desk: Desk, kind: Kind, found: Found) -> Answer:
    if desk.public and found.entity is not None:
        seen = publisher_of(desk)
        private = kind == "actor" and not seen.screen.is_public(found.entity)
        if private or (kind == "place" and seen.places.is_facility(found.entity)):
            return Answer(kind=kind, entity=None, name=None, reason="not published")
    others = () if desk.public else found.others
    return Answer(
        kind=kind, entity=found.entity, name=found.name, reason=found.reason,
        lat=found.lat, lon=found.lon, radius_km=found.radius_km, others=list(others),
    )  # fmt: skip
