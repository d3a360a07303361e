"""Windows hold whole sentences, every word is fresh once, nothing is longer than the encoder."""

from hypothesis import given
from hypothesis import strategies as st

from riwaya.reading.windows import windows_of


@st.composite
def sentences_and_sizes(draw: st.DrawFn) -> tuple[list[range], list[int]]:
    lengths = draw(st.lists(st.integers(1, 30), max_size=25))
    sentences, start = [], 0
    for length in lengths:
        sentences.append(range(start, start + length))
        start += length
    return sentences, draw(st.lists(st.integers(1, 8), min_size=start, max_size=start))


@given(sentences_and_sizes())
def test_every_word_is_fresh_exactly_once(case: tuple[list[range], list[int]]) -> None:
    sentences, sizes = case
    windows = windows_of(sentences, sizes, limit=60, context=20)
    assert [i for window in windows for i in window.fresh] == list(range(len(sizes)))


@given(sentences_and_sizes())
def test_no_window_is_longer_than_the_limit(case: tuple[list[range], list[int]]) -> None:
    sentences, sizes = case
    for window in windows_of(sentences, sizes, limit=60, context=20):
        assert sum(sizes[window.words.start : window.words.stop]) <= 60
        assert window.words.stop == window.fresh.stop
        assert window.words.start <= window.fresh.start


def test_a_short_report_is_one_window() -> None:
    assert len(windows_of([range(10), range(10, 20)], [2] * 20, limit=60, context=20)) == 1


def test_a_window_repeats_whole_sentences_before_it() -> None:
    sentences = [range(i * 10, i * 10 + 10) for i in range(8)]
    windows = windows_of(sentences, [1] * 80, limit=40, context=15)
    assert [window.fresh for window in windows] == [range(40), range(40, 70), range(70, 80)]
    assert [window.words.start for window in windows] == [0, 30, 60]


def test_a_sentence_longer_than_a_window_is_cut() -> None:
    windows = windows_of([range(100)], [1] * 100, limit=40, context=10)
    assert len(windows[0].fresh) == 30
    assert windows[-1].fresh.stop == 100


def test_nothing_is_repeated_across_a_gap() -> None:
    windows = windows_of([range(10), range(20, 50)], [1] * 50, limit=30, context=20)
    assert windows[1].words == range(20, 50)
