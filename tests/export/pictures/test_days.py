"""Days in words of both languages, without what a stretch's ends have in common."""

import pytest

from riwaya.export.pictures.days import day_said, days_said
from riwaya.export.shown.language import ISOLATE, LANGUAGES


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2016-05-02", "2016-05-02", "2 May 2016"),
        ("2016-05-02", None, "2 May 2016"),
        ("2016-05-02", "2016-05-04", ISOLATE.format("2–4") + " May 2016"),
        ("2016-04-30", "2016-05-02", "30 Apr – 2 May 2016"),
        ("2015-12-30", "2016-01-02", "30 Dec 2015 – 2 Jan 2016"),
        (None, None, "—"),
    ],
)
def test_stretches(first: str | None, last: str | None, said: str) -> None:
    assert days_said(first, last, LANGUAGES["en"]) == said


def test_the_levant_has_its_own_months() -> None:
    assert day_said("2016-05-02", LANGUAGES["ar"]) == "2 أيار 2016"
    assert day_said("2016-99-02", LANGUAGES["en"]) == "2016-99-02"
