"""Who a mention stands for: the order of trust among the readings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.resolving.actors import READINGS, identify
from riwaya.resolving.identity import Identity

from .test_scene import WORDS
from .world import WHO, scene, who_is


@pytest.mark.parametrize(
    ("marked", "how", "who"),
    [
        ("[تنظيم داعش]", {}, "islamic-state"),
        ("[وزير الدفاع الروسي، سيرغي شويغو]", {}, "sergei-shoigu"),
        ("[وزير الدفاع الروسي]", {"published": "2024-06-01"}, "andrei-belousov"),
        ("[موسكو] ترفض", {}, "russia"),
        ("[عناصر داعش]", {}, "islamic-state"),
        ("هاجم تنظيم داعش. وقال [التنظيم]", {}, "islamic-state"),
        ("[الجنود الروسيين]", {}, "russian-army"),
        ("قال داعش إن [مقاتليه]", {}, "islamic-state"),
        ("في سوريا قُتل [جنديين]", {}, "syrian-army"),
        ("هاجمت شبكة حقاني. وقالت [الشبكة]", {}, "haqqani-network"),
        ("أضاف [شويغو]", {"source": True}, "sergei-shoigu"),
        ("[روسي]", {"agent": True}, "russia"),
        ("[روسي]", {}, None),
        ("[أحد المارة]", {}, None),
        ("[أهالي سوريا]", {}, None),
    ],
)
def test_who_it_is(marked: str, how: dict[str, object], who: str | None) -> None:
    assert who_is(marked, **how).entity == who


def test_a_name_is_trusted_before_a_title_and_the_title_before_its_country() -> None:
    marked = "[وزير الدفاع الروسي سيرغي شويغو]"
    assert who_is(marked, "2024-06-01").entity == "sergei-shoigu"
    assert who_is("[وزير الدفاع الروسي]", "2015-11-21").entity == "sergei-shoigu"


def test_an_unknown_person_of_an_office_is_not_given_to_the_country() -> None:
    marked = "[وزير الدفاع الروسي إيغور سيميونوف]"
    assert who_is(marked, "2015-11-21", source=True).entity is None


def test_words_that_are_none_are_nobody() -> None:
    nobody = Identity(None, "no known name in these words")
    assert identify(scene("،"), WHO, 0, 1) == nobody
    assert identify(scene("كلمة"), WHO, 0, 4) == nobody


def test_a_branch_named_in_full_is_meant_by_its_short_name() -> None:
    marked = "هاجم تنظيم القاعدة في جزيرة العرب. وقالت [القاعدة] إنها انسحبت"
    assert who_is(marked).entity == "al-qaeda-in-yemen"


def test_each_reading_is_tried_once() -> None:
    assert len(set(READINGS)) == len(READINGS)


@given(
    st.lists(st.sampled_from([*WORDS, "التنظيم", "الجيش", "قواته", "جنديين", "متحدث"]), min_size=1),
    st.data(), st.booleans(), st.booleans(), st.booleans(),
)  # fmt: skip
def test_any_stretch_gets_an_answer_with_a_reason(
    words: list[str], data: st.DataObject, source: bool, named: bool, agent: bool
) -> None:
    raw = " ".join(words)
    start = data.draw(st.integers(0, len(raw) - 1))
    end = data.draw(st.integers(start + 1, len(raw)))
    found = identify(
        scene(raw, "2015-11-21"), WHO, start, end, source=source, named=named, agent=agent
    )
    known = {*WHO.actors.actors, *WHO.persons.persons}
    assert found.reason
    assert found.entity is None or found.entity in known
    assert set(found.others) <= known
