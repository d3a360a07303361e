"""Who denies what others report: that it happened, that so many died, that it was this side."""

from collections.abc import Callable, Iterator, Sequence

from riwaya.fusion.assertions import Assertion, members_of, sides_of
from riwaya.fusion.counted_people import TOLLED
from riwaya.fusion.speakers import Speakers, verb
from riwaya.fusion.toll_views import Interval, number
from riwaya.fusion.within import gap_km
from riwaya.knowledge.events import event_words
from riwaya.records.incident import Disagreement
from riwaya.records.mention import Quantity

#: Places further apart than this and both uncertainties are two places, in km.
FAR_KM = 25.0
#: Families of which an incident has deeds by both sides: a denial is of the named side's only.
BY_SIDE = frozenset(["fight", "hold"])


def denials(
    assertions: Sequence[Assertion], speakers: Speakers, top_of: Callable[[str], str]
) -> Iterator[Disagreement]:
    """Each origin's denials of one kind of event, with all who report it."""
    told: dict[tuple[str, str], list[Assertion]] = {}
    for one in assertions:
        if one.denied:
            told.setdefault((one.origin, one.family.name), []).append(one)
    for (origin, _), denied in sorted(told.items(), key=lambda item: item[0]):
        against = [
            other
            for other in assertions
            if other.affirmed
            and other.origin != origin
            and any(_denies(one, other, top_of) for one in denied)
        ]
        if against:
            others = {other.origin for other in against}
            yield Disagreement(
                kind="denial",
                sentence=f"{speakers.name(origin)} {_what(denied)} "
                f"{speakers.names(others)} {verb('reports', others)}.",
                one=members_of(denied),
                other=members_of(against),
            )


def _what(denied: Sequence[Assertion]) -> str:
    """What is denied, and how: a number, that it happened at all, or only that one knows of it."""
    counts = [_counts(one) for one in denied]
    if all(counts):
        numbers = dict.fromkeys(
            f"{number(_interval(c))} were {c.measure}" for several in counts for c in several
        )
        return f"denies that {' and '.join(numbers)}, which"
    nouns = dict.fromkeys(event_words()[one.claim.event].noun for one in denied)
    if any(one.claim.stance == "denies" for one in denied):
        return f"denies the {' and the '.join(nouns)} that"
    return f"says that there was no {' and no '.join(nouns)}, which"


def _interval(quantity: Quantity) -> Interval:
    low, high = quantity.low, quantity.high
    return None if low is None else float(low), None if high is None else float(high)


def _denies(denial: Assertion, other: Assertion, top_of: Callable[[str], str]) -> bool:
    """Whether a denial is of this claim: linked to it, or of its kind, place, number and doers."""
    if _linked(denial, other):
        return True
    numbers = _counts(denial)
    return (
        _of_one_kind(denial, other)
        and not (denial.spots and other.spots and gap_km(denial.spots, other.spots) > FAR_KM)
        and (not numbers or any(_overlap(a, b) for a in numbers for b in _counts(other)))
        and _of_one_side(denial, other, top_of)
    )


def _of_one_kind(denial: Assertion, other: Assertion) -> bool:
    """Deaths against deaths of one side's people; deeds of one family against each other."""
    if denial.family.part != "harm":
        return denial.family.name == other.family.name
    hurt = {target.entity for target in denial.claim.targets} - {None}
    return denial.claim.event == other.claim.event and (
        not hurt or bool(hurt & {target.entity for target in other.claim.targets})
    )


def _of_one_side(denial: Assertion, other: Assertion, top_of: Callable[[str], str]) -> bool:
    """Whether the denial can be of what this side did; nobody named may be anybody."""
    ones, others = sides_of(denial.agents, top_of), sides_of(other.agents, top_of)
    if not ones or (not others and denial.family.name not in BY_SIDE):
        return True
    return bool(ones & others)


def _linked(denial: Assertion, other: Assertion) -> bool:
    return denial.report.id == other.report.id and any(
        link.relation == "rebuts" and link.claim == other.claim.id for link in denial.claim.links
    )


def _counts(assertion: Assertion) -> list[Quantity]:
    return [
        q
        for q in assertion.claim.quantities
        if q.measure in TOLLED and q.subset is not True and (q.low, q.high) != (None, None)
    ]


def _overlap(one: Quantity, other: Quantity) -> bool:
    if one.measure != other.measure:
        return False
    lows = [low for q in (one, other) if (low := q.low) is not None]
    highs = [high for q in (one, other) if (high := q.high) is not None]
    return max(lows, default=0) <= min(highs, default=float("inf"))
