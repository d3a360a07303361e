"""Words around a place name, and bare nouns that stand for one."""

import pytest

from riwaya.knowledge.name_words import keys_of, tokens_of
from riwaya.knowledge.places import KINDS, place_short_forms, place_words, word_of
from riwaya.knowledge.tables import shipped


@pytest.mark.parametrize(
    ("word", "role", "kind"),
    [
        ("حقل", "type", "field"),
        ("الحقل", "type", "field"),
        ("بحقل", "type", "field"),
        ("ومطار", "type", "airport"),
        ("بلدة", "type", "town"),
        ("ريف", "part", None),
        ("بريف", "part", None),
        ("محيط", "part", None),
        ("شمال", "direction", None),
        ("في", "before", None),
        ("بين", "between", None),
    ],
)
def test_a_word_before_a_place_says_what_it_is(word: str, role: str, kind: str | None) -> None:
    found = word_of(tokens_of(word)[0])
    assert found is not None
    assert found.role == role
    assert kind is None or kind in found.kinds


def test_other_words_say_nothing_of_places() -> None:
    assert word_of(tokens_of("طماطم")[0]) is None


@pytest.mark.parametrize(
    ("word", "north", "east"),
    [("شمال", 1, 0), ("جنوبي", -1, 0), ("الشرقي", 0, 1), ("غربية", 0, -1)],
)
def test_a_direction_points_there(word: str, north: int, east: int) -> None:
    found = word_of(tokens_of(word)[0])
    assert found is not None
    assert ((found.north > 0) - (found.north < 0), (found.east > 0) - (found.east < 0)) == (
        north,
        east,
    )


def test_words_and_short_forms_name_kinds_that_places_have() -> None:
    known = KINDS | {"capital"}  # a city that the country's table row names
    for word in place_words().values():
        assert word.kinds <= known
        assert word.radius_km >= 0
        assert word.kinds or word.role != "type"
        assert (word.north or word.east) or word.role != "direction"
    for kinds in place_short_forms().values():
        assert kinds
        assert kinds <= known


def forms(name: str) -> list[str]:
    lines = shipped(f"places/{name}.tsv").read_text("utf-8").splitlines()
    return [line.split("\t")[0] for line in lines if not line.startswith("#")][1:]


def test_no_short_form_is_dead() -> None:
    assert len(place_short_forms()) == len(forms("short_forms"))
    assert [form for form in forms("short_forms") if len(keys_of(form)) != 1] == []


def test_no_word_is_dead() -> None:
    assert len(place_words()) == len(forms("words"))
    assert [form for form in forms("words") if len(keys_of(form)) != 1] == []
