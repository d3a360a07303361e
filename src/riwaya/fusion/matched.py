"""Which claim of another report tells the same, and where a report's own words rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from riwaya.fusion.sentences import sentence_of, words_around
from riwaya.fusion.told import ToldReport
from riwaya.fusion.wording import closeness, wording_of
from riwaya.knowledge.families import families
from riwaya.records.claim import Claim

#: What speaks for two claims being one: event, family, a count, the sentence around.
EVENT, FAMILY, COUNT, OTHER_COUNT, SENTENCE = 2.0, 1.0, 4.0, -2.0, 4.0
#: From this on two claims tell the same.
ENOUGH = 2.0


def counts_of(claim: Claim) -> set[tuple[str, float | None, float | None]]:
    """The counts of a claim, as measure and bounds."""
    return {(q.measure, q.low, q.high) for q in claim.quantities}


def same_facts(one: Claim, other: Claim) -> bool:
    """Whether two claims give the same count, or, where one gives none, the same event."""
    first, second = counts_of(one), counts_of(other)
    shared = {measure for measure, _, _ in first} & {measure for measure, _, _ in second}
    return bool(first & second) if shared else one.event == other.event


def likeness(report: ToldReport, claim: Claim, other: ToldReport, its: Claim) -> float:
    """How much speaks for two claims of two reports telling the same."""
    kinds = families()
    score = 0.0
    if claim.event == its.event:
        score += EVENT
    if kinds[claim.event].name == kinds[its.event].name:
        score += FAMILY
    first, second = counts_of(claim), counts_of(its)
    if first & second:
        score += COUNT
    elif {measure for measure, *_ in first} & {measure for measure, *_ in second}:
        score += OTHER_COUNT
    mine = wording_of(words_around(report.text, claim.trigger.start))
    theirs = wording_of(words_around(other.text, its.trigger.start))
    return score + SENTENCE * closeness(mine, theirs)


def matching(
    report: ToldReport, claim: Claim, other: ToldReport, claims: Iterable[Claim]
) -> Claim | None:
    """The claim of another report that tells the same as this one, if one does."""
    ranked = [(likeness(report, claim, other, its), its) for its in claims]
    best = max(ranked, key=lambda item: (item[0], -item[1].trigger.start, item[1].id), default=None)
    return best[1] if best is not None and best[0] >= ENOUGH else None


def carried_by(report: ToldReport, claim: Claim, spoken: Sequence[Claim]) -> Claim | None:
    """The claim beside which an outlet tells a thing: of its sentence, else the nearest."""
    if not spoken:
        return None
    sentence = sentence_of(report.text, claim.trigger.start)

    def distance(one: Claim) -> tuple[bool, int, int]:
        other = sentence_of(report.text, one.trigger.start)
        return other != sentence, abs(one.trigger.start - claim.trigger.start), one.trigger.start

    return min(spoken, key=distance)
