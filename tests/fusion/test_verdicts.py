from hypothesis import given
from hypothesis import strategies as st

from riwaya.fusion.verdicts import settle
from riwaya.records.judgement import Judgement, JudgementVerdict


def said(*several: tuple[str, str, JudgementVerdict]) -> list[Judgement]:
    return [
        Judgement(one=one, other=other, verdict=verdict, author="a", made_at=str(at))
        for at, (one, other, verdict) in enumerate(several)
    ]


def test_what_is_together_with_the_same_is_together() -> None:
    settled = settle(said(("a", "b", "same"), ("b", "c", "same"), ("d", "e", "same")))
    assert settled.together == (("a", "b", "c"), ("d", "e"))
    assert settled.apart == ()


def test_sides_are_apart_with_all_that_they_have() -> None:
    settled = settle(said(("a", "b", "same"), ("c", "d", "same"), ("b", "d", "different")))
    assert settled.together == (("a", "b"), ("c", "d"))
    assert settled.apart == ((0, 1),)


def test_of_words_that_contradict_each_other_the_later_one_stands() -> None:
    chain = [("a", "b", "same"), ("b", "c", "same")]
    assert settle(said(*chain, ("a", "c", "different"))).together == (("a",), ("b", "c"))
    assert settle(said(("a", "c", "different"), *chain)).together == (("a", "b", "c"),)
    assert settle(said(("a", "c", "different"), *chain)).apart == ()


def test_unsure_says_nothing() -> None:
    assert settle(said(("a", "b", "unsure"))).together == ()


VERDICTS = st.sampled_from(["same", "different"])
NAMES = st.sampled_from("abcdef")


@given(st.lists(st.tuples(NAMES, NAMES, VERDICTS).filter(lambda t: t[0] != t[1]), max_size=12))
def test_the_last_word_always_holds_and_nothing_contradicts(
    several: list[tuple[str, str, JudgementVerdict]],
) -> None:
    settled = settle(said(*several))
    names = [name for side in settled.together for name in side]
    assert len(names) == len(set(names))
    assert all(one < other for one, other in settled.apart)
    if several:
        one, other, verdict = several[-1]
        number = {name: at for at, side in enumerate(settled.together) for name in side}
        pair = tuple(sorted((number[one], number[other])))
        assert (pair[0] == pair[1]) == (verdict == "same")
        assert verdict == "same" or pair in settled.apart
