"""Whether more were killed, hurt, held or let go than are said to have been there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from riwaya.checks.cited import evidence_of
from riwaya.checks.people_counts import PeopleCount, people_counts
from riwaya.checks.spoken import is_soon
from riwaya.fusion.assertions import assertions_of, is_named
from riwaya.fusion.elsewhere import spots_of
from riwaya.fusion.gathered import Gathered, key_of
from riwaya.fusion.speakers import Speakers, name_of_entity
from riwaya.fusion.told import ToldReport
from riwaya.fusion.within import gap_km, tellings_of
from riwaya.knowledge.actors import shipped_actors
from riwaya.knowledge.clues import ends_with, has, opens_with
from riwaya.knowledge.name_words import keys_of
from riwaya.knowledge.people import people_word
from riwaya.knowledge.side_words import names_a_side
from riwaya.records.incident import Finding
from riwaya.records.terms import Event, Measure

KIND = "killed_and_present"
#: What people who are there are counted for; not what came of it.
THERE: frozenset[Measure] = frozenset(("people", "detained", "abducted", "displaced"))
#: What came of it.
FATES: frozenset[Measure] = frozenset(("killed", "injured", "detained", "released"))
#: Events whose agents, counted, are all who came.
COMING: frozenset[Event] = frozenset(("attack", "suicide_attack", "repel", "advance", "capture"))
DONE = {
    "killed": "killed", "injured": "injured", "detained": "detained", "abducted": "abducted",
    "released": "released", "displaced": "displaced",
}  # fmt: skip
#: Letters between a number and its noun, and from one sentence to the next.
NEXT = 4
#: Letters between the two numbers of «45 out of 30».
OUT_OF_REACH = 45
#: Letters after a count in which its noun stands, and between a count and «of them».
NOUN_REACH, BACK_REACH = 25, 250


def killed_and_present(report: ToldReport) -> list[Finding]:
    """More of a group than the report says that there were in it."""
    counts = people_counts(report)
    found = [*_of_them(counts), *_out_of(report, counts), *_of_one_side(report, counts)]
    once: dict[tuple[int, int], Finding] = {}
    for finding in found:
        once.setdefault((finding.evidence[-1].start, finding.evidence[-1].end), finding)
    return list(once.values())


def _of_them(counts: Sequence[PeopleCount]) -> Iterator[Finding]:
    """«30 gunmen attacked …, 45 of them were killed»."""
    for group, one in pairwise(counts):
        if group.quantity.measure not in THERE or group.part or group.joint:
            continue
        if _means_them(group, one) and _is_more(one, group):
            sentence = f"{one.quantity.low:,} are said to be of a group of {group.quantity.high:,}."
            yield _finding(sentence, group, one)


def _means_them(group: PeopleCount, one: PeopleCount) -> bool:
    """Whether «of them» after a number can only mean the people of the number before it."""
    width = opens_with(one.after, "of_them")
    text, start = one.report.text, group.quantity.end
    if not width or one.quantity.start - start > BACK_REACH:
        return False
    if width == len(one.after) and one.before_number:
        return False  # «45 of them 5 children»: it is the 5 that are of them
    counted = [
        party.end
        for party in one.claim.targets
        for other in group.claim.agents + group.claim.targets
        if party.start == other.start and party.start - start in range(NEXT)
    ]
    first = max(counted, default=start)
    between = text[first : one.quantity.start].split()[0 if counted else 1 :]
    if any(people_word(key) is not None for key in keys_of(" ".join(between))):
        return False
    # Where the reader takes the two for one, the name of another side between them is no matter.
    return bool(counted) or not names_a_side(" ".join(between))


def _out_of(report: ToldReport, counts: Sequence[PeopleCount]) -> Iterator[Finding]:
    """«45 out of 30»."""
    for one, group in pairwise(counts):
        between = report.text[one.quantity.end : group.quantity.start]
        if len(between) > OUT_OF_REACH or one.sentence != group.sentence:
            continue
        if ends_with(keys_of(between), "out_of") and _is_more(one, group):
            sentence = f"{one.quantity.low:,} are said to be out of {group.quantity.high:,}."
            yield _finding(sentence, group, one)


def _of_one_side(report: ToldReport, counts: Sequence[PeopleCount]) -> Iterator[Finding]:
    """So many of a side came, and more of it were killed: in one sentence or the next."""
    came = [(group, side) for group in counts if (side := _side_that_came(group))]
    if not came:
        return
    happening = {claim: telling.key for telling in tellings_of(report) for claim in telling.claims}
    for group, side in came:
        for one in counts:
            together = happening.get(group.claim.id, "") == happening.get(one.claim.id, "-")
            next_to = one.sentence[0] - group.sentence[1] in range(NEXT)
            near = next_to or one.sentence == group.sentence
            if near and together and _is_dead_of(one, side) and _is_more(one, group):
                yield _finding(_one_side(side, one, group), group, one)


def _one_side(side: str, one: PeopleCount, group: PeopleCount) -> str:
    name = name_of_entity(side) or side
    return (
        f"{one.quantity.low:,} of {name} are counted killed, but {group.quantity.high:,} are said"
        " to have come."
    )


def killed_and_present_in_incident(
    gathered: Gathered, origin_of: Mapping[str, str]
) -> list[Finding]:
    """More dead of a side in one report than another one says came: each with its speaker."""
    speakers = Speakers(gathered, origin_of)
    held = {(a.report.id, a.claim.id): a for a in assertions_of(gathered, origin_of)}
    counts = [
        count
        for report in gathered.reports
        for count in people_counts(report)
        if (report.id, count.claim.id) in held
    ]
    found = []
    for group in counts:
        side = _side_that_came(group)
        for one in counts:
            if side is None or one.report.id == group.report.id:
                continue
            if (
                _is_dead_of(one, side)
                and _is_more(one, group)
                and _of_one_time_and_place(one, group)
            ):
                who, whose = (
                    speakers.name(origin_of[key_of(c.report, c.claim)]) for c in (one, group)
                )
                sentence = (
                    f"{who} counts {one.quantity.low:,} of {name_of_entity(side) or side} killed,"
                    f" {whose} says that {group.quantity.high:,} came."
                )
                found.append(_finding(sentence, group, one))
    return _once(found)


def _once(findings: Iterable[Finding]) -> list[Finding]:
    first: dict[str, Finding] = {}
    for finding in findings:
        first.setdefault(finding.sentence, finding)
    return list(first.values())


def _side_that_came(group: PeopleCount) -> str | None:
    """The side that all those counted are of, where a count is of all who attacked."""
    quantity = group.quantity
    if quantity.measure != "people" or group.part or group.joint or group.claim.event not in COMING:
        return None
    if not has(group.after[:1], "member") or has(group.after[:4], "more"):
        return None
    for party in group.claim.agents:
        actor = shipped_actors().get(party.entity or "")
        if party.start - quantity.end in range(NOUN_REACH) and actor and is_named(party):
            return actor.id
    return None


def _is_dead_of(one: PeopleCount, side: str) -> bool:
    """Whether a number is of the dead of a side, in this happening alone."""
    if one.quantity.measure != "killed" or one.part or one.joint or one.side != side:
        return False
    if opens_with(one.after, "of_them"):
        return False  # whom «them» means is asked above
    sentence = keys_of(one.report.text[slice(*one.sentence)])
    return not any(has(sentence, role) for role in ("since", "other_time", "more"))


def _of_one_time_and_place(one: PeopleCount, group: PeopleCount) -> bool:
    if not is_soon(one.report.published, group.report.published):
        return False
    here, there = spots_of(one.claim), spots_of(group.claim)
    return bool(here and there) and gap_km(here, there) <= 0


def _is_more(one: PeopleCount, group: PeopleCount) -> bool:
    if not one.exact or not group.exact or not group.of_several:
        return False
    return one.least is not None and group.most is not None and one.least > group.most


def _finding(sentence: str, group: PeopleCount, one: PeopleCount) -> Finding:
    return Finding(
        kind=KIND,
        sentence=sentence,
        numbers={
            "present": float(group.quantity.high or 0),
            "counted": float(one.quantity.low or 0),
        },
        evidence=tuple(
            evidence
            for count in (group, one)
            for evidence in evidence_of(count.report, count.claim, count.quantity)
        ),
    )
