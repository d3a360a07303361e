"""An incident with its findings: about it, and about its claims in their reports."""

import msgspec

from riwaya.checks.all import findings_of_incident, findings_of_report
from riwaya.fusion.gathered import Gathered
from riwaya.fusion.told import claim_key
from riwaya.records.incident import Finding, Incident


def checked(incident: Incident, gathered: Gathered) -> Incident:
    """The incident with findings about it and about its claims in their reports."""
    origin_of = {
        claim_key(member.report, member.claim): account.origin
        for account in incident.accounts
        for member in account.members
    }
    findings: list[Finding] = list(findings_of_incident(gathered, origin_of))
    members = {(member.report, member.claim) for member in incident.claims}
    for report in gathered.reports:
        findings += [
            finding
            for finding in findings_of_report(report)
            if any((e.member.report, e.member.claim) in members for e in finding.evidence)
        ]
    return msgspec.structs.replace(incident, findings=tuple(findings))
