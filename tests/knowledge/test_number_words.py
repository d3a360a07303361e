"""A misspelled kind or sign in a number table would be a dead row."""

import pytest

from riwaya.knowledge.counted import nouns
from riwaya.knowledge.number_words import lexicon
from riwaya.resolving.numbers import NUMERALS
from riwaya.resolving.surroundings import BOUNDS
from riwaya.resolving.units import KINDS, THINGS

SIGNS = {
    "before": BOUNDS | {"not", "between", "subset", "whole", "joint", "times", "tally", "still"},
    "after": BOUNDS | {"to", "or", "percent", "of", "subset", "joint", "two", "kind", "model"},
    "touching": {"joint"},
}


def test_every_kind_of_number_word_is_known() -> None:
    found = {sense.kind for sense in lexicon().values()} - {""}
    assert found <= NUMERALS | {"ordinal", "unknown"}


def test_every_sign_is_known_where_it_stands() -> None:
    found = {(where, sign) for sense in lexicon().values() for where, sign in sense.signs.items()}
    assert found - {(where, sign) for where, signs in SIGNS.items() for sign in signs} == set()


@pytest.mark.parametrize("kind", sorted({kind for forms in nouns().values() for kind in forms}))
def test_every_kind_of_noun_is_known(kind: str) -> None:
    assert kind in {*THINGS, "person", *(kind for kinds in KINDS.values() for kind in kinds)}
