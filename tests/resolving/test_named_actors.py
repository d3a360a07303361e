"""Who a mention names in its own words."""

from dataclasses import replace

import pytest

from riwaya.knowledge.name_words import Hit
from riwaya.resolving import named_actors
from riwaya.resolving.identity import Identity

from .world import WHO, scene, words_of


def reading(name: str, marked: str, published: str | None = None, **how: bool) -> Identity | None:
    words, where = words_of(marked, **how)
    if published:
        where = scene(where.raw, published)
    return getattr(named_actors, name)(words, where, WHO)


def entity(found: Identity | None) -> str | None:
    return found.entity if found else None


@pytest.mark.parametrize(
    ("marked", "who"),
    [
        ("[تنظيم داعش]", "islamic-state"),
        ("[داعش]", "islamic-state"),
        ("و[داعش]", "islamic-state"),
        ("[لداعش]", "islamic-state"),
        ("[سيرغي شويغو]", "sergei-shoigu"),
        ("[تنظيم داعش الإرهابي]", None),
        ("[عناصر داعش]", None),
        ("[أحد]", None),
    ],
)
def test_all_the_words_are_one_name(marked: str, who: str | None) -> None:
    assert entity(reading("whole_name", marked)) == who


@pytest.mark.parametrize(
    ("marked", "who"),
    [
        ("[وزير الدفاع الروسي، سيرغي شويغو]", "sergei-shoigu"),
        ("[شويغو سيرغي شويغو الوزير]", "sergei-shoigu"),
        ("[قوات حفتر]", "libyan-national-army"),
        ("[عناصر حفتر]", "libyan-national-army"),
        ("[المشير حفتر]", "khalifa-haftar"),
        ("[القائد حفتر]", "khalifa-haftar"),
        ("[قوات داعش]", None),
        ("[قوات موالية لحفتر]", "libyan-national-army"),
        ("[القوات الموالية لحفتر]", "libyan-national-army"),
        ("[قوات الوزير سيرغي شويغو]", "sergei-shoigu"),
        ("[جنود لسيرغي شويغو]", "russian-army"),
    ],
)
def test_a_person_in_the_words_or_the_men_whom_the_person_leads(
    marked: str, who: str | None
) -> None:
    assert entity(reading("person_inside", marked)) == who


@pytest.mark.parametrize(
    ("marked", "published", "who"),
    [
        ("[وزير الدفاع الروسي]", "2015-11-21", "sergei-shoigu"),
        ("[وزير الدفاع الروسي]", "2024-05-12", "sergei-shoigu"),
        ("[وزير الدفاع الروسي]", "2024-05-14", "andrei-belousov"),
        ("[وزير الدفاع الروسي]", "2012-11-05", None),
        ("[وزير الدفاع الروسي]", None, None),
        ("في العراق قال [رئيس الوزراء]", "2015-11-21", "haider-al-abadi"),
        ("في العراق قال [رئيس الوزراء]", "2010-11-21", "nouri-al-maliki"),
        ("في لبنان قال [رئيس الوزراء]", "2015-11-21", None),
    ],
)
def test_a_title_is_its_holder_on_the_day(
    marked: str, published: str | None, who: str | None
) -> None:
    assert entity(reading("office_holder", marked, published)) == who


def test_on_the_day_of_a_change_the_newcomer_comes_first() -> None:
    found = reading("office_holder", "[رئيس الوزراء العراقي]", "2014-09-08")
    assert found == Identity(
        "haider-al-abadi", "Iraqi-Prime-Minister on 2014-09-08", ("nouri-al-maliki",)
    )


@pytest.mark.parametrize(
    ("published", "reason", "others"),
    [
        (None, "who held it depends on the date", ()),
        ("2000-01-01", "on 2000-01-01: the table has no holder", ("russian-government",)),
    ],
)
def test_a_title_without_a_holder_says_why(
    published: str | None, reason: str, others: tuple[str, ...]
) -> None:
    found = reading("office_holder", "[وزير الدفاع الروسي]", published)
    assert found
    assert found.reason.endswith(reason)
    assert found.others == others


def test_a_spokesman_is_the_body_s_whoever_it_is() -> None:
    found = reading("office_holder", "[متحدث باسم الكرملين]")
    assert found
    assert found.entity == "russian-government"
    named = reading("office_holder", "[متحدث باسم الكرملين دميتري بيسكوف]", source=True)
    assert named == Identity(
        None, "a person whom no table knows, by office", ("russian-government",)
    )


def test_a_body_that_no_office_has_is_no_alternative() -> None:
    found = reading("office_holder", "[القاضي اللبناني الأول]", "2015-11-21")
    assert found
    assert found.others == ()


def test_a_title_with_an_unknown_name_is_not_the_holder() -> None:
    marked = "[وزير الدفاع الروسي إيغور سيميونوف]"
    found = reading("office_holder", marked, "2015-11-21", source=True)
    assert found == Identity(
        None, "a person whom no table knows, by office", ("russian-government",)
    )
    assert reading("office_holder", marked, "2015-11-21") is None


@pytest.mark.parametrize(
    ("marked", "who"),
    [
        ("[عناصر داعش]", "islamic-state"),
        ("[مقر حركة حماس]", "hamas"),
        ("[متحدث باسم حماس]", "hamas"),
        ("[طائرات الجيش السوري]", "syrian-air-force"),
        ("[دبابات سوريا]", "syrian-army"),
        ("[زوارق روسيا]", "russian-navy"),
        ("[شرطة الحكومة السورية]", "syrian-police"),
        ("[طائرات داعش]", "islamic-state"),
        ("[قوات الأمم المتحدة (يونيفيل)]", "unifil"),
        ("[قوات الأمم المتحدة يونيفيل]", "united-nations"),
        ("[داعش الإرهابي]", "islamic-state"),
        ("[مدنيين من سوريا]", None),
        ("[أحد لا يعرف]", None),
    ],
)
def test_what_belongs_to_an_actor(marked: str, who: str | None) -> None:
    assert entity(reading("actor_inside", marked)) == who


def test_people_of_a_country_are_no_side_and_the_reason_says_so() -> None:
    found = reading("actor_inside", "[أهالي سوريا]")
    assert found == Identity(None, "people or things that are no side")


def test_an_adjective_behind_a_name_says_another_country() -> None:
    assert reading("actor_inside", "[الجيش السوري الروسي]") is None
    assert entity(reading("actor_inside", "[الجيش السوري السوري]")) == "syrian-army"


def test_a_spokesman_by_name_is_a_person_of_the_actor() -> None:
    found = reading("actor_inside", "[المتحدث باسم حماس سامي زهري]", source=True)
    assert found == Identity(None, "a person of Hamas whom no table knows", ("hamas",))
    assert entity(reading("actor_inside", "[المتحدث باسم حماس سامي زهري]")) == "hamas"


@pytest.mark.parametrize(
    ("marked", "known", "is_person"),
    [
        ("[حماس سامي زهري]", 1, True),
        ("[حماس سامي أبو زهري العلي]", 1, True),
        ("[حماس سامي]", 1, False),
        ("[حماس سامي أبو زهري العلي الكبير]", 1, False),
        ("[حماس المقاتلة هناك]", 1, False),
        ("[حماس عناصر مسلحة]", 1, False),
        ("[حماس]", 1, False),
        ("[حماس في غزة]", 1, False),
        ("[حماس ومقرها غزة]", 1, False),
        ("[حماس - دائرة الإعلام]", 1, False),
    ],
)
def test_whether_a_name_stands_behind_what_is_known(
    marked: str, known: int, is_person: bool
) -> None:
    words, where = words_of(marked)
    assert named_actors.is_person_behind(words, Hit(0, known, ""), where) is is_person


@pytest.mark.parametrize(
    ("marked", "who"),
    [("[موسكو]", "russia"), ("و[دمشق]", "syria"), ("[موسكو الكبرى]", None), ("[حلب]", None)],
)
def test_a_capital_acts_for_its_state(marked: str, who: str | None) -> None:
    assert entity(reading("capital", marked)) == who


@pytest.mark.parametrize(
    ("marked", "who", "others"),
    [
        ("[الجنود الروسيين]", "russian-army", ("russia",)),
        ("[طائرات حربية روسية]", "russian-aerospace", ("russia",)),
        ("[متحدث عسكري روسي]", "russian-army", ("russia",)),
        ("[متحدث روسي]", "russia", ()),
        ("[متحدث عراقي]", "iraq", ()),
        ("[الروسية]", "russia", ()),
        ("[الشرطة السورية المحلية]", "syrian-police", ("syria",)),
    ],
)
def test_an_adjective_and_the_noun_before_it(
    marked: str, who: str, others: tuple[str, ...]
) -> None:
    found = reading("by_adjective", marked)
    assert found
    assert (found.entity, found.others) == (who, others)


@pytest.mark.parametrize(
    "marked", ["[مقاتلين روسيين]", "[مدنيين سوريين]", "[طعام روسي]", "[روسي كبير]"]
)
def test_men_and_people_of_a_nationality_are_not_their_state(marked: str) -> None:
    assert reading("by_adjective", marked) is None


@pytest.mark.parametrize(
    ("marked", "who"),
    [
        ("في سوريا توغل [الروسيون]", "russian-army"),
        ("في روسيا تظاهر [الروسيون]", None),
        ("في سوريا تظاهر [روسيون]", None),
    ],
)
def test_people_of_a_nationality_who_act_abroad_are_its_army(marked: str, who: str | None) -> None:
    assert entity(reading("by_adjective", marked, agent=True)) == who


def test_an_official_who_is_not_named_is_nobody_and_the_state_is_the_alternative() -> None:
    words, where = words_of("قال [مسؤول روسي]", source=True)
    found = named_actors.by_adjective(replace(words, named=False), where, WHO)
    assert found == Identity(None, "somebody of Russia who is not named", ("russia",))


@pytest.mark.parametrize(
    ("marked", "how", "who"),
    [
        ("قالت [الجزيرة]", {"source": True}, "al-jazeera"),
        ("قال [مراسل الجزيرة]", {"source": True}, "al-jazeera"),
        ("قُصفت [الجزيرة]", {}, None),
        ("قال [صياد في الجزيرة]", {"source": True}, None),
    ],
)
def test_an_outlet_that_is_the_source_needs_no_noun(
    marked: str, how: dict[str, bool], who: str | None
) -> None:
    assert entity(reading("publisher", marked, **how)) == who


def test_a_bare_adjective_is_a_state_only_where_it_acts() -> None:
    assert reading("by_adjective", "[روسي]") is None
    assert entity(reading("by_adjective", "[روسي]", agent=True)) == "russia"
