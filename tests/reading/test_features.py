"""The integers between a trigger and a mention are what their names say."""

from hypothesis import given
from hypothesis import strategies as st

from riwaya.reading.features import SIZES, pair_features

NAMES = list(SIZES)
HERE = SIZES["distance"] // 2


def features(trigger: int, span: tuple[int, int], **more: list[int]) -> dict[str, int]:
    sentence = more.get("sentence", [0] * 40)
    quotes = more.get("quotes", [0] * 40)
    return dict(
        zip(
            NAMES,
            pair_features([trigger, 12], [span, (20, 21)], sentence, quotes)[0, 0],
            strict=True,
        )
    )


def test_before_and_after_are_told_apart() -> None:
    before, after = features(10, (5, 7)), features(10, (14, 16))
    assert before["distance"] < HERE < after["distance"]


def test_inside_a_span_is_no_distance() -> None:
    assert features(10, (9, 12))["distance"] == HERE


def test_what_stands_between_is_counted() -> None:
    assert features(10, (15, 16))["triggers"] == 1
    assert features(10, (25, 26))["mentions"] == 1
    assert features(10, (11, 12))["triggers"] == 0


def test_sentences_and_quotes() -> None:
    sentence, quotes = [0] * 15 + [1] * 25, [0] * 8 + [1] * 5 + [0] * 27
    found = features(10, (16, 17), sentence=sentence, quotes=quotes)
    assert found["sentence"] == SIZES["sentence"] // 2 + 1
    assert found["quotes"] == 1


@given(
    st.lists(st.integers(0, 39), min_size=1, max_size=6, unique=True),
    st.lists(st.tuples(st.integers(0, 38), st.integers(1, 5)), min_size=1, max_size=6),
    st.lists(st.integers(0, 3), min_size=40, max_size=40),
)
def test_every_feature_fits_its_table(
    triggers: list[int], spans: list[tuple[int, int]], quotes: list[int]
) -> None:
    sentence = sorted(quotes)
    found = pair_features(triggers, [(s, min(40, s + n)) for s, n in spans], sentence, quotes)
    assert found.shape == (len(triggers), len(spans), len(SIZES))
    assert (found >= 0).all()
    assert (found.max(axis=(0, 1)) < list(SIZES.values())).all()
