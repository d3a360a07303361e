"""Light stems, and how common they are."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.knowledge.name_words import keys_of
from riwaya.knowledge.stems import RARE, common_stems, rarity, stem_of, stems_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("المدنيين", "للمدنيين"),
        ("مدنية", "والمدنيون"),
        ("الصواريخ", "بصواريخ"),
        ("حقوقيين", "حقوق"),
        ("غارات", "الغارة"),
    ],
)
def test_forms_of_one_word(one: str, other: str) -> None:
    assert stem_of(keys_of(one)[0]) == stem_of(keys_of(other)[0])


@pytest.mark.parametrize(("one", "other"), [("مدينة", "مدني"), ("قصف", "قتل"), ("سوق", "سائق")])
def test_two_words(one: str, other: str) -> None:
    assert stem_of(keys_of(one)[0]) != stem_of(keys_of(other)[0])


@given(st.text(alphabet="ابتثجحخدرسصعفقكلمنهوي", min_size=1, max_size=12))
def test_three_letters_stay(word: str) -> None:
    assert len(stem_of(word)) >= min(3, len(word))


def test_numbers_and_short_words_are_left_out() -> None:
    assert list(stems_of("قتل 14 من 3 في غارة")) == [stem_of("قتل"), stem_of(keys_of("غارة")[0])]


def test_what_is_common_tells_less() -> None:
    stems = common_stems()
    common = max(stems, key=lambda stem: stems[stem])
    assert rarity(common) < rarity(min(stems, key=lambda stem: stems[stem]))
    assert rarity("خزعبل") == max(map(rarity, [*stems, "خزعبل"]))
    assert all(share > RARE for share in stems.values())


def test_the_table_is_what_the_project_counts() -> None:
    from evaluation.fusion.common_stems import REPORTS  # noqa: PLC0415

    # A word of every report that is written would show here if the table were another language's.
    text = min(Path(REPORTS).glob("*.txt")).read_text("utf-8")
    stems = list(stems_of(text))
    assert sum(stem in common_stems() for stem in stems) > len(stems) / 2
