"""Borders: clitics cut, marks paired."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.reading.borders import raw_borders
from riwaya.reading.passage import passage_of
from riwaya.text.clitics import longest_cut

CASES = {
    "a clitic": ("وقصف", 0, 1, 1, "قصف"),
    "two clitics": ("وبمقتل", 0, 1, 2, "مقتل"),
    "no letter that is no clitic": ("تعطيل", 0, 1, 1, "تعطيل"),
    "something is left": ("و", 0, 1, 1, "و"),
    "closing mark taken along": ("نقلت وكالة «سانا» أمس", 1, 4, 0, "وكالة «سانا»"),
    "lone closing mark left out": ("«المرصد السوري» أمس", 1, 4, 0, "المرصد السوري"),
    "marks around the whole left out": ("«المرصد السوري» أمس", 0, 4, 0, "المرصد السوري"),
    "pair inside kept": ("عناصر «داعش» أمس", 0, 4, 0, "عناصر «داعش»"),
    "pair at the front kept": ("«حزب الله» اللبناني", 0, 5, 0, "«حزب الله» اللبناني"),
    "no relative clause": ("قال جار النبي، وهو زعيم فصيل", 1, 6, 0, "جار النبي"),
    "no comma at the end": ("قال جار النبي، إن", 1, 4, 0, "جار النبي"),
    "marks of a raw word": ("مقارّ لهم", 0, 1, 0, "مقارّ"),
}


@pytest.mark.parametrize(("text", "first", "stop", "trim", "expected"), CASES.values(), ids=CASES)
def test_borders(text: str, first: int, stop: int, trim: int, expected: str) -> None:
    start, end = raw_borders(passage_of(text), first, stop, trim)
    assert text[start:end] == expected


@given(st.text(alphabet='ابو «»"()', min_size=1, max_size=30), st.data())
def test_borders_stay_inside_and_hold_a_word(text: str, data: st.DataObject) -> None:
    passage = passage_of(text)
    if not passage.words:
        return
    first = data.draw(st.integers(0, len(passage.words) - 1))
    stop = data.draw(st.integers(first + 1, len(passage.words)))
    start, end = raw_borders(passage, first, stop, data.draw(st.integers(0, 3)))
    assert 0 <= start < end <= len(text)


def test_the_cut_is_never_longer_than_wanted() -> None:
    assert longest_cut("وللجيش", 3) == 3
    assert longest_cut("وللجيش", 1) == 1
    assert longest_cut("الجيش", 2) == 0
