"""Who a mention means without naming them."""

import pytest

from riwaya.resolving import implied_actors
from riwaya.resolving.identity import Identity

from .world import WHO, words_of


def reading(name: str, marked: str, **how: bool) -> Identity | None:
    words, where = words_of(marked, **how)
    return getattr(implied_actors, name)(words, where, WHO)


def entity(found: Identity | None) -> str | None:
    return found.entity if found else None


@pytest.mark.parametrize(
    ("marked", "who"),
    [
        ("شن تنظيم داعش هجوماً. وانسحب [التنظيم]", "islamic-state"),
        ("هاجمت حركة حماس ثم تنظيم داعش. وقالت [الحركة]", "hamas"),
        ("هاجمت حركة حماس ثم تنظيم داعش. وقال [التنظيم]", "islamic-state"),
        ("[التنظيم] هاجم، وتبنى ذلك تنظيم داعش", "islamic-state"),
        ("قال [التنظيم]", None),
        ("أعلنت روسيا أن [التنظيم]", None),
        ("هاجم [الجيش] في دمشق", "syrian-army"),
        ("هاجم الجيش العراقي في دمشق ثم تقدم [الجيش]", "iraqi-army"),
        ("قصف [الاحتلال]", "israel"),
        ("قال التحالف العربي إن [التحالف]", "gulf-coalition"),
        ("في روسيا قصفت [الطائرات]", "russian-aerospace"),
        ("في سوريا قالت [الشرطة]", "syrian-police"),
    ],
)
def test_a_bare_noun_is_what_was_named_before(marked: str, who: str | None) -> None:
    assert entity(reading("short_form", marked)) == who


def test_a_noun_that_is_no_short_form_is_left_to_others() -> None:
    assert reading("short_form", "قال تنظيم داعش إن [الرجل]") is None


def test_the_police_are_the_country_s_own_even_where_another_was_named_just_before() -> None:
    marked = "في سوريا وفي سوريا: الشرطة السورية ثم الجيش العراقي، وقالت [الشرطة]"
    found = reading("short_form", marked)
    assert found
    assert found.reason.startswith("of the country that the text speaks of")


def test_a_foreign_force_named_just_before_counts_and_the_own_one_is_the_alternative() -> None:
    found = reading("short_form", "في سوريا قصف الجيش العراقي في سوريا وسوريا. وقال [الجيش]")
    assert found == Identity(
        "iraqi-army", "the last such actor named before: Iraqi Army", ("syrian-army",)
    )


def test_a_foreign_force_named_long_before_does_not() -> None:
    far = "كلمة " * (implied_actors.JUST_BEFORE // 5 + 1)
    marked = f"قصف الجيش العراقي سوريا وسوريا وسوريا. {far} وقال [الجيش]"
    assert entity(reading("short_form", marked)) == "syrian-army"


@pytest.mark.parametrize(
    ("marked", "who"),
    [
        ("هاجمت حماس. وقتل [مقاتلو الحركة]", "hamas"),
        ("هاجمت حماس. وقتل [قائد في الحركة]", "hamas"),
        ("قُتل [جنود الاحتلال]", "israeli-army"),
        ("في سوريا قُصفت [مواقع الجيش]", "syrian-army"),
        ("قُتل [مقاتلو الحركة]", None),
        ("هاجمت حماس. وقتل [أهالي الحركة]", None),
        ("هاجمت شبكة حقاني. وقُتل [عناصر الشبكة]", "haqqani-network"),
    ],
)
def test_what_belongs_to_a_bare_noun(marked: str, who: str | None) -> None:
    assert entity(reading("short_form", marked)) == who


def test_a_spokesman_by_name_is_not_the_side() -> None:
    found = reading("short_form", "قالت حماس. وقال [متحدث الحركة سامي زهري]", source=True)
    assert found == Identity(None, "a person whom no table knows", ("hamas",))


@pytest.mark.parametrize(
    ("marked", "who"),
    [
        ("في سوريا قُتل [جنديين]", "syrian-army"),
        ("في سوريا وفي سوريا قصفت [الطائرة الحربية]", "syrian-air-force"),
        ("في سوريا وفي سوريا أسقطوا [طائرة حربية]", None),
        ("قُتل [جنديين]", None),
        ("في سوريا قُتل [مقاتلين]", None),
        ("في سوريا قُتلت [قوات الحرس القديم]", None),
        ("في سوريا قالت [السلطات]", None),
    ],
)
def test_a_force_whose_side_the_text_tells(marked: str, who: str | None) -> None:
    assert entity(reading("bare_force", marked)) == who


@pytest.mark.parametrize(
    ("marked", "who"),
    [
        ("هاجمت شبكة حقاني. وقالت [الشبكة]", "haqqani-network"),
        ("هاجمت شبكة حقاني. وقالت [للشبكة]", "haqqani-network"),
        ("هاجمت شبكة حقاني. وقالت [شبكة]", None),
        ("هاجمت شبكة حقاني. وقالت [الشبكة الكبرى]", None),
        ("قالت [الشبكة]. وهاجمت شبكة حقاني", None),
        ("قال سيرغي شويغو ثم [السيرغي]", None),
    ],
)
def test_a_word_of_a_name_seen_before(marked: str, who: str | None) -> None:
    assert entity(reading("namesake", marked)) == who
