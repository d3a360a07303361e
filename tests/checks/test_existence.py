"""What the check of existence finds, and what it leaves alone."""

import pytest

from riwaya.checks.existence import existence

from .told import Case, cases, read


@pytest.mark.parametrize("case", cases("existence"), ids=lambda case: case.text[:40])
def test_finds_what_cannot_be_and_nothing_else(case: Case) -> None:
    found = existence(read(case.text, case.published))
    assert tuple(finding.sentence for finding in found) == case.found


def test_there_are_ten_of_each() -> None:
    assert sum(bool(case.found) for case in cases("existence")) >= 10
    assert sum(not case.found for case in cases("existence")) >= 10


def test_what_rests_on_memory_says_so() -> None:
    text = "تبنى تنظيم داعش تفجيراً في بغداد في 12 أيار 2010 قتل فيه 40 شخصاً."
    (found,) = existence(read(text, "2016-03-01"))
    assert (found.basis, found.recalled) == ("recalled", True)
    assert found.evidence[0].text == "تنظيم داعش"
