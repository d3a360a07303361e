"""Copies, paraphrases and independent accounts told apart by their wording."""

from hypothesis import given
from hypothesis import strategies as st

from riwaya.fusion.wording import closeness, following, in_order, numbers_in, wording_of

ORIGINAL = (
    "قتل 11 شخصاً على الأقل وأصيب 25 آخرون بجروح بانفجار سيارة مفخخة قرب معرض لبيع السيارات "
    "المستعملة في حي العامل، وكان انتحاري يرتدي حزاماً ناسفاً استهدف نقطة تفتيش فقتل ثلاثة شرطيين."
)
PARAPHRASE = (
    "أوقفت سيارة مفخخة إلى جانب معرض للسيارات المستعملة في حي العامل، وأوقع الانفجار ما لا يقل عن "
    "أحد عشر قتيلا وخمسة وعشرين جريحا. وقبله هاجم انتحاري مزنر بحزام ناسف حاجزا وقضى ثلاثة شرطيين."
)
INDEPENDENT = (
    "أفاد مصدر في الوزارة بأن عجلة انفجرت في حي العامل ما أسفر عن مقتل تسعة مدنيين وإصابة 21، وأن "
    "قوة أمنية طوقت المكان وهرعت سيارات الإسعاف لنقل الجثث إلى الطب العدلي."
)
numbers = st.lists(st.integers(3, 9), max_size=8)


def test_numbers_in_digits_and_words_are_one_row() -> None:
    assert numbers_in(ORIGINAL) == (11, 25, 3)
    assert numbers_in(PARAPHRASE) == (11, 25, 3)


def test_a_paraphrase_follows_and_another_account_does_not() -> None:
    one = wording_of(ORIGINAL)
    assert following(one, wording_of(PARAPHRASE), 0.0).follows
    assert following(one, wording_of(PARAPHRASE), 0.0).numbers == (11, 25, 3)
    assert not following(one, wording_of(INDEPENDENT), 0.0).follows
    assert not following(one, wording_of(PARAPHRASE), 0.0).copied


def test_a_shared_text_is_a_copy() -> None:
    one = wording_of(ORIGINAL)
    assert following(one, one, 1.0).copied


def test_nothing_is_like_nothing() -> None:
    empty = wording_of("")
    assert closeness(empty, empty) == 0.0
    assert not following(empty, wording_of(ORIGINAL), 0.0).follows


@given(numbers, numbers)
def test_numbers_in_order_stand_in_both(one: list[int], other: list[int]) -> None:
    agreed = in_order(one, other)
    assert len(agreed) == len(in_order(other, one))
    for row in (one, other):
        rest = iter(row)
        assert all(number in rest for number in agreed)


@given(numbers)
def test_a_row_agrees_with_itself(one: list[int]) -> None:
    assert in_order(one, one) == tuple(one)
