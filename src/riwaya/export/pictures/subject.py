"""What pictures know of an incident: one line in either language, where, when, how many, who says.

Nothing here holds a report's words; an incident that went through the publishing profile stays
as it came out of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riwaya.export.shown.heading import colour_of, heading, place_called
from riwaya.export.shown.language import LANGUAGES, Bounds, Language
from riwaya.records.incident import Account, Figure, Incident, Origin, Toll
from riwaya.resolving.claims import Knowledge

#: The families of events, in the order of legends; names of colours, too.
FAMILIES = ("strike", "fight", "harm", "hold", "custody", "move", "talk", "civil")
UNTOLD: Bounds = (None, None)


@dataclass(frozen=True, slots=True)
class Number:
    """One number with its speaker; `marks` are about, part, joint, replaced."""

    bounds: Bounds
    who: str
    said: str | None
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """The numbers of one measure, side and kind of people, and the views over them."""

    measure: str
    people: str
    side: str | None
    range: Bounds
    majority: Bounds
    reliable: Bounds
    numbers: tuple[Number, ...]

    @property
    def most(self) -> float | None:
        """The highest number; None where no number is known."""
        return max((one for one in self.range if one is not None), default=None)


@dataclass(frozen=True, slots=True)
class Subject:
    """An incident as pictures show it. `km`: how far off the point may be; days are ISO days."""

    id: str
    heading: str
    arabic: str
    gloss: str | None
    family: str
    place: str | None
    lat: float | None
    lon: float | None
    km: float | None
    first: str | None
    last: str | None
    reports: int
    origins: int
    reviewed: int
    of: int
    counts: tuple[Count, ...]

    def counts_of(self, measure: str) -> list[Count]:
        """The counts that have a number: of everybody first, then of kinds, the highest first."""
        told = [one for one in self.counts if one.measure == measure and one.most is not None]
        return sorted(told, key=lambda one: (one.people != "all" or one.side is not None,
                                             -(one.most or 0)))  # fmt: skip


def subject_of(
    incident: Incident, words: Language, known: Knowledge, spoken: Mapping[str, str] | None = None
) -> Subject:
    """The incident in a language; `spoken` are the reports' own words for origins, by id."""
    place = place_called(words, known, incident.place_entity, incident.place)
    arabic = LANGUAGES["ar"]
    there = place_called(arabic, known, incident.place_entity, incident.place)
    speakers = {one.id: _called(one, words, known, spoken or {}) for one in incident.origins}
    return Subject(
        id=incident.id,
        heading=heading(words, incident.events, place),
        arabic=heading(arabic, incident.events, there),
        gloss=_gloss(incident.accounts),
        family=colour_of(incident.events),
        place=place,
        lat=incident.lat,
        lon=incident.lon,
        km=incident.radius_km,
        first=incident.day_from,
        last=incident.day_to or incident.day_from,
        reports=incident.counts.get("reports", 0),
        origins=incident.counts.get("origins", len(incident.origins)),
        reviewed=incident.reviewed,
        of=incident.of,
        counts=tuple(_count(toll, speakers, words, known) for toll in incident.tolls),
    )


def families_of(subjects: Sequence[Subject]) -> dict[str, int]:
    """How many incidents each family has, in the order of legends; those with none are left out."""
    found = {family: sum(one.family == family for one in subjects) for family in FAMILIES}
    return {family: number for family, number in found.items() if number}


def _gloss(accounts: Sequence[Account]) -> str | None:
    """The first line of the account that most claims make: a lone voice isn't what most say."""
    told = [one for one in accounts if one.gloss]
    fullest = max(told, key=lambda one: len(one.members), default=None)
    return fullest.gloss.partition("; ")[0] if fullest and fullest.gloss else None


def _called(origin: Origin, words: Language, known: Knowledge, spoken: Mapping[str, str]) -> str:
    """An origin's name; in Arabic where that is asked for and known."""
    if words.name != "ar":
        return origin.name
    listed = _entity(origin.entity, words, known) if origin.entity else None
    return listed or spoken.get(origin.id, origin.name)


def _entity(entity: str, words: Language, known: Knowledge) -> str | None:
    actor = known.who.actors.get(entity)
    if actor is None:
        return None
    return actor.names[0] if words.name == "ar" and actor.names else actor.name


def _count(toll: Toll, speakers: Mapping[str, str], words: Language, known: Knowledge) -> Count:
    side = (_entity(toll.side, words, known) or toll.side) if toll.side else None
    return Count(
        measure=toll.measure,
        people=toll.people,
        side=side,
        range=toll.views.get("range", UNTOLD),
        majority=toll.views.get("majority", UNTOLD),
        reliable=toll.views.get("most_reliable", UNTOLD),
        numbers=tuple(_number(one, speakers) for one in _ordered(toll.figures)),
    )


def _ordered(figures: Sequence[Figure]) -> Sequence[Figure]:
    """Figures that hold first, each group by the day on which they were said."""
    return sorted(figures, key=lambda one: (one.replaced, one.said is None, one.said or ""))


def _number(figure: Figure, speakers: Mapping[str, str]) -> Number:
    marks = {
        "about": figure.approximate,
        "part": figure.subset,
        "joint": figure.joint,
        "replaced": figure.replaced,
    }
    return Number(
        bounds=(figure.low, figure.high),
        who=speakers.get(figure.origin, figure.origin),
        said=figure.said,
        marks=tuple(name for name, holds in marks.items() if holds),
    )
