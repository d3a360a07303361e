"""What the check of the killed against those present finds, and what it leaves alone; all read by the reader."""

import pytest

from riwaya.checks.killed_and_present import killed_and_present, killed_and_present_in_incident

from .several import Incident, incidents, with_reason
from .told import NOTHING, read

CASES = with_reason("killed_and_present")


@pytest.mark.parametrize(("text", "found", "why"), CASES, ids=[case[2] for case in CASES])
def test_finds_what_is_wrong_and_nothing_else(text: str, found: str, why: str) -> None:
    sentences = [finding.sentence for finding in killed_and_present(read(text))]
    assert sentences == ([] if found == NOTHING else [found]), why


def test_there_are_ten_of_each() -> None:
    assert sum(found == NOTHING for _, found, _ in CASES) >= 10
    assert sum(found != NOTHING for _, found, _ in CASES) >= 10


def test_evidence_is_words_of_the_text_that_hold_the_numbers() -> None:
    for text, found, _ in CASES:
        for finding in killed_and_present(read(text)) if found != NOTHING else ():
            assert len(finding.evidence) >= 2
            assert all(text[e.start : e.end] == e.text for e in finding.evidence)
            assert len(set(finding.numbers.values())) == 2


@pytest.mark.parametrize(
    "incident", incidents("killed_and_present_in_incident"), ids=lambda one: one.why
)
def test_finds_it_between_two_reports(incident: Incident) -> None:
    found = incident.findings(killed_and_present_in_incident)
    assert tuple(finding.sentence for finding in found) == incident.found


def test_there_are_ten_of_each_between_two_reports() -> None:
    cases = incidents("killed_and_present_in_incident")
    assert sum(not incident.found for incident in cases) >= 10
    assert sum(bool(incident.found) for incident in cases) >= 10
