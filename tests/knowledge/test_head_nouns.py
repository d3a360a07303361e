"""A misspelled class of a head noun would be a dead row."""

from pathlib import Path

import pytest

from riwaya.errors import BadTable
from riwaya.knowledge import head_nouns
from riwaya.knowledge.head_nouns import CLASSES, heads
from riwaya.knowledge.name_words import keys_of
from riwaya.knowledge.tables import read_table, shipped

ROWS = read_table(shipped("actors/heads.tsv"), columns=("form", "class"))


def test_every_class_is_used() -> None:
    assert set(heads().values()) == CLASSES


def test_no_row_is_hidden_by_another() -> None:
    assert len(heads()) == len(ROWS)


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("طائرات", "air"),
        ("سلاح الجو", "air"),
        ("زوارق", "navy"),
        ("جنود", "army"),
        ("شرطة", "police"),
        ("حكومة", "government"),
        ("مخابرات", "intelligence"),
        ("عناصر", "men"),
        ("مقر", "post"),
        ("متحدث", "spokesman"),
        ("بيان", "voice"),
        ("مدنيين", "civil"),
        ("مدنيون", "civil"),
        ("طماطم", None),
    ],
)
def test_a_noun_says_whose_it_is(noun: str, kind: str | None) -> None:
    assert heads().get(" ".join(keys_of(noun))) == kind


def test_an_unknown_class_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "heads.tsv"
    path.write_text("# origin: x\n# licence: y\nform\tclass\nجنود\tarmy\nزوارق\tboats\n", "utf-8")
    monkeypatch.setattr(head_nouns, "shipped", lambda _: path)
    with pytest.raises(BadTable, match=r"heads\.tsv:5: unknown class 'boats'; known: air, army"):
        heads.__wrapped__()
