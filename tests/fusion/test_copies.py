import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from riwaya.fusion.copies import Shares, share_of, stretches_of

WORDS = st.lists(
    st.sampled_from(
        ["قتل", "جرح", "قصف", "غارة", "مدينة", "حلب", "دمشق", "أمس", "اليوم", "مدني", "جندي"]
    ),
    min_size=12,
)
TEXT = (
    "قال المرصد السوري لحقوق الإنسان إن طائرات حربية شنت غارات على بلدة الميادين في ريف دير الزور "
    "الشرقي ما أدى إلى مقتل اثني عشر مدنياً بينهم أربعة أطفال"
)


def test_a_copy_with_another_headline_and_spelling_shares_almost_all() -> None:
    copy = "غارات جديدة\n" + TEXT.replace("الإنسان", "الانسان").replace("مدنياً", "مدنيا")
    assert share_of(stretches_of(TEXT), stretches_of(copy)) > 0.9


def test_another_text_shares_nothing() -> None:
    other = " ".join(reversed(TEXT.split()))
    assert share_of(stretches_of(TEXT), stretches_of(other)) == 0


def test_a_few_words_tell_nothing() -> None:
    assert share_of(stretches_of("قتل خمسة مدنيين أمس"), stretches_of("قتل خمسة مدنيين أمس")) == 0


@given(WORDS, WORDS)
def test_shares_go_from_nothing_to_all_either_way(one: list[str], other: list[str]) -> None:
    a, b = stretches_of(" ".join(one)), stretches_of(" ".join(other))
    assert 0 <= share_of(a, b) <= 1
    assert share_of(a, b) == share_of(b, a)


def test_copies_are_found_among_many() -> None:
    rng = np.random.default_rng(1)
    vocabulary = [f"كلمة{k}" for k in range(500)]
    texts = [" ".join(rng.choice(vocabulary, 80)) for _ in range(200)]
    texts[150] = texts[3] + " وأضاف المصدر"
    shares = Shares([stretches_of(text) for text in texts], 0.3)
    one, other = shares.pairs
    assert (one.tolist(), other.tolist()) == ([3], [150])
    assert shares.between(np.array([150, 3]), np.array([3, 4])).tolist()[1] == 0
    assert shares.between(np.array([150]), np.array([3]))[0] > 0.9
