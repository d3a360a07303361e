"""What is denied outright, and what only looks like it."""

import pytest

from riwaya.knowledge.negations import is_denied

DENIED = [
    ("لم", "لم يُقتل أحد في الغارة"),
    ("لم", "وقالت الوكالة إنه لم يقتل أي مدني"),
    ("ولم", "أصاب الصاروخ مخزنا ولم يصب أحد بأذى"),
    ("لم", "زعمت أن أحداً من مقاتليه لم يُقتل"),
    ("فلم", "سقطت القذيفة في البحر فلم تقتل أحدا"),
    ("لن", "قال القائد إن رجاله لن يقتلوا الأسرى"),
]
TOLD = [
    ("لم", "لم يُقتل سوى ثلاثة مقاتلين"),
    ("لم", "لم يصب من الطاقم إلا سائق واحد"),
    ("لم", "لم يقتل الصحافي في الغارة بل في القصف"),
    ("لم", "هدد بالرد ما لم يقتل زعيمهم"),
    ("لم", "إذا لم يقتل الرهائن فسيفرج عنه"),
    ("لم", "خرج ابن عمي ولم يعد"),
    ("لم", "نام الرضيع ولم يستيقظ"),
    ("لم", "لم يقتل أقل من عشرين شخصا"),
]


def verb_after(particle: str, sentence: str) -> tuple[list[str], int]:
    words = sentence.split()
    return words, next(i for i, word in enumerate(words) if word.endswith(particle)) + 1


@pytest.mark.parametrize(("particle", "sentence"), DENIED)
def test_denied(particle: str, sentence: str) -> None:
    assert is_denied(*verb_after(particle, sentence))


@pytest.mark.parametrize(("particle", "sentence"), TOLD)
def test_told_all_the_same(particle: str, sentence: str) -> None:
    assert not is_denied(*verb_after(particle, sentence))


def test_another_verb_is_denied() -> None:
    words = ["لم", "يعرف", "متى", "قتل", "الرجل"]
    assert not is_denied(words, words.index("قتل"))


def test_the_first_word_has_none_before_it() -> None:
    assert not is_denied(["قتل", "ثلاثة"], 0)
