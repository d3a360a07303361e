"""What one name, title or time phrase stands for, with or without a sentence around it."""

from __future__ import annotations

from dataclasses import dataclass
from re import escape, finditer

from riwaya.resolving.actors import identify
from riwaya.resolving.claims import AROUND, Knowledge
from riwaya.resolving.report_places import locate_all
from riwaya.resolving.scene import Scene, head_class, scene_of
from riwaya.resolving.times import read_time


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found; empty or None where nothing was. `others` are ids, likeliest first."""

    kind: str
    entity: str | None
    name: str | None
    reason: str
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    from_: str | None = None
    to: str | None = None
    others: tuple[str, ...] = ()


def look_up_actor(
    name: str, known: Knowledge, *, context: str = "", date: str | None = None
) -> Answer:
    """An actor, a person or an office; the context is the text that the name stands in."""
    scene, start = _scene(name, context, date, known)
    tokens = scene.tokens_in(start, start + len(name))
    source = bool(tokens) and head_class(tokens[0].key) in {"voice", "spokesman"}
    found = identify(scene, known.who, start, start + len(name), source=source, agent=True)
    english = known.who.name_of(found.entity) if found.entity else None
    return Answer("actor", found.entity, english, found.reason, others=found.others)


def look_up_place(
    name: str, known: Knowledge, *, context: str = "", date: str | None = None
) -> Answer:
    """A place; the context says which of its namesakes."""
    scene, start = _scene(name, context, date, known)
    stretch = (start, start + len(name))
    fix = locate_all(scene, known.places, known.who, [stretch])[stretch][0].fix
    if fix.spot is None:
        return Answer("place", None, None, fix.reason)
    return Answer(
        "place", fix.spot.id, fix.spot.name, fix.reason, fix.lat, fix.lon,
        round(fix.radius_km, 1), others=tuple(entity for entity, _ in fix.others),
    )  # fmt: skip


def look_up_time(phrase: str, *, context: str = "", published: str | None = None) -> Answer:
    """A time phrase, counted from a publication date."""
    at = context.find(phrase)
    before = context[max(0, at - AROUND) : at] if at >= 0 else ""
    after = context[at + len(phrase) :][:AROUND] if at >= 0 else ""
    read = read_time(phrase, published, before=before, after=after)
    return Answer("time", None, None, read.reason, from_=read.from_, to=read.to)


def _scene(name: str, context: str, date: str | None, known: Knowledge) -> tuple[Scene, int]:
    """The context as a text; a name that it lacks is a text of its own."""
    raw = context if name in context else name
    return scene_of(raw, known.who.actors, known.who.persons, published=date), _where(raw, name)


def _where(raw: str, name: str) -> int:
    """Where the name stands: as a whole word if it does so anywhere."""
    at = raw.find(name)
    while at >= 0:
        end = at + len(name)
        if (end == len(raw) or not raw[end].isalpha()) and not raw[max(0, at - 1) : at].isalpha():
            return at
        at = raw.find(name, at + 1)
    return next((m.start() for m in finditer(rf"{escape(name)}\b", raw)), raw.find(name))
