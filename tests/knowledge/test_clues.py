"""The words by which checks tell what a number is of."""

import pytest

from riwaya.knowledge.clues import ROLES, clues, ends_with, has, opens_with
from riwaya.knowledge.name_words import keys_of


def test_every_role_has_words() -> None:
    assert all(clues()[role] for role in ROLES)


@pytest.mark.parametrize(
    ("words", "width"),
    [("منهم في الاشتباكات", 1), ("من الرهائن", 2), ("في الهجوم منهم", 0), ("", 0)],
)
def test_a_phrase_opens_words(words: str, width: int) -> None:
    assert opens_with(keys_of(words), "of_them") == width


def test_a_phrase_ends_words_and_may_have_a_conjunction() -> None:
    assert ends_with(keys_of("في الميادين والمجموع"), "in_all")
    assert not ends_with(keys_of("المجموع في"), "in_all")


def test_a_phrase_is_among_words_only_whole() -> None:
    assert has(keys_of("أي وبعد أسبوع من القصف"), "other_time")
    assert not has(keys_of("بعد القصف في أسبوع"), "other_time")
