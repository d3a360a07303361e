"""Whether an origin's own toll goes down from one report to a later one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from riwaya.checks.cited import evidence_of
from riwaya.checks.people_counts import ABOUT, NOUN_REACH
from riwaya.checks.spoken import first_said, is_correction, is_later, is_soon, spoken_of
from riwaya.fusion.assertions import Assertion
from riwaya.fusion.counted_people import Counted, counts_in
from riwaya.fusion.gathered import Gathered
from riwaya.fusion.sentences import words_around
from riwaya.fusion.speakers import Speakers, name_of_entity
from riwaya.fusion.told import ToldReport
from riwaya.knowledge.clues import has
from riwaya.knowledge.name_words import keys_of
from riwaya.records.incident import Finding
from riwaya.records.mention import Quantity

KIND = "falling_tolls"
#: What doesn't go down by itself: the hurt die, the held are let go, the displaced come home.
MEASURES = frozenset(("killed", "people"))
#: One or two who are named («a child and her mother») are no toll.
FEWEST = 3
DONE = {"killed": "killed", "people": "killed or injured"}

Row = tuple[str, str, str | None]


@dataclass(frozen=True, slots=True)
class Told:
    """One number of an origin, in one report."""

    assertion: Assertion
    count: Counted

    @property
    def said(self) -> str | None:
        """When it was published, ISO."""
        return self.assertion.report.published

    @property
    def value(self) -> tuple[float | None, float | None]:
        """Its bounds."""
        return self.count.quantity.low, self.count.quantity.high

    @property
    def slack(self) -> float:
        """How far it may be off, as a share."""
        return ABOUT if self.count.quantity.approximate is True else 0.0


def falling_tolls(gathered: Gathered, origin_of: Mapping[str, str]) -> list[Finding]:
    """Each step down in what one origin counts of the same people."""
    speakers = Speakers(gathered, origin_of)
    found = []
    for origin, several in spoken_of(gathered, origin_of).items():
        for row, told in sorted(_rows(several).items(), key=lambda one: str(one[0])):
            found += [
                _finding(speakers.name(origin), row, earlier, later)
                for earlier, later in _falls(_whole(told))
            ]
    return found


def _rows(assertions: Sequence[Assertion]) -> dict[Row, list[Told]]:
    """The numbers of an origin by measure, kind of people and side."""
    found: dict[Row, list[Told]] = {}
    reports = {one.report.id: one.report for one in assertions}
    for report in reports.values():
        mine = {one.claim.id: one for one in assertions if one.report.id == report.id}
        for claim, count in counts_in(report, [one.claim for one in mine.values()]):
            quantity = count.quantity
            row = (count.measure, count.people, count.side)
            whole = count.measure in MEASURES and not quantity.subset
            if whole and not _of_more_or_less(report, quantity):
                found.setdefault(row, []).append(Told(mine[claim.id], count))
    return found


def _of_more_or_less(report: ToldReport, quantity: Quantity) -> bool:
    """Whether a number adds to another one, sums up a longer time or is of another happening."""
    sentence = keys_of(words_around(report.text, quantity.start))
    after = keys_of(report.text[quantity.start : quantity.end + NOUN_REACH])[:4]
    return has(after, "more") or has(sentence, "since") or has(sentence, "other_time")


def _whole(told: Iterable[Told]) -> list[Told]:
    """The number that each report gives as the whole: a smaller one beside it is a part."""
    found: dict[str, Told] = {}
    for one in told:
        key = one.assertion.report.id
        known = found.get(key)
        if known is None or _size(one) > _size(known):
            found[key] = one
    return [found[key] for key in sorted(found)]


def _size(one: Told) -> tuple[bool, float, int]:
    return one.count.update, float(one.count.quantity.low or 0), -one.count.quantity.start


def _falls(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """A number and a lower one that comes next; a number is as old as its first telling."""
    first = {value: first_said(one.said for one in told if one.value == value)
             for value in {one.value for one in told}}  # fmt: skip
    heads = {
        value: min(
            (one for one in told if one.value == value and one.said == first[value]),
            key=lambda one: one.assertion.report.id,
        )
        for value in first
        if first[value] is not None
    }
    for later in sorted(heads.values(), key=lambda one: (str(one.said), str(one.value))):
        before = [one for one in heads.values() if is_later(later.said, one.said)]
        last = [one for one in before if not any(is_later(b.said, one.said) for b in before)]
        if not last or any(_unordered(later, one) for one in heads.values() if one is not later):
            continue
        earlier = max(last, key=lambda one: (one.count.quantity.low or 0, str(one.value)))
        if _is_lower(later, earlier) and _of_the_same(later, earlier):
            yield earlier, later


def _unordered(later: Told, other: Told) -> bool:
    """Whether another number of about that time stands above it: which came last isn't known."""
    apart = is_later(later.said, other.said) or is_later(other.said, later.said)
    return not apart and (other.count.quantity.low or 0) > (later.count.quantity.low or 0)


def _is_lower(later: Told, earlier: Told) -> bool:
    low, high = later.value
    # «Dozens» after «120» is no other number, only a looser one.
    if low is None or low != high or low < FEWEST or earlier.value[0] is None:
        return False
    return low * (1 + later.slack) < earlier.value[0] * (1 - earlier.slack)


def _of_the_same(one: Told, other: Told) -> bool:
    """Whether both name one place, and nothing speaks for two happenings: other days or doers."""
    if not is_soon(one.said, other.said):
        return False
    a, b = one.assertion, other.assertion
    places = [{spot.entity or spot.name for spot in x.spots} for x in (a, b)]
    if not places[0] & places[1]:
        return False
    if a.days and b.days and max(a.days[0], b.days[0]) > min(a.days[1], b.days[1]):
        return False
    return not a.agents or not b.agents or bool(a.agents & b.agents)


def _finding(speaker: str, row: Row, earlier: Told, later: Told) -> Finding:
    measure, people, side = row
    of = "" if people == "all" else f" {people}"
    whose = f" of {name_of_entity(side) or side}" if side else ""
    called = later.count.update or is_correction(later.assertion.report, [later.assertion.claim])
    low, high = earlier.value
    before = (
        f"at least {low:,}"
        if high is None
        else f"{low:,}"
        if low == high
        else f"{low:,} to {high:,}"
    )
    return Finding(
        kind=KIND,
        sentence=(
            f"{speaker} counted {before}{of}{whose} {DONE[measure]} on {_day(earlier)} and"
            f" {later.value[0]:,} on {_day(later)}"
            f"{', calling it a new count or a correction' if called else ''}."
        ),
        numbers={"earlier": float(low or 0), "later": float(later.value[0] or 0)},
        evidence=tuple(
            evidence
            for one in (earlier, later)
            for evidence in evidence_of(
                one.assertion.report, one.assertion.claim, one.count.quantity
            )
        ),
    )


def _day(told: Told) -> str:
    return (told.said or "")[:16].replace("T", " ")
