"""Who did what to whom in an incident, as forms of one actor and one target need it.

Only claims that something happened count: affirmed, actual, and no denial. Of several actors the
one that most reports name is taken; what that drops is for the loss report to say.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from riwaya.export.forms.exported import ExportedClaim, ExportedIncident
from riwaya.export.gloss import called
from riwaya.export.select import confidence
from riwaya.knowledge.families import families
from riwaya.records.mention import Party
from riwaya.records.terms import Event
from riwaya.resolving.claims import Knowledge

Side = Literal["state", "armed", "civilians"]
#: ACLED's inter codes by the sides that rules speak of; 8 are foreign and joint forces.
SIDES: dict[int, Side] = {
    1: "state", 2: "armed", 3: "armed", 4: "armed", 5: "civilians", 6: "civilians",
    7: "civilians", 8: "state",
}  # fmt: skip
#: Kinds of people of a toll that are no combatants.
UNARMED = frozenset(("civilians", "women", "children", "journalists", "medics"))
HARM = frozenset(("killed", "injured", "detained", "abducted", "displaced"))


@dataclass(frozen=True, slots=True)
class Actor:
    """An agent or a target: its identity where known, its English name, ACLED's inter code."""

    entity: str | None
    name: str
    inter: int | None
    country: str = ""

    @property
    def side(self) -> Side | None:
        """The side that rules know it by."""
        return SIDES.get(self.inter) if self.inter is not None else None


class Acting:
    """An incident's deeds with their actors."""

    def __init__(self, one: ExportedIncident, known: Knowledge) -> None:
        self.one = one
        self._actors = known.who.actors
        self.happened: tuple[ExportedClaim, ...] = tuple(
            claim
            for claim in one.claims
            if claim.claim.polarity == "affirmed"
            and claim.claim.reality == "actual"
            and claim.claim.stance != "denies"
        )

    @cached_property
    def events(self) -> frozenset[Event]:
        """What happened by at least one claim."""
        return frozenset(claim.claim.event for claim in self.happened)

    @cached_property
    def civilians(self) -> bool:
        """Whether a toll counts people who are no combatants among the harmed."""
        return any(
            toll.measure in HARM and toll.people in UNARMED for toll in self.one.incident.tolls
        )

    def claims_of(self, event: str) -> list[ExportedClaim]:
        """The claims of an event that happened."""
        return [claim for claim in self.happened if claim.claim.event == event]

    def weight(self, event: str) -> float:
        """How much speaks for an event: the confidences of its claims, added up."""
        return sum(confidence(claim.claim) for claim in self.claims_of(event))

    def agents(self, event: str) -> list[Actor]:
        """Who did it, most named first; of an event without agents, who did the rest."""
        return self.own_agents(event) or self.ranked(
            party for claim in self._deeds() for party in claim.claim.agents
        )

    def own_agents(self, event: str) -> list[Actor]:
        """Who did it by the claims of that event alone, most named first."""
        return self.ranked(party for c in self.claims_of(event) for party in c.claim.agents)

    def targets(self, event: str) -> list[Actor]:
        """Whom it was done to, known bodies only, most named first."""
        own = self.ranked(p for c in self.claims_of(event) for p in c.claim.targets)
        found = [actor for actor in own if actor.inter is not None]
        others = self.ranked(p for c in self._deeds() for p in c.claim.targets)
        return found or [actor for actor in others if actor.inter is not None]

    def _deeds(self) -> list[ExportedClaim]:
        """Claims of deeds and the harm they did; states and politics are another matter."""
        return [c for c in self.happened if families()[c.claim.event].part != "own"]

    def ranked(self, parties: Iterable[Party]) -> list[Actor]:
        """The actors of mentions, most named first, bodies that are known before words."""
        counted = Counter(self._actor(party) for party in parties)
        return sorted(
            counted, key=lambda a: (a.entity is None, a.inter is None, -counted[a], a.name)
        )

    def _actor(self, party: Party) -> Actor:
        row = self._actors.actors.get(party.entity) if party.entity else None
        if row is None:
            return Actor(party.entity, called(party), None)
        return Actor(row.id, row.name, row.inter, row.country)

    def holds(self, condition: str, event: str) -> bool:
        """Whether a condition of a rule holds: "agent:state", "tells:kill", "known:place"."""
        about, _, what = condition.partition(":")
        match about:
            case "agent":
                return _has(self.agents(event), what)
            case "target":
                return _has(self.targets(event), what) or (what == "civilians" and self.civilians)
            case "tells":
                return what in self.events
            case "no":
                return not self._tells(what)
            case _:
                return self._knows(what, event)

    def _tells(self, what: str) -> bool:
        if what == "deed":
            return any(families()[event].part == "deed" for event in self.events)
        return what in self.events

    def _knows(self, what: str, event: str) -> bool:
        if what == "place":
            return self.one.incident.lat is not None
        return bool(self.agents(event) if what == "agent" else self.targets(event))


def _has(actors: Sequence[Actor], side: str) -> bool:
    """Whether the first of the actors is of a side."""
    return bool(actors) and actors[0].side == side
