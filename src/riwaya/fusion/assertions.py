"""What each origin of an incident asserts, sorted for comparison: sides, places, days, weapons."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from msgspec import UNSET

from riwaya.fusion.elsewhere import AT, spots_of
from riwaya.fusion.gathered import Gathered, key_of, member_of
from riwaya.fusion.summed_up import WIDE_KM
from riwaya.fusion.told import Spot, ToldReport
from riwaya.fusion.within import LONGEST, SENTENCE_END, days_of
from riwaya.knowledge.families import Family, families
from riwaya.knowledge.name_words import bare, bare_forms, keys_of, tokens_of
from riwaya.knowledge.places import place_words
from riwaya.knowledge.side_words import names_a_side
from riwaya.knowledge.weapons import Weapon, weapons_in
from riwaya.records.claim import Claim
from riwaya.records.incident import Member
from riwaya.records.mention import Party
from riwaya.records.terms import Event

#: Events by which somebody does something to others: who did it is who is blamed.
BLAMED: frozenset[Event] = frozenset(
    ["air_strike", "missile_strike", "shelling", "bombing", "suicide_attack", "chemical_attack",
     "attack", "kill", "injure", "execute", "damage", "abduct", "detain"]
)  # fmt: skip
#: Events that are done with a weapon.
ARMED: frozenset[Event] = frozenset(
    ["air_strike", "missile_strike", "shelling", "bombing", "suicide_attack"]
)
#: How resolving says that it took a side from elsewhere in the text: the words name none.
GUESSED = (
    "the country that the text speaks of",
    "the last side named that has such",
    "the only such actor",
)
#: Letters after a trigger in which its weapon may be named.
WEAPON_REACH = 40


@dataclass(frozen=True, slots=True)
class Assertion:
    """A claim with its origin and what of it can be compared."""

    origin: str
    report: ToldReport
    claim: Claim
    family: Family

    @property
    def member(self) -> Member:
        """The claim as a member of the incident."""
        return member_of(self.report, self.claim)

    @property
    def denied(self) -> bool:
        """Whether it says that something did not happen, with a speaker who says so.

        What was foiled (negated and intended) is no denial.
        """
        claim = self.claim
        if claim.polarity != "negated":
            return False
        return claim.stance == "denies" or (claim.reality == "actual" and bool(claim.attribution))

    @property
    def affirmed(self) -> bool:
        """Whether it says that something happened."""
        claim = self.claim
        told = claim.polarity == "affirmed" and claim.reality == "actual"
        return told and claim.stance != "denies"

    @property
    def agents(self) -> frozenset[str]:
        """The identities that its words name as who did it."""
        return frozenset(p.entity for p in self.claim.agents if p.entity and is_named(p))

    @property
    def spots(self) -> tuple[Spot, ...]:
        """The places in or near which it was, those that are narrower than a region."""
        if not any(place.relation in AT for place in self.claim.places):
            return ()
        return tuple(spot for spot in spots_of(self.claim) if spot.radius_km <= WIDE_KM)

    @property
    def place_names(self) -> tuple[frozenset[str], ...]:
        """The words of each place that it names, without those for the kind of place."""
        found = (frozenset(_telling(place.text)) for place in self.claim.places)
        return tuple(words for words in found if words)

    @property
    def days(self) -> tuple[int, int] | None:
        """The days that it states, as ordinals; None for inferred ones and for periods."""
        first, last, stated = days_of(self.claim)
        if not stated or first is None or last is None or last - first > LONGEST:
            return None
        return first, last

    @property
    def vague_hour(self) -> bool:
        """Whether it says a part of a day: a night belongs to two."""
        when = self.claim.when
        precision = when.precision if when is not UNSET else UNSET
        return precision is not UNSET and precision.grain in {"part", "hour"}

    @property
    def weapons(self) -> frozenset[Weapon]:
        """With what, by the words around it: the event alone is the reader's opinion."""
        claim = self.claim
        if claim.event not in ARMED:
            return frozenset()
        start, end = claim.trigger.start, claim.trigger.end
        words = self.report.text[start : end + WEAPON_REACH]
        stop = SENTENCE_END.search(words)
        named = weapons_in(words[: stop.start()] if stop else words)
        named |= {w for party in claim.agents for w in weapons_in(party.text)}
        return named


def _telling(name: str) -> Iterator[str]:
    """A place's words without article, «city» and the like left out."""
    for key in keys_of(name):
        if key not in place_words() and bare(key) not in place_words():
            yield bare(key)


@lru_cache(maxsize=1024)
def words_of(text: str) -> frozenset[str]:
    """The words of a text without article and clitics, in every reading of them."""
    return frozenset(bare_forms(tokens_of(text)))


def is_named(party: Party) -> bool:
    """Whether a party's words say whose it is: «warplanes» alone are nobody's."""
    if party.resolution is UNSET or not any(g in party.resolution.reason for g in GUESSED):
        return True
    return names_a_side(party.text)


def assertions_of(gathered: Gathered, origin_of: Mapping[str, str]) -> list[Assertion]:
    """Every claim that has an origin, in the order of reports; rejected ones are left out."""
    return list(_assertions(gathered, origin_of))


def _assertions(gathered: Gathered, origin_of: Mapping[str, str]) -> Iterator[Assertion]:
    for report, claim in gathered:
        key = key_of(report, claim)
        if key in origin_of and gathered.reviews.get(key) != "rejected":
            yield Assertion(origin_of[key], report, claim, families()[claim.event])


def sides_of(entities: Iterable[str], top_of: Callable[[str], str]) -> frozenset[str]:
    """The identities at the top of some actors' parents."""
    return frozenset(map(top_of, entities))


def by_origin(assertions: Iterable[Assertion]) -> dict[str, list[Assertion]]:
    """The assertions of each origin, origins in order of their ids."""
    found: dict[str, list[Assertion]] = {}
    for one in assertions:
        found.setdefault(one.origin, []).append(one)
    return dict(sorted(found.items()))


def members_of(assertions: Iterable[Assertion]) -> tuple[Member, ...]:
    """Their claims, each once, in order of report and claim."""
    found = {one.member for one in assertions}
    return tuple(sorted(found, key=lambda m: (m.report, m.claim, m.source)))
