"""Arabic names of the gazetteer's places."""

import pytest

from riwaya.knowledge.gazetteer import shipped_gazetteer
from riwaya.knowledge.place_names import arabic_place_names, shown_name


def test_towns_by_their_ids() -> None:
    names = arabic_place_names()
    assert names["damascus"] == "دمشق"
    assert "syria" not in names
    assert len(names) > 0.9 * len(shipped_gazetteer())


@pytest.mark.parametrize(("english", "arabic", "shown"), [
    ("Nasiriyah", "الناصريه", "الناصرية"),  # as the news has it
    ("Some Hamlet", "قریة الکرم", "قرية الكرم"),
    ("Some Hamlet", "گرگان", None),
    ("Some Hamlet", "قرية", "قرية"),
])  # fmt: skip
def test_names_are_arabic(english: str, arabic: str, shown: str | None) -> None:
    assert shown_name(english, arabic) == shown
