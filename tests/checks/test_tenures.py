"""What the check of tenures finds, and what it leaves alone."""

import pytest

from riwaya.checks.tenures import tenures

from .told import Case, cases, read


@pytest.mark.parametrize("case", cases("tenures"), ids=lambda case: case.text[:40])
def test_finds_what_cannot_be_and_nothing_else(case: Case) -> None:
    found = tenures(read(case.text, case.published))
    assert tuple(finding.sentence for finding in found) == case.found


def test_there_are_ten_of_each() -> None:
    assert sum(bool(case.found) for case in cases("tenures")) >= 10
    assert sum(not case.found for case in cases("tenures")) >= 10
