"""What the check of parts against totals finds, and what it leaves alone; all read by the reader."""

import pytest

from riwaya.checks.parts_and_totals import parts_and_totals

from .several import with_reason
from .told import NOTHING, read

CASES = with_reason("parts_and_totals")


@pytest.mark.parametrize(("text", "found", "why"), CASES, ids=[case[2] for case in CASES])
def test_finds_what_is_wrong_and_nothing_else(text: str, found: str, why: str) -> None:
    sentences = [finding.sentence for finding in parts_and_totals(read(text))]
    assert sentences == ([] if found == NOTHING else [found]), why


def test_there_are_ten_of_each() -> None:
    assert sum(found == NOTHING for _, found, _ in CASES) >= 10
    assert sum(found != NOTHING for _, found, _ in CASES) >= 10


def test_evidence_is_words_of_the_text_that_hold_the_numbers() -> None:
    for text, found, _ in CASES:
        for finding in parts_and_totals(read(text)) if found != NOTHING else ():
            assert len(finding.evidence) >= 2
            assert all(text[e.start : e.end] == e.text for e in finding.evidence)
            assert len(set(finding.numbers.values())) == 2
