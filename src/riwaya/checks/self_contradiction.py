"""Whether an origin contradicts itself from one report to a later one, without correcting itself.

Asked of what it denies, whom it blames, where and when it says it was; its numbers have a check
of their own (falling_tolls).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import permutations

from riwaya.checks.spoken import is_correction, is_later, is_soon, spoken_of
from riwaya.fusion.assertions import Assertion
from riwaya.fusion.gathered import Gathered
from riwaya.fusion.speakers import Speakers, name_of_entity
from riwaya.fusion.within import gap_km
from riwaya.knowledge.actors import shipped_actors
from riwaya.knowledge.events import event_words
from riwaya.knowledge.folding import fold
from riwaya.knowledge.name_words import ARTICLE
from riwaya.knowledge.stems import stem_of
from riwaya.records.incident import Evidence, Finding
from riwaya.records.mention import Mention, Party
from riwaya.records.terms import Event

KIND = "self_contradiction"
#: Places further apart than this and both uncertainties are two places, in km.
FAR_KM = 25.0
#: A night's strike is told of the day before or after: only more days than this are two times.
NEXT_DAY = 1
#: What tells one happening from another by its number.
COUNTED = frozenset(("killed", "abducted"))
#: So many are counted alike by chance in two happenings only seldom.
FEWEST = 4
#: Deeds of which one side is to blame; in an attack or a clash either one may be named.
ONE_SIDED: frozenset[Event] = frozenset(
    ("air_strike", "missile_strike", "shelling", "bombing", "suicide_attack", "chemical_attack",
     "execute", "abduct")
)  # fmt: skip

Several = Sequence[Assertion]
Top = Callable[[str], str]


def self_contradiction(gathered: Gathered, origin_of: Mapping[str, str]) -> list[Finding]:
    """What an origin says in a later report that doesn't go with what it said before."""
    speakers = Speakers(gathered, origin_of)
    found: list[Finding] = []
    for origin, several in spoken_of(gathered, origin_of).items():
        found += _once(_of_origin(speakers.name(origin), several, gathered.top_of))
    return found


def _of_origin(name: str, several: Several, top_of: Top) -> Iterator[Finding]:
    reports: dict[str, list[Assertion]] = {}
    for one in several:
        reports.setdefault(one.report.id, []).append(one)
    pairs = [
        (earlier, later)
        for earlier, later in permutations(reports.values(), 2)
        if is_later(later[0].report.published, earlier[0].report.published)
        and is_soon(later[0].report.published, earlier[0].report.published)
    ]
    pairs.sort(key=lambda pair: [(x[0].report.published, x[0].report.id) for x in pair])
    for earlier, later in pairs:
        if not is_correction(later[0].report, [one.claim for one in later]):
            yield from _denied(name, earlier, later, top_of)
            yield from _blamed(name, earlier, later, top_of)
            yield from _elsewhere(name, earlier, later)
            yield from _another_day(name, earlier, later)


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """What is said again in further reports is found once, where it is first said."""
    first: dict[tuple[str, ...], Finding] = {}
    for finding in findings:
        one, other = finding.evidence[0], finding.evidence[-1]
        first.setdefault((finding.sentence.split(" (")[0], one.text, other.text), finding)
    return list(first.values())


def _denied(name: str, earlier: Several, later: Several, top_of: Top) -> Iterator[Finding]:
    """First said, then denied; or the other way round."""
    for one in earlier:
        for other in later:
            if one.denied == other.denied or not (one.affirmed or other.affirmed):
                continue
            if _of_one_deed(one, other, top_of):
                noun = event_words()[one.claim.event].noun
                first, then = ("denied", "reports") if one.denied else ("reported", "denies")
                yield _finding(
                    f"{name} first {first} the {noun} ({_day(one)}), then {then} it"
                    f" ({_day(other)}).",
                    one, other, one.claim.trigger, other.claim.trigger,
                )  # fmt: skip
                return


def _of_one_deed(one: Assertion, other: Assertion, top_of: Top) -> bool:
    """Whether two claims, one a denial, are of the same deed by and against the same ones."""
    alike = one.family.name == other.family.name and one.claim.reality == other.claim.reality
    if not alike or (one.family.part == "harm" and one.claim.event != other.claim.event):
        return False
    ones, others = _tops(one.agents, top_of), _tops(other.agents, top_of)
    if ones and others and not ones & others:
        return False
    if one.days and other.days and _days_between(one, other) > 0:
        return False
    # «Did not strike civilians» is no denial of a strike on a depot.
    struck, spared = _targets(one, top_of), _targets(other, top_of)
    if one.family.part == "harm" and not struck & spared:
        return False
    return _same_place([one], [other]) and (struck == spared or bool(struck & spared))


def _targets(one: Assertion, top_of: Top) -> frozenset[str]:
    return frozenset(
        top_of(party.entity) if party.entity else fold(party.text, ta_marbuta=True)
        for party in one.claim.targets
    )


def _tops(entities: Iterable[str], top_of: Top) -> frozenset[str]:
    return frozenset(map(top_of, entities))


def _blamed(name: str, earlier: Several, later: Several, top_of: Top) -> Iterator[Finding]:
    """Another side is named for the same deed."""
    for event in sorted(ONE_SIDED):
        ones = [a for a in earlier if a.affirmed and a.claim.event == event and a.agents]
        others = [a for a in later if a.affirmed and a.claim.event == event and a.agents]
        before = frozenset(side for a in ones for side in _tops(a.agents, top_of))
        after = frozenset(side for a in others for side in _tops(a.agents, top_of))
        if len(before) != 1 or len(after) != 1 or before == after:
            continue
        (side,), (rival,) = before, after
        if _allied(side, rival, top_of) or _at_odds(side, rival, (*earlier, *later), top_of):
            continue
        # Two sides may strike one town in one week: only of the very deed is it a contradiction.
        if not _same_place(ones, others) or not _taken_up(ones, others, earlier, later):
            continue
        noun = event_words()[event].noun
        yield _finding(
            f"{name} first named {_called(ones[0])} for the {noun} ({_day(ones[0])}), then"
            f" {_called(others[0])} ({_day(others[0])}).",
            ones[0], others[0], _doer(ones[0]), _doer(others[0]),
        )  # fmt: skip


def _taken_up(ones: Several, others: Several, earlier: Several, later: Several) -> bool:
    """Whether a later report speaks of the deed told before: by day, toll or article."""
    if not {stem_of(a.claim.trigger.text) for a in ones} & {
        stem_of(a.claim.trigger.text) for a in others
    }:
        return False
    days = [_days_between(a, b) for a in ones for b in others if a.days and b.days]
    if days:
        return min(days) <= 0
    definite = any(fold(a.claim.trigger.text).startswith(ARTICLE) for a in others)
    return definite or _same_toll(earlier, later)


def _at_odds(side: str, rival: str, every: Several, top_of: Top) -> bool:
    """Whether a report has one of the two act on the other: then both may have struck."""
    return any(
        {doer, victim} == {side, rival}
        for a in every
        for doer in _tops(a.agents, top_of)
        for victim in _targets(a, top_of)
    )


def _allied(one: str, other: str, top_of: Top) -> bool:
    """Whether one is an ally of the other or a coalition that it is in."""
    for first, second in ((one, other), (other, one)):
        actor = shipped_actors().get(first)
        if actor is not None and second in {*actor.allies, *map(top_of, actor.allies)}:
            return True
    return False


def _same_place(ones: Several, others: Several) -> bool:
    here = [spot for a in ones for spot in a.spots]
    there = [spot for a in others for spot in a.spots]
    return bool(here and there) and gap_km(here, there) <= 0


def _elsewhere(name: str, earlier: Several, later: Several) -> Iterator[Finding]:
    """Its places of the deed are all far from those before."""
    ones, others = (_placed(several) for several in (earlier, later))
    if not _same_toll(earlier, later):
        return
    for one in ones:
        alike = [a for a in others if a.claim.event == one.claim.event]
        if not alike or any(gap_km(a.spots, b.spots) <= FAR_KM for a in ones for b in others):
            return
        other = alike[0]
        yield _finding(
            f"{name} first put the {event_words()[one.claim.event].noun} in"
            f" {one.spots[0].name} ({_day(one)}), then in {other.spots[0].name} ({_day(other)}).",
            one, other, one.claim.places[0], other.claim.places[0],
        )  # fmt: skip
        return


def _same_toll(earlier: Several, later: Several) -> bool:
    """Whether both count as many people: with another place or day it is then no other deed."""
    return bool(_counted(earlier) & _counted(later))


def _counted(several: Several) -> set[tuple[str, float]]:
    return {
        (quantity.measure, float(quantity.low))
        for one in several
        if one.affirmed
        for quantity in one.claim.quantities
        if quantity.measure in COUNTED
        and not quantity.subset
        and quantity.low is not None
        and quantity.low == quantity.high
        and quantity.low >= FEWEST
    }


def _placed(several: Several) -> list[Assertion]:
    return [a for a in several if a.affirmed and a.spots and a.family.part == "deed"]


def _another_day(name: str, earlier: Several, later: Several) -> Iterator[Finding]:
    """Its days of the deed are all others than those before."""
    ones, others = (_dated(several) for several in (earlier, later))
    if not _same_toll(earlier, later) or not _same_place(earlier, later):
        return
    for one in ones:
        alike = [a for a in others if a.claim.event == one.claim.event]
        if not alike or any(_days_between(a, b) <= NEXT_DAY for a in ones for b in others):
            return
        other = alike[0]
        yield _finding(
            f"{name} first put the {event_words()[one.claim.event].noun} {_when(one)}"
            f" ({_day(one)}), then {_when(other)} ({_day(other)}).",
            one, other, one.claim.time or one.claim.trigger,
            other.claim.time or other.claim.trigger,
        )  # fmt: skip
        return


def _dated(several: Several) -> list[Assertion]:
    return [
        a for a in several if a.affirmed and a.days and a.claim.time and a.family.part == "deed"
    ]


def _days_between(one: Assertion, other: Assertion) -> int:
    if one.days is None or other.days is None:
        return 0
    return max(one.days[0], other.days[0]) - min(one.days[1], other.days[1])


def _when(one: Assertion) -> str:
    first, last = one.days or (1, 1)
    day = date.fromordinal(first).isoformat()
    return f"on {day}" if first == last else f"from {day} to {date.fromordinal(last).isoformat()}"


def _doer(one: Assertion) -> Party:
    return next(party for party in one.claim.agents if party.entity in one.agents)


def _called(one: Assertion) -> str:
    entity = _doer(one).entity or ""
    return name_of_entity(entity) or entity


def _day(one: Assertion) -> str:
    return f"report of {(one.report.published or '')[:16].replace('T', ' ')}"


def _finding(
    sentence: str, one: Assertion, other: Assertion, first: Mention, then: Mention
) -> Finding:
    return Finding(
        kind=KIND,
        sentence=sentence,
        numbers={},
        evidence=tuple(
            Evidence(member=a.member, text=m.text, start=m.start, end=m.end)
            for a, m in ((one, first), (other, then))
        ),
    )
