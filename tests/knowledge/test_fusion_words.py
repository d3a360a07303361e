"""The small tables of fusion: weapons, sides, updates, speakers, titles."""

import pytest

from riwaya.knowledge.families import families
from riwaya.knowledge.reliability import OWN, reliabilities
from riwaya.knowledge.side_words import names_a_side
from riwaya.knowledge.titles import event_titles
from riwaya.knowledge.toll_updates import update_words
from riwaya.knowledge.weapons import weapons_in


@pytest.mark.parametrize(
    ("words", "weapons"),
    [
        ("غارات جوية", {"air"}), ("بالمدفعية", {"artillery"}), ("سيارة مفخخة", {"planted"}),
        ("بقذائف الهاون", {"artillery"}), ("بالطيران والمدفعية", {"air", "artillery"}),
        ("صاروخ باليستي", {"missile"}), ("قصف عنيف", set()), ("انفجار ضخم", set()),
    ],
)  # fmt: skip
def test_weapons(words: str, weapons: set[str]) -> None:
    assert weapons_in(words) == weapons


@pytest.mark.parametrize(
    ("words", "side"),
    [("طيران النظام", True), ("قوات التحالف", True), ("طائرات حربية", False), ("مسلحين", False)],
)
def test_words_for_a_side(words: str, side: bool) -> None:
    assert names_a_side(words) is side


def test_who_documents_goes_before_a_party_to_the_fighting() -> None:
    order = ["ngo", "medical", OWN, "official", "armed_group", "anonymous"]
    ranks = [reliabilities()[kind, True].rank for kind in order]
    assert ranks == sorted(set(ranks))
    assert all(
        reliabilities()[kind, True].rank <= reliabilities()[kind, False].rank for kind in order
    )
    # Nobody is completely reliable by kind alone.
    assert "A" not in {one.letter for one in reliabilities().values()}


def test_every_event_has_a_title() -> None:
    assert set(event_titles()) == set(families())


def test_words_of_an_update_are_folded() -> None:
    assert update_words()["الي"] == "to"
    assert update_words()["ارتفعت"] == "change"
