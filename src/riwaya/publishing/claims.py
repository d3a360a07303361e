"""A claim as it is published: private names covered, sensitive places coarse, offsets left out."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from typing import TypeVar

from msgspec import UNSET
from msgspec.structs import replace

from riwaya.knowledge.counted import nouns
from riwaya.knowledge.events import event_words
from riwaya.publishing.districts import WIDE
from riwaya.publishing.filler import FILLER, IN_WORDS, tidy, tidy_line
from riwaya.publishing.places import Places, names_facility
from riwaya.publishing.profile import Profile, Why
from riwaya.publishing.reports import Private
from riwaya.publishing.screen import Screen
from riwaya.records.claim import Claim, Link
from riwaya.records.mention import Mention, Party, Place, Quantity, Source, Time
from riwaya.records.resolution import TimePrecision, When
from riwaya.resolving.units import rates

Speaking = TypeVar("Speaking", Party, Source)
Moved = TypeVar("Moved", bound=Mention)
ID = re.compile(r"c\d{1,6}")
ISO = re.compile(r"\d{4}(-\d{2}){0,2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?")
GRAINS = frozenset(("hour", "part", "day", "week", "month", "season", "year", "range", "period"))


class Claims:
    """Makes the published form of claims; the offsets stay until `without_offsets`."""

    def __init__(self, screen: Screen, places: Places, profile: Profile) -> None:
        self._screen = screen
        self._places = places
        self._profile = profile

    def covered(self, claim: Claim, private: Private, *, coarse: bool) -> Claim:
        """The claim with fillers where something isn't published, every offset as it was.

        `coarse`: it, or another claim of the same happening, speaks of a sensitive place.
        """
        coarse = coarse and self._profile.coarse_places
        return replace(
            claim,
            id=claim_id(claim.id),
            agents=tuple(self._party(p, private, coarse=coarse) for p in claim.agents),
            targets=tuple(self._party(p, private, coarse=coarse) for p in claim.targets),
            places=tuple(
                self._places.published(
                    p,
                    private.names,
                    private.near if self._profile.coarse_places else (),
                    coarse=coarse,
                    cover=self._profile.hide_private,
                )
                for p in claim.places
            ),
            time=self._time(claim.time) if claim.time else None,
            quantities=tuple(map(self._quantity, claim.quantities)),
            attribution=tuple(self._party(s, private, coarse=coarse) for s in claim.attribution),
            links=tuple(Link(relation=k.relation, claim=claim_id(k.claim)) for k in claim.links),
            gloss=UNSET,
            when=self._when(claim.when) if claim.when is not UNSET else UNSET,
        )  # fmt: skip

    def _party(self, party: Speaking, private: Private, *, coarse: bool) -> Speaking:
        """An agent, a target or a source; what stands for a facility gives its name up."""
        facility = self._profile.coarse_places and self._places.speaks_of_facility(party)
        spot = self._places.spot(party.entity) if party.entity else None
        hide = self._profile.hide_private
        if not (hide or facility or coarse):
            return replace(party, resolution=UNSET)
        sight = self._screen.look(
            party.text, entity=party.entity, names=private.names if hide else frozenset(),
            place=not hide or (spot is not None and not coarse), facility=False,
        )  # fmt: skip
        if facility or (coarse and spot is not None and spot.kind not in WIDE):
            alone = spot is not None or self._screen.known.who.actors.get(party.entity or "")
            if alone and not names_facility(party.text):
                sight = self._screen.look(party.text, names=private.names, facility=True)
        text = self._screen.cover(party.text, sight)
        entity = None if facility else self._screen.entity(party.entity)
        if entity is None and spot is not None and not facility and not coarse:
            entity = party.entity
        name = self._screen.name_of(entity) or (spot.name if entity and spot else None)
        return replace(
            party, text=text, entity=entity, name=name or UNSET, romanised=UNSET, resolution=UNSET
        )

    def _time(self, time: Time) -> Time:
        text = self._screen.cover(time.text, self._screen.look(time.text))
        return replace(
            time, text=text, from_=_iso(time.from_), to=_iso(time.to),
            precision=_precision(time.precision), resolution=UNSET,
        )  # fmt: skip

    def _when(self, when: When) -> When:
        return replace(
            when, from_=_iso(when.from_), to=_iso(when.to), reason="",
            precision=_precision(when.precision),
        )  # fmt: skip

    def _quantity(self, quantity: Quantity) -> Quantity:
        text = self._screen.cover(quantity.text, self._screen.look(quantity.text))
        return replace(
            quantity, text=text, unit=quantity.unit if _is_unit(quantity.unit) else None,
            equivalent=UNSET,
        )  # fmt: skip


def without_offsets(claim: Claim) -> Claim:
    """The claim with marks for fillers; mentions begin at 0, since their text isn't published.

    The trigger's word gives way to the event's own label.
    """
    time = claim.time
    return replace(
        claim,
        trigger=_of(event_words()[claim.event].arabic),
        agents=tuple(map(_moved, claim.agents)),
        targets=tuple(map(_moved, claim.targets)),
        places=tuple(map(_moved, claim.places)),
        time=_moved(time) if time is not None else None,
        quantities=tuple(map(_moved, claim.quantities)),
        attribution=tuple(map(_moved, claim.attribution)),
        gloss=tidy_line(claim.gloss) if claim.gloss is not UNSET else UNSET,
    )


def claim_id(given: str) -> str:
    """The id of a claim within its report; a person's own, of a claim that was added, is hashed."""
    return given if ID.fullmatch(given) else f"x{sha256(given.encode()).hexdigest()[:8]}"


def hidden_of(claim: Claim) -> dict[str, Why]:
    """What of a covered claim isn't published, and why: "targets.0" -> "private_person"."""
    found: dict[str, Why] = {"trigger": "text"}
    for role in ("agents", "targets", "attribution"):
        several: tuple[Mention, ...] = getattr(claim, role)
        for number, mention in enumerate(several):
            if _is_hidden(mention.text):
                facility = names_facility(mention.text)
                found[f"{role}.{number}"] = "sensitive_place" if facility else "private_person"
    for number, place in enumerate(claim.places):
        if _is_hidden(place.text):
            found[f"places.{number}"] = "sensitive_place"
    return found


def _is_hidden(text: str) -> bool:
    return FILLER in text or IN_WORDS in text


def _of(text: str) -> Mention:
    return Mention(text=text, start=0, end=len(text))


def _moved(mention: Moved) -> Moved:
    text = tidy(mention.text)
    changes = {"text": text, "start": 0, "end": len(text)}
    if isinstance(mention, Place) and mention.name:
        changes["name"] = tidy_line(mention.name)
    return replace(mention, **changes)


def _iso(value: str | None) -> str | None:
    return value if value is not None and ISO.fullmatch(value) else None


def _precision(value: TimePrecision | object) -> object:
    return value if isinstance(value, TimePrecision) and value.grain in GRAINS else UNSET


def _is_unit(unit: str | None) -> bool:
    if unit is None:
        return False
    return all(part in _units() for part in unit.split("/"))


@cache
def _units() -> frozenset[str]:
    """Every unit that Riwaya writes."""
    found = {noun.unit for kinds in nouns().values() for noun in kinds.values() if noun.unit}
    return frozenset({*found, *rates().values(), "%", "person"})
