"""Quotations of all kinds, nested and unclosed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.text.quotations import quotations_of

CASES = {
    "angle": ("قال «انسحبنا أمس» ومضى", ["انسحبنا أمس"]),
    "straight": ('قال "انسحبنا أمس" ومضى', ["انسحبنا أمس"]),
    "curly": ("قال “انسحبنا أمس” ومضى", ["انسحبنا أمس"]),
    "two": ("«أ» و«ب»", ["أ", "ب"]),
    "nested": ("قال «إن “الجيش” انسحب»", ["إن “الجيش” انسحب", "الجيش"]),
    "unclosed ends with its paragraph": ("قال «انسحبنا أمس\nوفي حلب", ["انسحبنا أمس"]),
    "a stray closer opens nothing": ("انسحبنا» أمس", []),
    "inner left open": ("«أ “ب» ج", ["أ “ب", "ب"]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_quotations(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotations_of(text)] == expected


def test_depth_and_closing_are_told() -> None:
    outer, inner = quotations_of("«أ “ب” ج» «د")[:2]
    assert (outer.depth, inner.depth) == (0, 1)
    assert outer.closed
    assert not quotations_of("«د")[0].closed


@given(st.text(alphabet='اب «»“”"\n', max_size=60))
def test_quotations_stay_inside_the_text_and_nest(text: str) -> None:
    found = quotations_of(text)
    for a in found:
        assert 0 <= a.start < a.end <= len(text)
        for b in found:
            apart = a.end <= b.start or b.end <= a.start
            nested = (a.start <= b.start and b.end <= a.end) or (
                b.start <= a.start and a.end <= b.end
            )
            assert apart or nested


def test_a_text_of_nothing_but_marks_is_read_in_no_time() -> None:
    assert len(quotations_of("«" * 200_000)) == 199_999
    assert len(quotations_of("«ا" * 100_000 + "»" * 100_000)) == 100_000
