"""Twenty pages in the manner of real sites: the bars of issue 4."""

import statistics

import pytest

from evaluation.extraction import PAGES, body_f1, same_time, scores, table, truths, without_headline


def test_the_bars_hold() -> None:
    rows = scores()
    assert len(rows) == 20
    assert statistics.mean(row.body for row in rows) >= 0.95
    assert min(row.body for row in rows) >= 0.9
    for fact in ("title", "published", "outlet", "url", "cut"):
        assert sum(getattr(row, fact) for row in rows) >= 18, table(rows)


def test_every_page_has_its_truth() -> None:
    assert {path.stem for path in PAGES.glob("*.html")} == set(truths())


def test_words_are_counted_as_often_as_they_stand() -> None:
    assert body_f1("قتل قتل خمسة", "قتل خمسة ستة") == pytest.approx(2 / 3)
    assert body_f1("أ", "ا") == 0.0
    assert body_f1("", "") == 0.0


def test_a_headline_is_set_aside_only_at_the_top() -> None:
    assert without_headline("عنوان: الخبر\n\nنص", "عنوان الخبر") == "\nنص"
    assert without_headline("نص\nعنوان", "عنوان") == "نص\nعنوان"


@pytest.mark.parametrize(
    ("found", "expected", "same"),
    [
        ("2015-11-21T18:30:00+03:00", "2015-11-21T15:30:00Z", True),
        ("2015-11-21T18:30", "2015-11-21T18:30:00+03:00", False),
        ("2015-11-21T18:30", "2015-11-21", True),
        ("2015-11-21", None, False),
        (None, None, True),
    ],
)
def test_moments_are_compared_in_their_zones(
    found: str | None, expected: str | None, same: bool
) -> None:
    assert same_time(found, expected) == same
