"""The journey goes on: readings of many reports -> incidents, put together and checked."""

from collections import Counter
from collections.abc import Iterable, Iterator

from riwaya.checks.all import findings_of_report
from riwaya.checks.checked import checked
from riwaya.fusion.assemble import assembled
from riwaya.fusion.fuse import Fusion
from riwaya.fusion.gathered import gathered_of
from riwaya.fusion.told import ToldReport
from riwaya.pipeline import Reading
from riwaya.records.incident import Finding, Incident
from riwaya.records.incidents import Incidents


def fuse(readings: Iterable[Reading]) -> Incidents:
    """The incidents that readings tell, each in full, checked: a list that notebooks show.

    A reading's source is its report's URL, else its id; readings with the same id are told apart
    by a number. The order of the readings makes no difference.

    >>> import riwaya
    >>> one = riwaya.read(
    ...     "قال المرصد السوري إن خمسة مدنيين قتلوا أمس في قصف على مدينة الرقة.",
    ...     published="2016-05-02",
    ...     outlet="A",
    ... )
    >>> other = riwaya.read(
    ...     "قتل تسعة مدنيين في قصف على الرقة أمس، بحسب ناشطين.", published="2016-05-02", outlet="B"
    ... )
    >>> (incident,) = riwaya.fuse([one, other])
    >>> incident.counts["reports"], incident.day_from, incident.tolls[0].views["range"]
    (2, '2016-05-01', (5.0, 9.0))
    """
    told = {report.id: report for report in _told(readings)}
    fusion = Fusion.of(told.values())
    found = []
    for rows in fusion.groups():
        several = [fusion.tellings[row] for row in rows]
        held = {telling.report: set[str]() for telling in several}
        for telling in several:
            held[telling.report] |= set(telling.claims)
        claims = {id_: [c for c in told[id_].claims if c.id in ids] for id_, ids in held.items()}
        gathered = gathered_of([told[id_] for id_ in held], claims)
        found.append(checked(assembled(gathered, several), gathered))
    return Incidents(found)


def check(what: Reading | Incident | Iterable[Reading | Incident]) -> list[Finding]:
    """What doesn't add up, in order: findings change nothing; they say what to look at.

    Of a reading: about its claims (parts and totals, dates in order, places and what they lie in…).
    Of an incident: those that `fuse` found, about it and about its claims in their reports.

    >>> import riwaya
    >>> reading = riwaya.read("قتل خمسة أشخاص بينهم سبعة أطفال في قصف على مدينة الرقة.")
    >>> [finding.kind for finding in riwaya.check(reading)]
    ['parts_and_totals']
    """
    if isinstance(what, Incident):
        return list(what.findings)
    if isinstance(what, Reading):
        (told,) = _told([what])
        return list(findings_of_report(told))
    return [finding for one in what for finding in check(one)]


def _told(readings: Iterable[Reading]) -> Iterator[ToldReport]:
    taken: Counter[str] = Counter()
    for reading in readings:
        report = reading.report
        taken[report.id] += 1
        number = taken[report.id]
        id_ = report.id if number == 1 else f"{report.id}-{number}"
        yield ToldReport(
            id=id_,
            sources=(report.url or id_,),
            outlet=report.outlet,
            published=report.published,
            text=reading.text,
            claims=reading.claims,
        )
