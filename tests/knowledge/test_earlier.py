"""The table of words that turn to another happening."""

from riwaya.knowledge.earlier import Before, earlier_words
from riwaya.knowledge.name_words import keys_of


def test_forms_stand_by_their_first_word_with_their_days() -> None:
    form = keys_of("بعد يومين من")
    assert earlier_words()[form[0]][form] == Before(2, 2)
