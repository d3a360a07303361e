"""A workspace's reports as fusion takes them: their claims with people's decisions applied."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, ScalarSelect, String, cast, func, literal, select

from riwaya.fusion.told import ToldReport
from riwaya.records.claim import Claim
from riwaya.records.dataset import is_coded
from riwaya.store.datasets import replaced_rows
from riwaya.store.fusion import chunks
from riwaya.store.fusion_tables import fused, judgements
from riwaya.store.tables import claims, decisions, reports, sightings, takes
from riwaya.workspace.judging import apart_in_reports, judged_of

#: A change of how reports are compared makes a new form: all are fused anew, once.
FORM = 2
#: Reports loaded at a time.
AT_ONCE = 300


def told_reports(
    connection: Connection, numbers: Iterable[int]
) -> Iterator[tuple[int, ToldReport]]:
    """Reports by number, without the claims that people rejected."""
    several = list(numbers)
    for start in range(0, len(several), AT_ONCE):
        some = several[start : start + AT_ONCE]
        said = _claims(connection, some)
        seen = _sources(connection, some)
        query = select(reports).where(reports.c.n.in_(some)).order_by(reports.c.n)
        for row in connection.execute(query):
            yield row.n, _told(row, said.get(row.n, []), seen.get(row.n, []))


def _told(row: Row[Any], said: list[Claim], seen: list[Any]) -> ToldReport:
    return ToldReport(
        id=row.id,
        sources=tuple(dict.fromkeys(take.source for take in seen)),
        outlet=row.outlet,
        published=row.published,
        text=row.text or "",
        claims=tuple(said),
        row=next(((take.kind, take.part) for take in seen if is_coded(take.kind)), None),
    )


def _claims(connection: Connection, numbers: list[int]) -> dict[int, list[Claim]]:
    query = select(claims.c.report_n, claims.c.body).where(
        claims.c.report_n.in_(numbers), claims.c.review != "rejected"
    )
    decoder = msgspec.json.Decoder(Claim)
    found: dict[int, list[Claim]] = {}
    for row in connection.execute(query.order_by(claims.c.n)):
        found.setdefault(row.report_n, []).append(decoder.decode(row.body))
    return found


def _sources(connection: Connection, numbers: list[int]) -> dict[int, list[Any]]:
    query = (
        select(sightings.c.report_n, sightings.c.part, takes.c.source, takes.c.kind)
        .join(takes, takes.c.n == sightings.c.take_n)
        .where(sightings.c.report_n.in_(numbers))
        .order_by(takes.c.n)
    )
    found: dict[int, list[Any]] = {}
    for row in connection.execute(query):
        found.setdefault(row.report_n, []).append(row)
    return found


class Standing:
    """What stands about a workspace's reports besides readings and decisions, read once.

    Hardly any report has some: people's judgements, a later version of its row.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._last: dict[str, int] = {}
        for row in connection.execute(select(judgements).order_by(judgements.c.n)):
            for key in (row.one, row.other):
                self._last[key.rpartition("/")[0]] = row.n
        self.judged = judged_of(connection)
        # A judgement on two other reports can tell as well that a report's own claims are two.
        self.apart = apart_in_reports(self.judged)
        #: A row of a dataset of which there is a later version claims nothing any more.
        self.replaced = replaced_rows(connection)

    def states(self, numbers: Iterable[int]) -> dict[int, str]:
        """What the claims of reports rest on: the reading, the last decision and judgement."""
        found: dict[int, str] = {}
        for some in chunks(sorted(numbers)):
            query = select(reports.c.n, reports.c.id, reports.c.reading_n, _decided().label("last"))
            for row in self._connection.execute(query.where(reports.c.n.in_(some))):
                found[row.n] = self._state(row)
        return found

    def changed(self) -> tuple[list[int], int]:
        """The reports whose claims aren't what was fused, and how many reports there are.

        The database says of which that may be: a million claims' reports needn't be looked at one
        by one to find the one that was added.
        """
        reading = cast(func.coalesce(reports.c.reading_n, 0), String)
        last = cast(func.coalesce(_decided(), 0), String)
        plain = literal(f"{FORM} ") + reading + literal(" ") + last + literal(" 0")
        query = (
            select(reports.c.n)
            .outerjoin(fused, fused.c.report_n == reports.c.n)
            .where(func.coalesce(fused.c.state, "") != plain)
        )
        doubtful = {*self._connection.execute(query).scalars(), *self._special()}
        now = self.states(doubtful)
        known: dict[int, str] = {}
        for some in chunks(sorted(doubtful)):
            of = select(fused.c.report_n, fused.c.state).where(fused.c.report_n.in_(some))
            known |= {row.report_n: row.state for row in self._connection.execute(of)}
        counted = select(func.count()).select_from(reports)
        count = self._connection.execute(counted).scalar_one()
        return [n for n, state in now.items() if known.get(n) != state], count

    def _special(self) -> set[int]:
        """The reports of which anything stands here."""
        found = set(self.replaced)
        for ids in chunks(sorted({*self._last, *self.apart})):
            query = select(reports.c.n).where(reports.c.id.in_(ids))
            found.update(self._connection.execute(query).scalars())
        return found

    def _state(self, row: Any) -> str:
        plain = f"{FORM} {row.reading_n or 0} {row.last or 0} {self._last.get(row.id, 0)}"
        replaced = " replaced" if row.n in self.replaced else ""
        apart = f" {_digest(self.apart[row.id])}" if row.id in self.apart else ""
        return plain + replaced + apart


def _decided() -> ScalarSelect[Any]:
    """The number of the last decision on a report's claims."""
    last = select(func.max(decisions.c.n)).where(decisions.c.report_n == reports.c.n)
    return last.scalar_subquery()


def _digest(apart: Mapping[str, frozenset[str]]) -> str:
    said = {claim: sorted(others) for claim, others in sorted(apart.items())}
    return sha256(msgspec.json.encode(said)).hexdigest()[:16]
