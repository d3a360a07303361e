"""How a noun is taken up again: he, she, they."""

from pathlib import Path

import pytest

from riwaya.errors import BadTable
from riwaya.knowledge import genders
from riwaya.knowledge.genders import person_of
from riwaya.knowledge.name_words import word_key
from riwaya.knowledge.tables import read_table, shipped

ROWS = read_table(shipped("actors/genders.tsv"), columns=("form", "person"))


def test_no_row_is_hidden_by_another() -> None:
    assert len(genders.genders()) == len(ROWS)


@pytest.mark.parametrize(
    ("noun", "person"),
    [
        ("الجيش", "he"),
        ("والتنظيم", "he"),
        ("الحركة", "she"),
        ("القوات", "she"),
        ("كتائب", "she"),
        ("الحوثيون", "they"),
        ("الجنود", "they"),
        ("العراق", "he"),
        ("الميليشيات", "she"),
        ("عبدالله", None),
        ("نمور", None),
    ],
)
def test_the_table_or_the_ending_tells(noun: str, person: str | None) -> None:
    assert person_of(word_key(noun)) == person


def test_an_unknown_person_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "genders.tsv"
    path.write_text("# origin: x\n# licence: y\nform\tperson\nجيش\the\nحزب\tit\n", "utf-8")
    monkeypatch.setattr(genders, "shipped", lambda _: path)
    with pytest.raises(BadTable, match=r"genders\.tsv:5: unknown person 'it'; known: he, she"):
        genders.genders.__wrapped__()
