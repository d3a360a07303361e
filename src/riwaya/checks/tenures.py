"""Whether who is called by an office held it then."""

from datetime import date, timedelta

from riwaya.checks.cited import evidence_of, published_on
from riwaya.fusion.sentences import sentence_around
from riwaya.fusion.told import ToldReport
from riwaya.knowledge.name_words import bare, keys_of, tokens_of, without_clitics
from riwaya.knowledge.persons import PersonTable, shipped_persons
from riwaya.knowledge.reference_facts import then_words
from riwaya.records.claim import Claim
from riwaya.records.incident import Finding
from riwaya.records.mention import Source

KIND = "tenures"
#: Days after a tenure, or before it, in which the title is still or already used.
GRACE = timedelta(days=60)
#: Letters around the one who speaks in which a word may put the title into another time.
AROUND = 60
#: Years by themselves put what was said into another time.
FIRST_YEAR, LAST_YEAR = 1900, 2100


def tenures(report: ToldReport) -> list[Finding]:
    """Speakers called by an office that they did not hold when the report was published."""
    found: dict[tuple[str, str], Finding] = {}
    published = published_on(report)
    if published is None:
        return []
    for claim in report.claims:
        for source in claim.attribution:
            office = _office(source, shipped_persons())
            if office is None or _of_another_time(report.text, source):
                continue
            finding = _finding(report, claim, source, office, published)
            if finding is not None:
                found.setdefault((office, source.entity or ""), finding)
    return list(found.values())


def _office(source: Source, persons: PersonTable) -> str | None:
    """The office by which a person who once held it is called, at the front of the mention."""
    tokens = tokens_of(source.text)
    hit = persons.titles.at(tokens, 0) if source.entity in persons.persons and tokens else None
    if hit is None or hit.last >= len(tokens):  # the title alone names whoever holds it
        return None
    return hit.value if source.entity in persons.ever_held(hit.value) else None


def _of_another_time(text: str, source: Source) -> bool:
    first, last = sentence_around(text, source.start)
    around = text[max(first, source.start - AROUND) : min(last, source.end + AROUND)]
    words = {form for key in keys_of(around) for form in without_clitics(key)}
    years = any(w.isdigit() and FIRST_YEAR <= int(w) <= LAST_YEAR for w in words)
    return years or bool({bare(w) for w in words} & {bare(w) for w in then_words()})


def _finding(
    report: ToldReport, claim: Claim, source: Source, office: str, published: str
) -> Finding | None:
    persons, day = shipped_persons(), date.fromisoformat(published)
    near = (day - GRACE, day, day + GRACE)
    # A title is used for some weeks after it was lost, and as soon as it is promised.
    if any(source.entity in _holders(persons, office, one) for one in near):
        return None
    then = _holders(persons, office, day)
    if not then:  # the table has a gap
        return None
    who, post = persons.persons[source.entity or ""].name, persons.offices[office].name
    others = " or ".join(persons.persons[person].name for person in then)
    return Finding(
        kind=KIND,
        sentence=f"{who} is called {post} on {published}; by the table that was {others}.",
        numbers={},
        evidence=evidence_of(report, claim, source),
        basis="recalled",
        recalled=True,
    )


def _holders(persons: PersonTable, office: str, day: date) -> list[str]:
    return [tenure.person for tenure in persons.holders(office, day.isoformat())]
