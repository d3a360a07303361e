"""Where a report turns to an earlier happening."""

from riwaya.fusion.earlier import turns_of

DAY_AFTER = "قتل خمسة في قصف على دوما، غداة مقتل تسعة في غارات. وأغلقت المدارس."


def ends_of(text: str) -> list[int]:
    return [at + 2 for at in range(len(text)) if text.startswith(". ", at)]


def test_what_follows_the_words_is_of_days_before_to_the_end_of_its_sentence() -> None:
    (turn,) = turns_of(DAY_AFTER, ends_of(DAY_AFTER))
    assert DAY_AFTER[turn.start : turn.end].strip() == "مقتل تسعة في غارات."
    assert (turn.before.least, turn.before.most) == (1, 1)


def test_the_longest_form_counts() -> None:
    (turn,) = turns_of("وجاء الهجوم بعد أيام قليلة من قصف السوق", [])
    assert (turn.before.least, turn.before.most) == (2, 9)


def test_a_text_that_stays_with_its_happening_has_none() -> None:
    assert turns_of("قتل سبعة في تفجير بعد ظهر اليوم قرب السوق.", []) == []
