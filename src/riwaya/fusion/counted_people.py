"""Whose dead a number counts: the side and the kind of people that its words and its claim say."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from msgspec import UNSET

from riwaya.fusion.told import ToldReport
from riwaya.fusion.within import LONGEST, SENTENCE_END, days_of
from riwaya.knowledge.actors import shipped_actors
from riwaya.knowledge.folding import WAW, fold
from riwaya.knowledge.name_words import tokens_of
from riwaya.knowledge.people import THINGS, PeopleWord, people_word
from riwaya.knowledge.toll_updates import update_words
from riwaya.records.claim import Claim
from riwaya.records.mention import Party, Quantity
from riwaya.records.terms import Event, Measure

#: The measures that make a toll, and the events that they are the count of.
TOLLED: dict[Measure, frozenset[Event]] = {
    "killed": frozenset(["kill", "execute"]),
    "injured": frozenset(["injure"]),
    "detained": frozenset(["detain"]),
    "abducted": frozenset(["abduct"]),
    "displaced": frozenset(["displace"]),
    "destroyed": frozenset(["damage"]),
}
#: Events whose targets are the people or things counted, and not the place that was hit.
OF_TARGETS = frozenset(event for events in TOLLED.values() for event in events)
#: A joint count of dead and hurt has this measure.
JOINT: Measure = "people"
#: Kinds of actor whose armed people are soldiers, and those whose are fighters.
STATE_FORCES = frozenset(["state", "government", "ministry", "military", "police", "intelligence"])
ARMED_GROUPS = frozenset(["armed_group", "militia", "coalition", "party", "movement"])
#: Kinds of actor whose people need not be armed: «two Iraqis».
CIVIL = frozenset(["state", "government", "ministry"])
#: Words after a number that may still say what it counts, and the letters that they are sought in.
REACH, WIDEST = 4, 60
#: Letters between a number and the target that it counts; before a figure, for words of an update.
NEAR, UPDATE_REACH = 30, 80
#: ACLED's precision of a time that only says the month, or longer.
MONTH = 3
STOP = re.compile(r"[^\w\s\"'«»()]")
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of a claim with whom it counts; `update`: said to replace an earlier figure."""

    measure: Measure
    side: str | None
    people: str
    quantity: Quantity
    update: bool


def counts_in(report: ToldReport, claims: Iterable[Claim]) -> Iterator[tuple[Claim, Counted]]:
    """Each number of a report's tolls once, with the claim that it is the count of.

    A number that stands in two claims (the strike's and the deaths') is the deaths'.
    """
    found: dict[tuple[Measure, int, int], tuple[Claim, Quantity]] = {}
    for claim in claims:
        if not _tells_a_toll(claim):
            continue
        for quantity in claim.quantities:
            measure = _measure(quantity)
            if measure is None:
                continue
            key = (measure, quantity.start, quantity.end)
            if key not in found or _own(claim, measure) > _own(found[key][0], measure):
                found[key] = (claim, quantity)
    for (measure, _, _), (claim, quantity) in sorted(found.items(), key=lambda one: one[0][1:]):
        side, people = whose(report.text, claim, quantity)
        yield claim, Counted(measure, side, people, quantity, is_update(report.text, quantity))


def _measure(quantity: Quantity) -> Measure | None:
    """The toll that a number belongs to: a joint count to one of its own, others to none."""
    if quantity.low is None and quantity.high is None:
        return None
    if quantity.joint is True:
        return JOINT
    return quantity.measure if quantity.measure in TOLLED else None


def _tells_a_toll(claim: Claim) -> bool:
    """Whether a claim says that it happened, within days: no denial, no plan, no month's sum."""
    if claim.polarity != "affirmed" or claim.reality != "actual" or claim.stance == "denies":
        return False
    time = claim.time
    if time is not None and time.precision is not UNSET and time.precision.acled >= MONTH:
        return False
    first, last, stated = days_of(claim)
    return not stated or first is None or last is None or last - first <= LONGEST


def _own(claim: Claim, measure: Measure) -> bool:
    return claim.event in TOLLED.get(measure, frozenset(["kill"]))


def whose(text: str, claim: Claim, quantity: Quantity) -> tuple[str | None, str]:
    """The side and the kind of people of a number: by the words with it, else by its target."""
    target = _target_of(text, claim, quantity)
    entity = target.entity if target is not None else None
    if quantity.unit == "family":
        return entity, "families"
    things = quantity.measure == "destroyed"
    word = _word_after(text, claim, quantity, things=things)
    if (word is None or word.kind == "all") and target is not None:
        word = _word_in(target.text, things=things) or word
    if things:
        return entity, "things" if word is None else word.kind
    if word is not None and quantity.subset is True and not word.whole:
        return entity, "all"
    return entity, _people(word, entity)


def _people(word: PeopleWord | None, entity: str | None) -> str:
    """The kind of people, where a word or the identity of their side says it."""
    actor = shipped_actors().get(entity) if entity else None
    of = actor.kind if actor else ""
    if word is None or word.kind == "all":
        if of in ARMED_GROUPS:
            return "fighters"
        return "soldiers" if of in STATE_FORCES - CIVIL else "all"
    if word.kind == "members":
        return "soldiers" if of in STATE_FORCES else "fighters"
    return word.kind


def _word_after(text: str, claim: Claim, quantity: Quantity, *, things: bool) -> PeopleWord | None:
    """What the number's own words count, or the few that follow it."""
    inside = _word_in(quantity.text, things=things)
    if inside is not None and inside.kind != "all":
        return inside
    end = min((q.start for q in claim.quantities if q.start >= quantity.end), default=len(text))
    stretch = text[quantity.end : min(end, quantity.end + WIDEST)]
    stop = STOP.search(stretch)
    stretch = stretch[: stop.start()] if stop else stretch
    return _word_in(stretch, REACH, things=things) or inside


def _word_in(words: str, most: int | None = None, *, things: bool) -> PeopleWord | None:
    """The first word that says who or what is counted; «people» only where none says more."""
    found: PeopleWord | None = None
    for number, token in enumerate(tokens_of(words)[:most]):
        word = people_word(token.key)
        if word is None and number and token.key.startswith(WAW):
            break  # another clause begins
        if word is None or (word.kind in THINGS) is not things:
            continue
        if word.kind != "all":
            return word
        found = found or word
    return found


def _target_of(text: str, claim: Claim, quantity: Quantity) -> Party | None:
    """The target that a number counts: the one right after it, else the claim's only one."""
    if claim.event not in OF_TARGETS:
        return None
    after = [
        target
        for target in claim.targets
        if target.end > quantity.start
        and target.start - quantity.end <= NEAR
        and not _parted(text, claim, quantity, target)
    ]
    if after:
        return min(after, key=lambda target: (target.start, target.end))
    if quantity.subset is True:
        return None
    wholes = [q for q in claim.quantities if q.subset is not True and q.measure == quantity.measure]
    return claim.targets[0] if len(claim.targets) == 1 == len(wholes) else None


def _parted(text: str, claim: Claim, quantity: Quantity, target: Party) -> bool:
    """Whether another number or a stop stands between a number and a target after it."""
    between = range(quantity.end, target.start)
    if any(q.start in between for q in claim.quantities):
        return True
    return STOP.search(text[quantity.end : max(quantity.end, target.start)]) is not None


def is_update(text: str, quantity: Quantity) -> bool:
    """Whether the words before a figure say that it replaces another: «ارتفعت الحصيلة إلى 15»."""
    before = text[max(0, quantity.start - UPDATE_REACH) : quantity.start]
    ends = [match.end() for match in SENTENCE_END.finditer(before)]
    words = [fold(word, ta_marbuta=True) for word in WORD.findall(before[max(ends, default=0) :])]
    roles = update_words()
    pairs = [" ".join(pair) for pair in pairwise(words)]
    if any(roles.get(pair) == "new" for pair in pairs):
        return True
    return bool(words) and roles.get(words[-1]) == "to" and _has_change(words, roles)


def _has_change(words: Sequence[str], roles: dict[str, str]) -> bool:
    return any(
        roles.get(word.removeprefix(WAW)) == "change" or roles.get(word) == "change"
        for word in words
    )
