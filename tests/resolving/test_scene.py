"""What a report names where: sightings, the countries it speaks of, nouns by class."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.knowledge.name_words import word_key
from riwaya.resolving.scene import Scene, adjective_entity, head_class, last_of, scene_of

from .world import ACTORS, PERSONS, WHO, cells, names, scene, stretch

NAMES = [name for row in cells(ACTORS) + cells(PERSONS) for name in names(row[1])]
WORDS = [*NAMES, "قال", "في", "القوات", "الروسية", "دمشق", "وزير الدفاع الروسي", "(", "،", ".", "5"]
TEXTS = st.lists(st.sampled_from(WORDS)).map(" ".join)


def seen(where: Scene) -> list[tuple[str, str]]:
    return [(where.raw[s.start : s.end], s.entity) for s in where.sightings]


@pytest.mark.parametrize(
    ("raw", "sighted"),
    [
        ("قال سيرغي شويغو", [("سيرغي شويغو", "sergei-shoigu")]),
        ("هاجم تنظيم داعش الموصل", [("تنظيم داعش", "islamic-state")]),
        ("قصفت القوات الروسية", [("القوات الروسية", "russian-army")]),
        ("قصف الطيران السوري", [("الطيران السوري", "syrian-air-force")]),
        ("قال وزير الدفاع الروسي", [("وزير الدفاع الروسي", "russia")]),
        ("زار الوفد الروسي دمشق", [("الوفد الروسي", "russia")]),
        ("الطعام الروسي", []),
        ("لا أحد هنا", []),
        ("", []),
    ],
)
def test_what_is_sighted(raw: str, sighted: list[tuple[str, str]]) -> None:
    assert seen(scene(raw)) == sighted


def test_a_person_is_sighted_as_one_and_not_again_as_an_actor() -> None:
    (only,) = scene("قال حفتر").sightings
    assert (only.entity, only.person) == ("khalifa-haftar", True)


@pytest.mark.parametrize(
    ("raw", "country"),
    [
        ("أعلنت روسيا", "RU"),
        ("قال خليفة حفتر", "LY"),
        ("في دمشق", "SY"),
        ("الطعام العراقي", "IQ"),
        ("قال وزير الدفاع الروسي", "RU"),
        ("روسيا وروسيا والجيش العراقي", "RU"),
        ("قال تنظيم داعش", None),
        ("", None),
    ],
)
def test_the_country_that_a_text_speaks_of(raw: str, country: str | None) -> None:
    assert scene(raw).country() == country


def test_an_outlet_counts_less_than_the_text() -> None:
    assert scene("", country="LB").country() == "LB"
    assert scene("أعلنت روسيا", country="LB").country() == "RU"


def test_where_the_places_lie_counts_before_whom_the_text_names() -> None:
    where = scene("أعلنت روسيا وروسيا وروسيا")
    where.ground["SY"] += 1
    assert where.country() == "SY"


def test_a_moment_of_publication_is_kept_as_its_day() -> None:
    assert scene("", published="2015-11-21T18:30+03:00").published == "2015-11-21"


def test_a_branch_named_in_full_is_meant_by_the_short_name_behind_it() -> None:
    where = scene("هاجم تنظيم القاعدة في جزيرة العرب. وقالت القاعدة إنها انسحبت")
    assert [s.entity for s in where.sightings] == ["al-qaeda-in-yemen", "al-qaeda-in-yemen"]
    where = scene("قالت القاعدة. وهاجم تنظيم القاعدة في جزيرة العرب")
    assert [s.entity for s in where.sightings] == ["al-qaeda", "al-qaeda-in-yemen"]


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("قال [تنظيم الدولة] إنه", ["تنظيم", "الدولة"]),
        ("قال و[سوريا] إنها", ["سوريا"]),
        ("قال ل[لجيش] إنه", ["الجيش"]),
        ("قال لل[جيش] إنه", ["الجيش"]),
        ("و[روسيا]", ["روسيا"]),
        ("قال[ ]أحد", []),
        ("[روسيا]", ["روسيا"]),
    ],
)
def test_the_words_in_a_stretch(marked: str, words: list[str]) -> None:
    raw, start, end = stretch(marked)
    found = scene(raw).tokens_in(start, end)
    assert [token.key for token in found] == [word_key(word) for word in words]


def test_what_was_named_before_comes_nearest_first() -> None:
    where = scene("روسيا وسوريا والعراق")
    end = where.raw.index("والعراق")
    assert [s.entity for s in where.before(end)] == ["syria", "russia"]
    assert list(where.before(0)) == []


@pytest.mark.parametrize(
    ("word", "entity"),
    [
        ("روسي", "russia"),
        ("الروسية", "russia"),
        ("روسيين", "russia"),
        ("الروسيون", "russia"),
        ("روسيان", "russia"),
        ("روسياً", "russia"),
        ("والسوريين", "syria"),
        ("للسوريين", "syria"),
        ("روس", None),
        ("الرو", None),
        ("ية", None),
    ],
)
def test_an_adjective_of_nationality(word: str, entity: str | None) -> None:
    assert adjective_entity(word_key(word), WHO.actors) == entity


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("طائرات", "air"),
        ("الطائرات", "air"),
        ("بالطائرات", "air"),
        ("عناصر", "men"),
        ("متحدث", "spokesman"),
        ("بيان", "voice"),
        ("قائد", "leader"),
        ("مقر", "post"),
        ("مدنيون", "civil"),
        ("والشرطة", "police"),
        ("سلطات", "government"),
        ("كتاب", None),
        ("الـ", None),
    ],
)
def test_the_class_of_a_noun(word: str, kind: str | None) -> None:
    assert head_class(word_key(word)) == kind


def test_the_last_fitting_actor_must_have_existed() -> None:
    raw = "قال الاتحاد السوفياتي إن"
    for published, found in (
        ("1950-01-01", "soviet-union"),
        ("2015-11-21", None),
        (None, "soviet-union"),
    ):
        last = last_of(
            scene(raw, published), len(raw), WHO.actors, lambda actor: actor.kind == "state"
        )
        assert (last.entity if last else None) == found


@given(TEXTS)
def test_sightings_are_stretches_in_order_and_none_overlaps_a_person(raw: str) -> None:
    where = scene_of(raw, WHO.actors, WHO.persons)
    starts = [s.start for s in where.sightings]
    assert starts == sorted(starts)
    for one in where.sightings:
        assert 0 <= one.start < one.end <= len(raw)
        assert one.entity in (WHO.persons.persons if one.person else WHO.actors.actors)


@given(st.text())
def test_any_text_makes_a_scene(raw: str) -> None:
    where = scene(raw)
    assert all(where.tokens_in(t.start, t.end) == [t] for t in where.tokens)
