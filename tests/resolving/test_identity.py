"""What an identity is found with: English names, time spans, the forces of a side."""

import pytest

from riwaya.resolving.identity import force_of, if_existing

from .world import WHO, scene, words_of


@pytest.mark.parametrize(
    ("entity", "name"),
    [("islamic-state", "Islamic State"), ("sergei-shoigu", "Sergei-Shoigu"), ("nobody", None)],
)
def test_the_english_name_of_an_actor_or_a_person(entity: str, name: str | None) -> None:
    assert WHO.name_of(entity) == name


@pytest.mark.parametrize(
    ("entity", "published", "reason"),
    [
        ("islamic-state", "2015-11-21", "named"),
        ("islamic-state", "2013-04-08", "named"),
        ("islamic-state", "2013-04-07", "named; the table has it from 2013-04-08 to … only"),
        ("islamic-state", None, "named"),
        ("soviet-union", "1991-12-26", "named"),
        ("soviet-union", "1991-12-27", "named; the table has it from 1922 to 1991-12-26 only"),
        ("sergei-shoigu", "1800-01-01", "named"),
    ],
)
def test_who_did_not_exist_is_said(entity: str, published: str | None, reason: str) -> None:
    found = if_existing(entity, scene("", published), WHO, "named")
    assert (found.entity, found.reason) == (entity, reason)


@pytest.mark.parametrize(
    ("entity", "role", "force"),
    [
        ("russia", "army", "russian-army"),
        ("russia", "air", "russian-aerospace"),
        ("russia", "navy", "russian-navy"),
        ("russian-government", "air", "russian-aerospace"),
        ("russian-army", "air", "russian-aerospace"),
        ("russian-army", "navy", None),
        ("syrian-army", "air", "syrian-air-force"),
        ("syrian-government", "government", "syrian-government"),
        ("syrian-government", "police", "syrian-police"),
        ("russia", "intelligence", None),
        ("islamic-state", "air", None),
        ("islamic-state", "army", None),
    ],
)
def test_the_force_of_a_side(entity: str, role: str, force: str | None) -> None:
    assert force_of(entity, role, WHO, None) == force


@pytest.mark.parametrize(
    ("marked", "head"),
    [("[طائرات روسية]", "air"), ("[عناصر داعش]", "men"), ("[روسيا]", None), ("[مدنيين]", "civil")],
)
def test_the_class_of_the_first_noun(marked: str, head: str | None) -> None:
    assert words_of(marked)[0].head == head
