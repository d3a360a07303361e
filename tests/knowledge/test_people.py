"""Words of a toll: whom they count."""

import pytest

from riwaya.knowledge.name_words import tokens_of
from riwaya.knowledge.people import people_word


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("مدنياً", "civilians"), ("المدنيين", "civilians"), ("مدنيان", "civilians"),
        ("وأطفال", "children"), ("طفلتين", "children"), ("طفلاً", "children"),
        ("والنسوة", "women"), ("امرأتين", "women"), ("سيدتان", "women"),
        ("جنديين", "soldiers"), ("ضباط", "soldiers"), ("عناصر", "members"),
        ("مقاتلي", "members"), ("مسلحو", "fighters"), ("إرهابيا", "fighters"),
        ("مسعفان", "medics"), ("صحافيين", "journalists"), ("قتيلا", "all"),
        ("دبابتين", "vehicles"), ("منزلين", "buildings"), ("غارات", None), ("وأصيب", None),
    ],
)  # fmt: skip
def test_kinds(word: str, kind: str | None) -> None:
    found = people_word(tokens_of(word)[0].key)
    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(("word", "whole"), [("أطفال", True), ("سائقين", False), ("مدنيين", True)])
def test_whether_a_part_is_all_of_its_kind(word: str, whole: bool) -> None:
    found = people_word(tokens_of(word)[0].key)
    assert found is not None
    assert found.whole is whole
