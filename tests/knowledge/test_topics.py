"""The table of words that turn to another happening."""

from riwaya.knowledge.name_words import tokens_of
from riwaya.knowledge.topics import topic_words


def found(text: str) -> list[str]:
    return [hit.value for hit in topic_words().all_in(tokens_of(text))]


def test_forms_say_what_they_turn_to_clitics_or_not() -> None:
    assert found("ومن جهة أخرى، قال إن ضربة أخرى وقعت") == ["topic", "deed"]
    assert found("وفي غضون ذلك") == ["topic"]


def test_words_that_turn_to_nothing_are_none() -> None:
    assert found("قالت مصادر أخرى إن الهجوم وقع من جهة الشرق") == []
