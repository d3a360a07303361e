"""The journey goes on: readings of many reports -> incidents, put together and checked."""

from collections import Counter
from collections.abc import Iterable, Iterator

from riwaya.checks.checked import checked
from riwaya.fusion.assemble import assembled
from riwaya.fusion.fuse import Fusion
from riwaya.fusion.gathered import gathered_of
from riwaya.fusion.told import ToldReport
from riwaya.pipeline import Reading
from riwaya.records.incident import Incident


def fuse(readings: Iterable[Reading]) -> list[Incident]:
    """The incidents that readings tell, each in full: `riwaya.fuse([riwaya.read(text), …])`.

    A reading's source is its report's URL, else its id; readings with the same id are told apart
    by a number. The order of the readings makes no difference.
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
    return found


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
