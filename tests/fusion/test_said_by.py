"""Who a sentence names as speaking."""

import pytest

from riwaya.fusion.said_by import says_between, speaker_of
from tests.fusion.spoken import claim


def named(text: str, word: str) -> tuple[str, str | None] | None:
    source = speaker_of(text, claim(text, word))
    if source is not None:
        source.verify(text)
    return None if source is None else (source.text, source.entity)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("أعلنت وزارة الدفاع الروسية أن الغارات قتلت ثلاثين", "قتلت",
         ("وزارة الدفاع الروسية", "russian-ministry-of-defence")),
        ("قتل ثلاثون في الغارات وفق المرصد السوري لحقوق الإنسان", "قتل",
         ("المرصد السوري لحقوق الإنسان", "syrian-observatory")),
        ("قتل ثلاثون في الغارات كما أعلن الثلاثاء عقيد في الشرطة", "قتل", ("عقيد", None)),
        ("قتل ثلاثون بحسب ما أفاد المرصد السوري لحقوق الإنسان", "قتل",
         ("المرصد السوري لحقوق الإنسان", "syrian-observatory")),
        ("أكد وزير المالية أن خمسين شخصا خطفوا", "خطفوا", ("وزير المالية", None)),
    ],
)  # fmt: skip
def test_a_speaker(text: str, word: str, expected: tuple[str, str | None]) -> None:
    found = named(text, word)
    assert found is not None
    assert (found[0].startswith(expected[0]), found[1]) == (True, expected[1])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("قتل ثلاثون شخصا في الغارات على المدينة", "قتل"),
        # Said of something else, in another sentence.
        ("قتل ثلاثون شخصا. وقالت وزارة الدفاع الروسية إن الهدف مستودع", "قتل"),
        # Before a verb of saying nothing has been said yet.
        (
            "بعد مقتل ثلاثين طالبت الأهالي بالحماية وقالت وزارة الدفاع الروسية إن الهدف مستودع",
            "مقتل",
        ),
    ],
)
def test_nobody(text: str, word: str) -> None:
    assert named(text, word) is None


def test_the_nearer_of_two() -> None:
    text = (
        "قالت وزارة الدفاع الروسية إن خمسة مسلحين سقطوا في الغارة فيما جرح عشرة مدنيين وفق "
        "المرصد السوري لحقوق الإنسان"
    )
    assert named(text, "سقطوا") == ("وزارة الدفاع الروسية", "russian-ministry-of-defence")
    assert named(text, "جرح") == ("المرصد السوري لحقوق الإنسان", "syrian-observatory")


def test_a_verb_of_saying_between() -> None:
    text = "قتل خمسة وقال المدير إن عشرة جرحوا"
    assert says_between(text, text.index("قتل"), text.index("جرحوا")) == 1
    assert says_between(text, text.index("جرحوا"), text.index("قتل")) == 1
    assert says_between(text, text.index("إن"), text.index("جرحوا")) == 0
