"""The counts of people in a report in the order of its text, each once, with words around them."""

from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.checks.cited import told
from riwaya.fusion.counted_people import TOLLED, whose
from riwaya.fusion.sentences import sentence_around
from riwaya.fusion.told import ToldReport
from riwaya.knowledge.clues import has
from riwaya.knowledge.name_words import keys_of
from riwaya.records.claim import Claim
from riwaya.records.mention import Place, Quantity

#: What people are counted for.
PEOPLE = frozenset(("killed", "injured", "people", "detained", "abducted", "released", "displaced"))
#: Letters after a number in which its noun and its place are looked for.
NOUN_REACH, PLACE_REACH = 40, 35
#: How far a number that is said to be about right may be off, as a share of it.
ABOUT = 0.1


@dataclass(frozen=True, slots=True)
class PeopleCount:
    """A number of people: its claim, its words, the kind of people, its sentence's borders."""

    report: ToldReport
    claim: Claim
    quantity: Quantity
    people: str
    side: str | None
    sentence: tuple[int, int]
    #: Words after it, up to the next number or the sentence's end, as keys.
    after: tuple[str, ...]
    #: Those words end at another number.
    before_number: bool

    @property
    def part(self) -> bool:
        """Whether it is said to be a part of another one."""
        return self.quantity.subset is True

    @property
    def joint(self) -> bool:
        """Whether it counts the dead and the hurt together."""
        return self.quantity.joint is True

    @property
    def exact(self) -> bool:
        """Whether it is one number, or at least one: «dozens» are no bounds to hold anybody to."""
        return self.quantity.low is not None and self.quantity.high in {None, self.quantity.low}

    @property
    def of_several(self) -> bool:
        """Whether there are several of whom others can be a part: «an official» is one."""
        return (self.quantity.low or 0) > 1

    @property
    def least(self) -> float | None:
        """The fewest that it allows; None where it bounds nothing below."""
        low = self.quantity.low
        return None if low is None else low * (1 - ABOUT if self._about else 1)

    @property
    def most(self) -> float | None:
        """The most that it allows; None where it bounds nothing above."""
        high = self.quantity.high
        return None if high is None else high * (1 + ABOUT if self._about else 1)

    @property
    def _about(self) -> bool:
        return self.quantity.approximate is True


def people_counts(report: ToldReport) -> list[PeopleCount]:
    """All counts of people that a report gives of what happened, each once, in text order.

    A number that stands in two claims is that of the claim of its own kind.
    """
    found: dict[tuple[int, int], tuple[Claim, Quantity]] = {}
    for claim in told(report):
        for quantity in claim.quantities:
            if quantity.measure not in PEOPLE or quantity.unit not in {None, "person"}:
                continue
            key = (quantity.start, quantity.end)
            if key not in found or _own(claim, quantity) > _own(*found[key]):
                found[key] = (claim, quantity)
    starts = sorted({q.start for c in report.claims for q in c.quantities})
    return [_count(report, *found[key], starts) for key in sorted(found)]


def _own(claim: Claim, quantity: Quantity) -> bool:
    return claim.event in TOLLED.get(quantity.measure, frozenset())


def _count(
    report: ToldReport, claim: Claim, quantity: Quantity, starts: Sequence[int]
) -> PeopleCount:
    sentence = sentence_around(report.text, quantity.start)
    end = min([s for s in starts if s >= quantity.end] + [sentence[1]])
    side, people = whose(report.text, claim, quantity)
    if has(keys_of(report.text[quantity.start : min(end, quantity.end + 12)])[:3], "man"):
        people = "men"
    words = keys_of(report.text[quantity.end : max(quantity.end, end)])
    before_number = end < sentence[1]
    return PeopleCount(report, claim, quantity, people, side, sentence, words, before_number)


def place_after(count: PeopleCount, counts: Sequence[PeopleCount]) -> Place | None:
    """The place that stands right after a number: «13 in Marea»."""
    end = count.quantity.end
    reach = min(
        [one.quantity.start for one in counts if one.quantity.start >= end]
        + [count.sentence[1], end + PLACE_REACH]
    )
    places = [
        place
        for claim in count.report.claims
        for place in claim.places
        if end <= place.start < reach
    ]
    return min(places, key=lambda place: (place.start, -place.end), default=None)
