"""Elements: words can't open any, Arabic runs from the right, paths are steps."""

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from riwaya.export.pictures.svg import element, group, is_arabic, path_of, text

ANY = st.text(alphabet=st.characters(codec=None), max_size=40)  # lone surrogates, NUL too


@given(ANY)
def test_words_stay_words(said: str) -> None:
    found = etree.fromstring(group(text(1, 2, said), tip=said, data_said=said))
    assert [one.tag for one in found.iter()] == ["g", "title", "text"][
        : 1 + bool(said) + 1
    ] or said == ""
    assert "script" not in {one.tag for one in found.iter()}


def test_what_xml_cannot_hold_is_marked() -> None:
    assert "\N{REPLACEMENT CHARACTER}" in text(0, 0, "a\x00b\ud800")


def test_the_edge_that_is_asked_for_lies_at_x() -> None:
    english, arabic = text(5, 6, "Raqqa", side="right"), text(5, 6, "الرقة", side="right")
    assert 'text-anchor="end"' in english
    assert "direction" not in english
    assert 'direction="rtl"' in arabic
    assert "text-anchor" not in arabic  # the start of what runs from the right is on the right
    assert 'text-anchor="end"' in text(5, 6, "الرقة", side="left")


def test_the_first_letter_says_which_way_words_run() -> None:
    assert is_arabic("12 – الرقة, Raqqa")
    assert not is_arabic("12 – Raqqa, الرقة")
    assert not is_arabic("12–15")


def test_none_is_left_out_and_numbers_are_short() -> None:
    assert (
        element("line", x1=1.04, y1=2.0, class_="a", fill=None) == '<line x1="1" y1="2" class="a"/>'
    )


POINTS = st.lists(st.tuples(st.floats(-900, 900), st.floats(-900, 900)), min_size=1, max_size=30)


@given(POINTS)
def test_steps_lead_where_points_are(points: list[tuple[float, float]]) -> None:
    said = path_of(points, closed=False)
    x = y = 0.0
    for across, up in re.findall(r"[Ml](-?[\d.]+) (-?[\d.]+)", said):
        x, y = x + float(across), y + float(up)
    assert abs(x - points[-1][0]) <= 0.11
    assert abs(y - points[-1][1]) <= 0.11
