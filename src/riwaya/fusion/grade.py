"""A suggested grade: Airwars's five and the Admiralty pair, re-derived from the graph at any time.

Airwars grades harm to civilians by who reports it and who answers for it:
discounted: those killed were combatants; confirmed: a belligerent accepted that it did the harm;
contested: several belligerents are blamed; fair: two or more credible independent origins, and a
belligerent that is named; weak: the rest. The first rule that holds gives the grade.

The Admiralty pair is judged apart: the letter is the most reliable affirming origin's by its kind
(data/fusion/reliability.tsv), the digit is how far others confirm or deny (see `_credibility`).
Origins count, never reports. Findings on recalled facts play no part.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riwaya.fusion.assertions import BLAMED, Assertion, assertions_of, by_origin
from riwaya.fusion.gathered import Gathered, key_of
from riwaya.fusion.origins import origins_of
from riwaya.fusion.speakers import listed, name_of_entity, reliability_of
from riwaya.fusion.told import claim_key
from riwaya.fusion.tolls import counted
from riwaya.records.incident import Disagreement, Grade, Origin, Toll

#: Letters of sources that weigh in confirming and refuting, and of those that confirm alone.
WEIGHTY, GOOD = frozenset("ABC"), frozenset("AB")
SEVERAL = 2
COMBATANTS = frozenset(["fighters", "soldiers"])
NOT_COMBATANTS = frozenset(["all", "civilians", "women", "children", "journalists", "medics"])
CIVILIANS = NOT_COMBATANTS - {"all"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rules look at. Origins are ids; a letter is the best of an origin's claims."""

    affirming: Mapping[str, str]
    credible: frozenset[str]
    denying: Mapping[str, str]
    belligerents: tuple[str, ...]
    accepting: tuple[str, ...]
    civilians: bool
    only_combatants: bool
    rivals: tuple[str, ...]


def grade_of(
    gathered: Gathered,
    origins: Sequence[Origin],
    tolls: Sequence[Toll],
    disagreements: Sequence[Disagreement],
    origin_of: Mapping[str, str] | None = None,
) -> Grade:
    """The suggested grade with the rule and the numbers that gave it.

    `origin_of` is what `origins_of` gave with the origins; it is found anew where it is left out.
    """
    mapping = origins_of(gathered)[1] if origin_of is None else origin_of
    resting = {origin.id for origin in origins if origin.rests_on}
    own = {key: origin for key, origin in mapping.items() if origin not in resting}
    evidence = evidence_of(gathered, own, tolls, disagreements)
    names = {origin.id: origin.name for origin in origins}
    airwars, why = _airwars(evidence, names)
    letter, who = _letter(evidence, names)
    digit, how = _credibility(evidence)
    reviewed = sum(
        gathered.reviews.get(key_of(report, claim), "open") != "open" for report, claim in gathered
    )
    return Grade(
        airwars=airwars,
        admiralty=f"{letter}{digit}",
        rule=f"{airwars}: {why}. {letter}: {who}. {digit}: {how}.",
        reviewed=reviewed,
        of=sum(1 for _ in gathered),
    )


def evidence_of(
    gathered: Gathered,
    origin_of: Mapping[str, str],
    tolls: Sequence[Toll],
    disagreements: Sequence[Disagreement],
) -> Evidence:
    """What is said, by whom, and who is blamed: all that a grade rests on."""
    assertions = assertions_of(gathered, origin_of)
    by_key = {key_of(a.report, a.claim): a for a in assertions}
    denying = {
        by_key[key].origin
        for one in disagreements
        if one.kind == "denial"
        for member in one.one
        if (key := claim_key(member.report, member.claim)) in by_key
    }
    told = by_origin(a for a in assertions if a.affirmed and a.origin not in denying)
    denied = by_origin(a for a in assertions if a.origin in denying)
    harmed = [
        toll
        for toll in tolls
        if toll.measure in {"killed", "injured", "people"} and counted(toll.figures, toll.people)
    ]
    kinds = {toll.people for toll in harmed}
    blaming = [a for a in assertions if a.affirmed and a.claim.event in BLAMED]
    return Evidence(
        affirming={origin: _best(several) for origin, several in told.items()},
        credible=frozenset(
            origin
            for origin, several in told.items()
            if any(reliability_of(a.report, a.claim).credible for a in several)
        ),
        denying={origin: _best(several) for origin, several in denied.items()},
        belligerents=tuple(sorted({gathered.top_of(e) for a in blaming for e in a.agents})),
        accepting=_accepting(blaming, harmed, gathered),
        civilians=bool(kinds & CIVILIANS),
        only_combatants=bool(kinds & COMBATANTS) and not kinds & NOT_COMBATANTS,
        rivals=tuple(one.sentence for one in disagreements if one.kind == "blame"),
    )


def _best(assertions: Sequence[Assertion]) -> str:
    return min(reliability_of(a.report, a.claim).letter for a in assertions)


def _accepting(
    blaming: Sequence[Assertion], harmed: Sequence[Toll], gathered: Gathered
) -> tuple[str, ...]:
    """Origins that say that their own side did it and that civilians were harmed.

    Only a speaker whose identity is known, who doesn't accuse, and who counts the civilians in the
    same report.
    """
    counting = {
        (figure.origin, figure.member.report)
        for toll in harmed
        if toll.people in CIVILIANS
        for figure in counted(toll.figures, toll.people)
    }
    return tuple(
        sorted(
            {
                a.origin
                for a in blaming
                if (a.origin, a.report.id) in counting
                and a.claim.stance in {"states", "confirms"}
                and _own_side(a, gathered) & {gathered.top_of(e) for e in a.agents}
            }
        )
    )


def _own_side(assertion: Assertion, gathered: Gathered) -> set[str]:
    source = assertion.claim.origin
    entity = source.entity if source is not None else None
    return {gathered.top_of(entity)} if entity else set()


def _airwars(evidence: Evidence, names: Mapping[str, str]) -> tuple[str, str]:
    """The first of the five that holds, and why."""
    if evidence.only_combatants:
        return "discounted", "everybody who was counted was a fighter or a soldier"
    if evidence.accepting:
        who = listed([names.get(one, one) for one in evidence.accepting])
        return "confirmed", f"{who} says that its own side did it, and that civilians were harmed"
    if evidence.rivals:
        return "contested", " ".join(evidence.rivals).removesuffix(".")
    count = len(evidence.credible)
    if count >= SEVERAL and evidence.belligerents:
        blamed = listed([name_of_entity(b) or b for b in evidence.belligerents])
        return "fair", f"{count} credible independent origins, and {blamed} named as who did it"
    return "weak", _weak(count)


def _weak(count: int) -> str:
    if count == 0:
        return "no credible origin says that it happened"
    if count == 1:
        return "one credible independent origin"
    return f"{count} credible independent origins, but none names who did it"


def _letter(evidence: Evidence, names: Mapping[str, str]) -> tuple[str, str]:
    if not evidence.affirming:
        return "F", "no origin says that it happened"
    best = min(evidence.affirming.values())
    who = sorted(names.get(o, o) for o, letter in evidence.affirming.items() if letter == best)
    return best, f"the most reliable origin by its kind is {who[0]}"


def _credibility(evidence: Evidence) -> tuple[int, str]:
    """The Admiralty digit, by how many origins of letters A to C affirm and how many deny.

    1 confirmed: two or more affirm, two of them A or B, none denies. 2 probably true: two or more
    affirm, none denies. 3 possibly true: one affirms and none denies, or more affirm than deny.
    4 doubtful: as many deny. 5 improbable: more deny. 6: nobody whom one could judge affirms.
    """
    weighty = [letter for letter in evidence.affirming.values() if letter in WEIGHTY]
    good = [letter for letter in weighty if letter in GOOD]
    against = [letter for letter in evidence.denying.values() if letter in WEIGHTY]
    one = len(weighty) == 1
    numbers = f"{len(weighty)} origin{'s'[one:]} of letters A to C affirm{'s' * one} it"
    numbers += f", {len(against)} den{'ies' if len(against) == 1 else 'y'} it"
    if len(weighty) < len(against):
        return 5, numbers
    if not weighty:
        return 6, numbers
    if len(weighty) == len(against):
        return 4, numbers
    if against or len(weighty) < SEVERAL:
        return 3, numbers
    return (1, f"{numbers}, {len(good)} of them A or B") if len(good) >= SEVERAL else (2, numbers)
