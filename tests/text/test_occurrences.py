import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.text.occurrences import Occurrences, folded

RAW = "وقال مسئولون في المُرْصَد إن حلبيين في حلب وحلب\nالجديدة سنة 2012 أنقذوا 12 قتيلاً من الـغـارة"
SAID = Occurrences(RAW)


def words(typed: str) -> list[str]:
    return [RAW[start:end] for start, end in SAID.all(typed)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("مسؤولون", ["مسئولون"]),
        ("المرصد", ["المُرْصَد"]),
        ("المُرصد إن", ["المُرْصَد إن"]),
        ("حلب  الجديده", ["حلب\nالجديدة"]),
        ("قتيلا", ["قتيلاً"]),
        ("الغارة", ["الـغـارة"]),
        ("انقذوا", ["أنقذوا"]),
        ("ا\u0654نقذوا", ["أنقذوا"]),
        ("١٢", ["12"]),
        ("\u200fسنة\u200e", ["سنة"]),
        ("طائرة", []),
        ("", []),
        (" ", []),
        ("\u064b", []),
    ],
)
def test_words_are_found_however_they_are_spelled(typed: str, found: list[str]) -> None:
    assert [one.strip() for one in words(typed)] == found


def test_whole_words_go_before_parts_of_others() -> None:
    assert words("12") == ["12"]  # not in 2012
    assert len(words("حلب")) == 2  # behind a conjunction, not in an adjective
    assert words("حلبي") == ["حلبي"]  # a part, where nothing else is there


def test_the_nearest_is_taken() -> None:
    first, second = SAID.all("حلب")
    assert SAID.nearest("حلب", (0, 3)) == first
    assert SAID.nearest("حلب", (len(RAW) - 1, len(RAW))) == second
    assert SAID.nearest("طائرة", (0, 3)) is None


@given(
    st.text(st.sampled_from("اأإبوىية ًُـ\n12\u200f\ufefb") | st.characters(), max_size=40), st.data()
)
def test_every_stretch_of_a_text_is_found_in_it(raw: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    typed = raw[start:end]
    found = Occurrences(raw).all(typed)
    assert found or not folded(typed)
    for left, right in found:
        assert 0 <= left < right <= len(raw)
        assert folded(raw[left:right]) == folded(typed) or typed in raw[left:right]
