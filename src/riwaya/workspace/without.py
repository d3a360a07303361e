"""What an incident would be without one of its claims: what rejecting it would change.

The incident is put together once with the claim and once without it, from the same reports. Only
this incident is looked at: whether it would fall apart, or meet another one, fusion tells.
"""

from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, select

from riwaya.checks.checked import checked
from riwaya.fusion.assemble import assembled
from riwaya.fusion.gathered import gathered_of
from riwaya.fusion.origins import independent
from riwaya.fusion.told import Telling, ToldReport, claim_key
from riwaya.fusion.within import tellings_of
from riwaya.records.claim import Claim
from riwaya.records.decision import Review
from riwaya.records.incident import Figure, Finding, Incident, Toll
from riwaya.store.fusion_tables import incidents, telling_claims, tellings
from riwaya.store.incident_search import claims_of_incident
from riwaya.workspace.told import told_reports

Bounds = tuple[float | None, float | None]
#: Claims of an incident; what would change in a larger one isn't worked out while a person waits.
MOST = 400


class Changed(NamedTuple):
    """A toll's range with the claim and without it; None where there would be no toll."""

    measure: str
    people: str
    side: str | None
    now: Bounds
    then: Bounds | None


class Effect(NamedTuple):
    """An incident with a claim and without it; `without` is None where nothing would be left."""

    incident: Incident
    without: Incident | None
    tolls: tuple[Changed, ...]
    #: What other claims say of the measures that this one counts, with the toll it is in.
    others: tuple[tuple[Toll, Figure], ...]
    #: Findings that rest on the claim.
    findings: tuple[Finding, ...]

    @property
    def changes(self) -> bool:
        """Whether any number of the incident would be another one."""
        then = self.without
        if then is None or any(toll.now != toll.then for toll in self.tolls):
            return True
        return _numbers(self.incident) != _numbers(then)


def effect_of(connection: Connection, claim_n: int) -> Effect | None:
    """What rejecting a claim (by number) would change; None outside incidents and in huge ones."""
    row = connection.execute(
        select(incidents)
        .join(tellings, tellings.c.incident_n == incidents.c.n)
        .join(telling_claims, telling_claims.c.telling_n == tellings.c.n)
        .where(telling_claims.c.claim_n == claim_n)
    ).first()
    if row is None or row.claims > MOST:
        return None
    members = claims_of_incident(connection, row.n)
    reports = dict(told_reports(connection, sorted({member.report_n for member in members})))
    query = tellings.select().where(tellings.c.incident_n == row.n).order_by(tellings.c.key)
    told = [msgspec.msgpack.decode(one.body, type=Telling) for one in connection.execute(query)]
    key = ""
    claims: dict[str, list[Claim]] = {}
    reviews: dict[str, Review] = {}
    for member in members:
        report = reports[member.report_n]
        claim = msgspec.json.decode(member.body, type=Claim)
        claims.setdefault(report.id, []).append(claim)
        reviews[claim_key(report.id, claim.id)] = member.review
        if member.n == claim_n:
            key = claim_key(report.id, claim.id)
    if not key:
        return None
    whole = {report.id: report for report in reports.values()}
    now = _incident(whole, claims, told, reviews)
    return _effect(now, _without(whole, claims, told, reviews, key), key)


def _incident(
    reports: dict[str, ToldReport],
    claims: dict[str, list[Claim]],
    told: list[Telling],
    reviews: dict[str, Review],
) -> Incident:
    kept = [reports[id_] for id_ in claims]
    gathered = gathered_of(kept, claims, reviews)
    return checked(assembled(gathered, told), gathered)


def _without(
    reports: dict[str, ToldReport],
    claims: dict[str, list[Claim]],
    told: list[Telling],
    reviews: dict[str, Review],
    key: str,
) -> Incident | None:
    id_, _, name = key.partition("/")
    left = {
        report: kept
        for report, several in claims.items()
        if (kept := [c for c in several if report != id_ or c.id != name])
    }
    if not left:
        return None
    whole = reports[id_]
    less = msgspec.structs.replace(whole, claims=tuple(c for c in whole.claims if c.id != name))
    members = {claim.id for claim in left.get(id_, ())}
    again = [telling for telling in tellings_of(less) if members & set(telling.claims)]
    several = [telling for telling in told if telling.report != id_] + again
    if not several:
        return None
    return _incident(reports | {id_: less}, left, several, reviews)


def _effect(now: Incident, then: Incident | None, key: str) -> Effect:
    after = {_row(toll): toll for toll in then.tolls} if then is not None else {}
    own = [toll for toll in now.tolls if any(_key(figure) == key for figure in toll.figures)]
    changed = []
    for toll in own:
        new = after.get(_row(toll))
        then_range = _range(new) if new is not None else None
        changed.append(Changed(toll.measure, toll.people, toll.side, _range(toll), then_range))
    measures = {toll.measure for toll in own}
    others = [
        (toll, figure)
        for toll in now.tolls
        if toll.measure in measures
        for figure in toll.figures
        if _key(figure) != key
    ]
    findings = [
        finding
        for finding in now.findings
        if any(claim_key(e.member.report, e.member.claim) == key for e in finding.evidence)
    ]
    return Effect(now, then, tuple(changed), tuple(others), tuple(findings))


def _key(figure: Figure) -> str:
    return claim_key(figure.member.report, figure.member.claim)


def _row(toll: Toll) -> tuple[str, str, str | None]:
    return toll.measure, toll.people, toll.side


def _range(toll: Toll) -> Bounds:
    return toll.views.get("range", (None, None))


def _numbers(incident: Incident) -> tuple[object, ...]:
    grade = incident.grade
    return (
        len(independent(incident.origins)),
        incident.counts.get("reports"),
        grade and (grade.airwars, grade.admiralty),
        incident.day_from,
        incident.day_to,
        incident.place_entity,
    )
