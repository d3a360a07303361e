"""Where a report turns to another happening."""

from riwaya.fusion.topics import topics_of

ANOTHER = "قتلت الضربات 17 وإن ضربة أخرى قتلت خمسة. وعولج الجرحى."
BESIDE = "قتل 21 في انفجار. من جهة أخرى، خطف مسلحون ثلاثين موظفا."


def ends_of(text: str) -> list[int]:
    return [at + 2 for at in range(len(text)) if text.startswith(". ", at)]


def test_another_deed_is_told_till_its_sentence_ends() -> None:
    topics = topics_of(ANOTHER, ends_of(ANOTHER))
    start = topics.other_at(ANOTHER.index("خمسة"))
    assert start is not None
    assert ANOTHER[start:].startswith("ضربة أخرى")
    assert topics.other_at(ANOTHER.index("الضربات")) is None
    assert topics.other_at(ANOTHER.index("وعولج")) is None


def test_a_topic_begins_at_its_words_and_goes_on() -> None:
    topics = topics_of(BESIDE, ends_of(BESIDE))
    assert topics.topic_at(BESIDE.index("قتل")) == 0
    assert topics.topic_at(BESIDE.index("خطف")) == 1
    assert topics.others == ()


def test_a_text_without_such_words_is_one_topic() -> None:
    topics = topics_of("قتل خمسة في قصف على دوما.", [])
    assert (topics.starts, topics.others) == ((), ())
