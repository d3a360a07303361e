"""One name, title or time phrase, with or without a sentence around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.resolving.claims import Knowledge
from riwaya.resolving.lookup import look_up_actor, look_up_place, look_up_time

from .world import WORLD


@pytest.mark.parametrize(
    ("name", "context", "date", "entity", "english"),
    [
        ("تنظيم داعش", "", None, "islamic-state", "Islamic State"),
        ("وزير الدفاع الروسي", "", "2015-11-21", "sergei-shoigu", "Sergei-Shoigu"),
        ("وزير الدفاع الروسي", "", "2024-06-01", "andrei-belousov", "Andrei-Belousov"),
        ("وزير الدفاع الروسي", "", None, None, None),
        ("التنظيم", "هاجم تنظيم داعش. وانسحب التنظيم", None, "islamic-state", "Islamic State"),
        ("التنظيم", "", None, None, None),
        ("التنظيم", "سياق لا يذكره", None, None, None),
        ("روسي", "", None, "russia", "Russia"),
        ("", "", None, None, None),
        (" ", "كلمة كلمة", None, None, None),
        ("كلمة", "", None, None, None),
    ],
)
def test_an_actor(
    name: str, context: str, date: str | None, entity: str | None, english: str | None
) -> None:
    found = look_up_actor(name, WORLD, context=context, date=date)
    assert (found.kind, found.entity, found.name) == ("actor", entity, english)
    assert found.reason


@pytest.mark.parametrize(
    ("name", "context", "entity"),
    [
        ("داعش", "قُتل داعشي، وقُصف داعش", "islamic-state"),
        ("روسيا", "روسياً، قالت روسيا", "russia"),
        ("داعش", "قُتل داعشي", None),
    ],
)
def test_a_name_is_looked_for_as_a_word_of_its_own(
    name: str, context: str, entity: str | None
) -> None:
    assert look_up_actor(name, WORLD, context=context).entity == entity


def test_a_spokesman_with_a_name_is_a_source() -> None:
    found = look_up_actor("المتحدث باسم حماس سامي زهري", WORLD)
    assert (found.entity, found.others) == (None, ("hamas",))


@pytest.mark.parametrize(
    ("name", "context", "entity"),
    [
        ("حلب", "", "aleppo"),
        ("الرصافة", "معارك في الموصل ثم الرصافة", "rusafa-iq"),
        ("الرصافة", "معارك في دمشق ثم الرصافة", "rusafa-sy"),
        ("المدينة", "معارك في مدينة حلب ثم في المدينة", "aleppo"),
    ],
)
def test_a_place(name: str, context: str, entity: str) -> None:
    found = look_up_place(name, WORLD, context=context)
    assert (found.kind, found.entity) == ("place", entity)
    assert found.lat is not None
    assert found.lon is not None
    assert found.radius_km


@pytest.mark.parametrize("name", ["", "كلمة", "المدينة", "،"])
def test_no_place(name: str) -> None:
    found = look_up_place(name, WORLD)
    assert (found.entity, found.name, found.lat, found.lon, found.radius_km) == (None,) * 5
    assert found.reason


@pytest.mark.parametrize(
    ("phrase", "context", "published", "first", "last"),
    [
        ("أمس", "", "2015-11-21", "2015-11-20", "2015-11-20"),
        ("أمس", "", None, None, None),
        ("عام 2014", "", None, "2014-01-01", "2014-12-31"),
        ("السبت", "", "2015-11-21", "2015-11-21", "2015-11-21"),
        ("السبت", "قتلوا السبت الماضي في دمشق", "2015-11-21", "2015-11-14", "2015-11-14"),
        ("كلمة", "", "2015-11-21", None, None),
        ("", "", "2015-11-21", None, None),
    ],
)
def test_a_time(
    phrase: str, context: str, published: str | None, first: str | None, last: str | None
) -> None:
    found = look_up_time(phrase, context=context, published=published)
    assert (found.kind, found.from_, found.to) == ("time", first, last)
    assert found.reason


@pytest.mark.parametrize(
    ("name", "context", "date", "entity"),
    [
        ("وزير الدفاع الروسي", "", "2015-11-21", "sergei-shoigu"),
        ("بوتين", "قال الرئيس الروسي فلاديمير بوتين إن بوتين", "2015-11-21", "vladimir-putin"),
        ("داعش", "", None, "islamic-state"),
        ("الحوثيين", "", None, "houthis"),
        ("الجيش السوري الحر", "", None, "free-syrian-army"),
    ],
)
def test_the_shipped_tables(name: str, context: str, date: str | None, entity: str) -> None:
    assert look_up_actor(name, Knowledge(), context=context, date=date).entity == entity


@given(st.text(), st.text(), st.sampled_from((None, "2015-11-21")))
def test_anything_may_be_looked_up(name: str, context: str, date: str | None) -> None:
    for around in (context, f"{context}{name}{context}"):
        assert look_up_actor(name, WORLD, context=around, date=date).reason
        assert look_up_place(name, WORLD, context=around, date=date).reason
        assert look_up_time(name, context=around, published=date).reason
