"""Whose men, arms and land a pronoun tells: by gender and number, by who speaks, by nearness."""

import pytest

from riwaya.resolving.identity import Around, Identity
from riwaya.resolving.pronouns import by_pronoun

from .world import WHO, who_is, words_of


def owner(marked: str) -> Identity | None:
    words, where = words_of(marked)
    return by_pronoun(words, where, WHO)


@pytest.mark.parametrize(
    ("marked", "who"),
    [
        ("قال الجيش السوري إن [قواته] تقدمت", "syrian-army"),
        ("قالت روسيا إن [قواتها] تقدمت", "russian-army"),
        ("قالت روسيا إن [طائراتها] قصفت", "russian-aerospace"),
        ("قال داعش إن [مقاتليه] تقدموا", "islamic-state"),
        ("قال حفتر إن [قواته] تقدمت", "libyan-national-army"),
        ("قال الجيش السوري ثم داعش إن [مواقعه] قصفت", "islamic-state"),
        ("قال المرصد السوري لحقوق الإنسان إن [قواته] تقدمت", None),
        ("[قواته] تقدمت", None),
    ],
)
def test_a_pronoun_is_the_last_side_named(marked: str, who: str | None) -> None:
    found = owner(marked)
    assert found
    assert found.entity == who


@pytest.mark.parametrize(
    ("marked", "who"),
    [
        ("هاجمت حركة حماس الجيش السوري وقُتل [مقاتلوها]", "hamas"),
        ("هاجمت حركة حماس الجيش السوري وقُتل [جنوده]", "syrian-army"),
        ("قصفت روسيا الجيش السوري فدمرت [دباباته]", "syrian-army"),
        ("هاجم تنظيم داعش. وانسحبت حماس. وقال التنظيم إن [مقاتليه] صمدوا", "islamic-state"),
        ("تقاتل الجيش السوري وحركة حماس، وسلمت [الأخيرة] أسرى", "hamas"),
    ],
)
def test_gender_and_number_tell_two_sides_apart(marked: str, who: str) -> None:
    found = owner(marked)
    assert found
    assert found.entity == who


@pytest.mark.parametrize(
    "marked",
    ["قال داعش إن [كتابه]", "قال داعش إن [القوات]", "قال داعش إن [قوات]", "قال داعش إن [قناصة]",
     "قال داعش إن [طيرانا]"],
)  # fmt: skip
def test_what_is_no_side_with_a_pronoun_is_left_to_others(marked: str) -> None:
    assert owner(marked) is None


@pytest.mark.parametrize(
    ("marked", "speaker", "who"),
    [
        ("قال قائد إن داعش انسحب. وأضاف أن [قواته] تقدمت", "syrian-army", "syrian-army"),
        ("قال قائد إن داعش سحب [مقاتليه]", "syrian-army", "islamic-state"),
        ("قال قائد إن [قواتنا] تقدمت", "syrian-army", "syrian-army"),
        ("قال وزير إن [بلاده] ترفض", "sergei-shoigu", "russia"),
        ("قال وزير إن [بلاده] ترفض", "syrian-army", "syria"),
    ],
)
def test_whoever_speaks_comes_before_the_sentences_before(
    marked: str, speaker: str, who: str
) -> None:
    around = Around(speaker, marked.index("قائد" if "قائد" in marked else "وزير") + 4)
    assert who_is(marked, around=around).entity == who


def test_a_spokesman_by_a_pronoun_speaks_for_the_last_side() -> None:
    assert who_is("انسحبت حركة حماس. وقال [متحدث باسمها]", source=True).entity == "hamas"
