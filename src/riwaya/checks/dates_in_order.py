"""Whether dates are in order: no effect before its cause, nothing told before it happens."""

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import UNSET

from riwaya.checks.cited import evidence_of, published_on, told
from riwaya.fusion.told import ToldReport
from riwaya.knowledge.name_words import keys_of
from riwaya.records.claim import Claim
from riwaya.records.incident import Finding
from riwaya.records.mention import Mention
from riwaya.resolving.time_terms import read_terms

KIND = "dates_in_order"
#: What cannot be announced: it is told because it happened.
HARM = frozenset(
    (
        "air_strike", "missile_strike", "shelling", "bombing", "suicide_attack", "chemical_attack",
        "attack", "clash", "repel", "capture", "withdraw", "kill", "injure", "execute", "detain",
        "abduct", "displace", "damage", "shoot_down", "breach",
    )
)  # fmt: skip
#: A day that begins earlier elsewhere, and a report dated by its own place.
SLACK_DAYS = 1
#: Words that a mention of somebody has at least, so that it says who.
FEWEST_WORDS = 2
FIRST_YEAR = 1900
#: Days from the first to the last of a happening whose days are compared.
MOST_DAYS = 1


def dates_in_order(report: ToldReport) -> list[Finding]:
    """Effects before their causes, releases before the abduction, days after publication."""
    return [*_effects(report), *_releases(report), *_ahead(report)]


def _effects(report: ToldReport) -> Iterator[Finding]:
    """A claim that is said to come of another one that happened on later days."""
    by_id = {claim.id: claim for claim in told(report)}
    for claim in by_id.values():
        for link in claim.links:
            cause = by_id.get(link.claim)
            if cause is None or link.relation == "rebuts" or _last(claim) is None:
                continue
            if _is_before(claim, cause):
                how = "to have come of" if link.relation == "caused_by" else "to answer"
                said = f"is said {how} a deed of {_first(cause)}"
                yield _finding(report, claim, cause, f"What happened by {_last(claim)} {said}.")


def _releases(report: ToldReport) -> Iterator[Finding]:
    """Somebody let go on days before those on which they were taken."""
    taken = [claim for claim in told(report) if claim.event in {"abduct", "detain"}]
    for claim in told(report):
        if claim.event != "release":
            continue
        for before in taken:
            same = _named(claim) & _named(before)
            again = any(_named(c) & same and _is_before(c, claim) for c in taken)
            if same and not again and _is_before(claim, before):
                said = f"let go by {_last(claim)} and taken on {_first(before)}"
                yield _finding(report, claim, before, f"The same people are {said}.")


def _ahead(report: ToldReport) -> Iterator[Finding]:
    """What is told as done on a day, its year said, after the report was published."""
    published = published_on(report)
    seen: set[int] = set()
    for claim in told(report):
        first = _first(claim)
        if published is None or first is None or claim.time is None or claim.event not in HARM:
            continue
        latest = date.fromisoformat(published) + timedelta(days=SLACK_DAYS)
        if date.fromisoformat(first) <= latest or not _says_year(claim.time):
            continue
        if claim.time.start in seen:
            continue
        seen.add(claim.time.start)
        yield Finding(
            kind=KIND,
            sentence=f"The report of {published} tells of {first} as past.",
            numbers={"days_ahead": float(_days(published, first))},
            evidence=evidence_of(report, claim, claim.trigger, claim.time),
        )


def _says_year(time: Mention) -> bool:
    terms = read_terms(time.text)
    years = (t.kind == "date" or (t.kind == "count" and t.number >= FIRST_YEAR) for t in terms)
    return any(years)


def _is_before(one: Claim, other: Claim) -> bool:
    """Whether all days of one lie before all days of the other, both said to the day."""
    last, first = _last(one), _first(other)
    if last is None or first is None or not last < first:
        return False
    return _is_short(one) and _is_short(other)


def _is_short(claim: Claim) -> bool:
    """Whether its words name a day or two: of a year's dead some may have come of one attack."""
    first, last = _stated(claim)
    return first is not None and last is not None and _days(first, last) <= MOST_DAYS


def _first(claim: Claim) -> str | None:
    return _stated(claim)[0]


def _last(claim: Claim) -> str | None:
    return _stated(claim)[1]


def _stated(claim: Claim) -> tuple[str | None, str | None]:
    """The days that the words of a claim name; none where they are inferred or open."""
    when = claim.when
    if when is UNSET or when.inferred or claim.time is None or not when.from_ or not when.to:
        return None, None
    return when.from_[:10], when.to[:10]


def _days(one: str, other: str) -> int:
    return (date.fromisoformat(other) - date.fromisoformat(one)).days


def _named(claim: Claim) -> set[tuple[str, ...]]:
    """Those whom a claim names in words that can't mean just anybody."""
    words = (keys_of(target.text) for target in claim.targets)
    return {several for several in words if len(several) >= FEWEST_WORDS}


def _finding(report: ToldReport, claim: Claim, other: Claim, sentence: str) -> Finding:
    mentions = [(one, m) for one in (claim, other) for m in (one.trigger, one.time) if m]
    first, last = _first(other) or "", _last(claim) or ""
    return Finding(
        kind=KIND,
        sentence=sentence,
        numbers={"days": float(_days(last, first))},
        evidence=tuple(e for one, mention in mentions for e in evidence_of(report, one, mention)),
    )
