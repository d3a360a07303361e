"""Whether the weekday that is said is the weekday of the date beside it."""

from calendar import day_name
from collections.abc import Iterator, Sequence
from datetime import date

from riwaya.checks.cited import evidence_of, published_on
from riwaya.fusion.sentences import sentence_around
from riwaya.fusion.told import ToldReport
from riwaya.knowledge.calendar import Term
from riwaya.records.claim import Claim
from riwaya.records.incident import Finding
from riwaya.resolving.time_terms import read_terms

KIND = "weekdays"
#: Letters before and behind a time mention that are read with it.
BEFORE, AFTER = 15, 30
#: What may stand between a weekday and its date: «الخميس الماضي 14 مايو».
BETWEEN = frozenset(("direction", "part", "unit"))
LAST_DAY, FIRST_YEAR = 31, 1900


def weekdays(report: ToldReport) -> list[Finding]:
    """Dates whose weekday isn't the one that is said, in no year that can be meant."""
    found: dict[tuple[str, str], Finding] = {}
    for claim in report.claims:
        if claim.time is None:
            continue
        for weekday, days in _said(report, claim):
            if not days or any(day.weekday() == weekday for day in days):
                continue
            finding = _finding(report, claim, weekday, days)
            found.setdefault((finding.sentence, claim.time.text), finding)
    return list(found.values())


def _finding(report: ToldReport, claim: Claim, weekday: int, days: Sequence[date]) -> Finding:
    was = day_name[days[0].weekday()]
    mentions = (claim.time,) if claim.time else ()
    return Finding(
        kind=KIND,
        sentence=f"{days[0].isoformat()} was a {was}, no {day_name[weekday]}.",
        numbers={"said": float(weekday + 1), "was": float(days[0].weekday() + 1)},
        evidence=evidence_of(report, claim, *mentions),
    )


def _said(report: ToldReport, claim: Claim) -> Iterator[tuple[int, list[date]]]:
    """Each weekday with a date just behind it, and the days that the date can mean."""
    if claim.time is None:
        return
    first, last = sentence_around(report.text, claim.time.start)
    words = report.text[max(first, claim.time.start - BEFORE) : min(last, claim.time.end + AFTER)]
    terms = read_terms(words)
    for at, term in enumerate(terms):
        if term.kind == "weekday":
            days = _days(terms[at + 1 :], published_on(report))
            if days is not None:
                yield term.number, days


def _days(terms: Sequence[Term], published: str | None) -> list[date] | None:
    """The days that a date at the front of terms can mean, the likeliest first."""
    rest = list(terms)
    while rest and (rest[0].kind in BETWEEN or (rest[0].kind, rest[0].value) == ("sign", "in")):
        if rest[0].joined:  # «الأحد، وفي 25 نوفمبر» are two days
            return None
        rest = rest[1:]
    if not rest or rest[0].joined:
        return None
    if rest[0].kind == "date":
        whole = date.fromisoformat(rest[0].value)
        return _possible(
            [(whole.year, whole.month, whole.day), (whole.year, whole.day, whole.month)]
        )
    return _spelt(rest, published)


def _spelt(terms: Sequence[Term], published: str | None) -> list[date] | None:
    """«25 تشرين الثاني/نوفمبر 2015»: without a year, that of publication and those beside it."""
    if len(terms) < 2 or terms[0].kind != "count" or not 1 <= terms[0].number <= LAST_DAY:
        return None
    if terms[1].kind != "month" or terms[1].value != "gregorian":
        return None
    day, month, rest = terms[0].number, terms[1].number, list(terms[2:])
    while rest and (rest[0].kind in {"slash", "month", "sign"}):
        if rest[0].kind == "month" and (rest[0].value, rest[0].number) != ("gregorian", month):
            return None
        rest = rest[1:]
    if rest and rest[0].kind == "count" and rest[0].number >= FIRST_YEAR:
        return _possible([(rest[0].number, month, day)])
    if published is None:
        return None
    year = int(published[:4])
    near = (year, year - 1, year + 1)
    return _possible([(one, month, day) for one in near])


def _possible(parts: Sequence[tuple[int, int, int]]) -> list[date]:
    found = []
    for year, month, day in parts:
        try:
            found.append(date(year, month, day))
        except ValueError:  # the day and the month the other way round, or the 29th of February
            continue
    return found
