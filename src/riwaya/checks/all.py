"""All checks in order: of a report, of an incident. Findings never hide or change a claim."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from riwaya.checks.capacities import capacities
from riwaya.checks.dates_in_order import dates_in_order
from riwaya.checks.existence import existence
from riwaya.checks.falling_tolls import falling_tolls
from riwaya.checks.killed_and_present import killed_and_present, killed_and_present_in_incident
from riwaya.checks.parts_and_totals import parts_and_totals
from riwaya.checks.place_and_parent import place_and_parent
from riwaya.checks.populations import populations
from riwaya.checks.self_contradiction import self_contradiction
from riwaya.checks.sorties import sorties
from riwaya.checks.tenures import tenures
from riwaya.checks.weekdays import weekdays
from riwaya.fusion.gathered import Gathered
from riwaya.fusion.told import ToldReport
from riwaya.records.incident import Finding

#: Each asks one question of a report.
REPORT_CHECKS: tuple[Callable[[ToldReport], list[Finding]], ...] = (
    parts_and_totals,
    killed_and_present,
    capacities,
    populations,
    sorties,
    dates_in_order,
    existence,
    tenures,
    weekdays,
    place_and_parent,
)
#: Each asks one question of an incident, given which origin each claim goes back to.
INCIDENT_CHECKS: tuple[Callable[[Gathered, Mapping[str, str]], list[Finding]], ...] = (
    falling_tolls,
    self_contradiction,
    killed_and_present_in_incident,
)


@lru_cache(maxsize=500)
def findings_of_report(report: ToldReport) -> tuple[Finding, ...]:
    """What doesn't add up within a report."""
    return tuple(finding for check in REPORT_CHECKS for finding in check(report))


def findings_of_incident(gathered: Gathered, origin_of: Mapping[str, str]) -> list[Finding]:
    """What doesn't add up among the reports of an incident."""
    return [finding for check in INCIDENT_CHECKS for finding in check(gathered, origin_of)]
