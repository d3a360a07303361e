"""Names that say no nationality, since the text does."""

import pytest

from riwaya.resolving import local_actors
from riwaya.resolving.identity import Around, Identity
from riwaya.resolving.local_actors import at_home, sight_local_names

from .world import WHO, scene, who_is, words_of

IRAQ = "في العراق "


def reading(name: str, marked: str, **how: bool) -> str | None:
    words, where = words_of(marked, **how)
    found = getattr(local_actors, name)(words, where, WHO)
    return found.entity if found else None


@pytest.mark.parametrize(
    ("marked", "who"),
    [
        (IRAQ + "قالت [قيادة العمليات المشتركة]", "iraqi-joint-operations"),
        (IRAQ + "قالت [لقيادة العمليات المشتركة]", "iraqi-joint-operations"),
        ("في لبنان قالت [قيادة العمليات المشتركة]", None),
        ("قالت [قيادة العمليات المشتركة]", None),
        (IRAQ + "قالت [قيادة العمليات]", None),
        (IRAQ + "قُصف [مستشفى السلام]", None),
        (IRAQ + "في الموصل قُصف [مستشفى السلام]", "mosul-hospital"),
    ],
)
def test_a_name_without_nationality_is_the_country_s(marked: str, who: str | None) -> None:
    assert reading("local_name", marked) == who


def test_a_single_word_is_a_name_only_of_who_acts_or_speaks() -> None:
    assert reading("local_name", IRAQ + "أقر [البرلمان]", agent=True) == "iraqi-parliament"
    assert reading("local_name", IRAQ + "استهدف [البرلمان]") is None


@pytest.mark.parametrize(
    ("marked", "who"),
    [
        (IRAQ + "قال [مصدر في قيادة العمليات المشتركة]", "iraqi-joint-operations"),
        (IRAQ + "هاجم [قيادة العمليات المشتركة السورية]", None),
        (IRAQ + "نزح [أهالي قيادة العمليات المشتركة]", None),
        ("قال [مصدر في قيادة العمليات المشتركة]", None),
    ],
)
def test_what_belongs_to_such_a_name(marked: str, who: str | None) -> None:
    assert reading("of_local_name", marked) == who


def test_a_person_behind_such_a_name_is_unknown() -> None:
    marked = IRAQ + "قال [المتحدث باسم قيادة العمليات المشتركة سامي زهري]"
    words, where = words_of(marked, source=True)
    assert local_actors.of_local_name(words, where, WHO) == Identity(
        None, "a person whom no table knows", ("iraqi-joint-operations",)
    )


@pytest.mark.parametrize(
    ("marked", "who"),
    [
        ("قالت [الحكومة في دمشق]", "syrian-government"),
        ("قال [الجيش في بغداد]", "iraqi-army"),
        ("قال [الجيش بدمشق]", "syrian-army"),
        ("قالت [قيادة العمليات المشتركة في بغداد]", "iraqi-joint-operations"),
        ("قالت [جهات في]", None),
        ("قالت [جهات كثيرة]", None),
    ],
)
def test_the_seat_behind_a_body_says_whose_it_is(marked: str, who: str | None) -> None:
    assert reading("seated", marked) == who


def test_the_country_where_it_happens_counts_first() -> None:
    marked = "في سوريا وسوريا ثم العراق قالت [قيادة العمليات المشتركة]"
    assert who_is(marked, around=Around(country="IQ")).entity == "iraqi-joint-operations"


def test_a_group_that_has_a_branch_there_is_the_branch() -> None:
    where = scene("في سوريا")
    where.ground["YE"] += 1
    found = at_home(Identity("al-qaeda", "named"), where, WHO)
    assert (found.entity, found.others) == ("al-qaeda-in-yemen", ("al-qaeda",))
    assert at_home(Identity("al-qaeda", "named"), scene("في سوريا"), WHO).entity == "al-qaeda"
    assert at_home(Identity("hamas", "named"), where, WHO).entity == "hamas"


def test_such_names_are_sighted_for_the_pronouns_and_short_forms_behind_them() -> None:
    where = scene(IRAQ + "قالت قيادة العمليات المشتركة ذلك")
    sight_local_names(where, WHO)
    assert "iraqi-joint-operations" in [sighting.entity for sighting in where.sightings]
    assert next(iter(where.called("عمليات", len(where.raw)))).entity == "iraqi-joint-operations"
