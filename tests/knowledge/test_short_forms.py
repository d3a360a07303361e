"""A short form that can stand for nothing would be a dead row."""

from pathlib import Path

import pytest

from riwaya.errors import BadTable
from riwaya.knowledge import short_forms as module
from riwaya.knowledge.actors import KINDS, ROLES, shipped_actors
from riwaya.knowledge.name_words import keys_of
from riwaya.knowledge.short_forms import ShortForm, short_forms
from riwaya.knowledge.tables import read_table, shipped

COLUMNS = ("form", "kinds", "role", "entity")
ROWS = read_table(
    shipped("actors/short_forms.tsv"), columns=COLUMNS, may_be_empty=("kinds", "role", "entity")
)
NOTES = "# origin: x\n# licence: y\n"


def test_no_row_is_hidden_by_another() -> None:
    assert len(short_forms()) == len(ROWS)


def test_every_form_can_stand_for_something() -> None:
    for form in short_forms().values():
        assert form.kinds or form.role or form.entity
        assert form.kinds <= KINDS
        assert form.role in {"", *ROLES}


def test_every_actor_meant_is_known() -> None:
    meant = {form.entity for form in short_forms().values()} - {""}
    assert meant - shipped_actors().actors.keys() == set()


def test_every_role_is_a_force_of_some_country() -> None:
    roles = {form.role for form in short_forms().values()} - {""}
    assert roles - {role for _, role in shipped_actors().forces} == set()


@pytest.mark.parametrize(
    ("form", "kind"), [("التنظيم", "armed_group"), ("الحركة", "movement"), ("الحزب", "party")]
)
def test_a_bare_noun_stands_for_such_kinds(form: str, kind: str) -> None:
    assert kind in short_forms()[" ".join(keys_of(form))].kinds


def test_the_army_is_a_country_s() -> None:
    assert short_forms()[" ".join(keys_of("الجيش"))].role == "army"


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("التنظيم\tparty | gang\t\t", r"short\.tsv:5: unknown kinds gang"),
        ("الجيش\t\tarmee\t", r"short\.tsv:5: unknown role 'armee'"),
        ("الحركة\tparty\t\t", r"short\.tsv:5: 'الحركة' stands already in short\.tsv:4"),
    ],
)
def test_a_wrong_row_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str, complaint: str
) -> None:
    path = tmp_path / "short.tsv"
    path.write_text(f"{NOTES}{chr(9).join(COLUMNS)}\nالحركة\tparty\t\t\n{row}\n", "utf-8")
    monkeypatch.setattr(module, "shipped", lambda _: path)
    with pytest.raises(BadTable, match=complaint):
        short_forms.__wrapped__()


def test_a_row_becomes_a_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "short.tsv"
    path.write_text(
        f"{NOTES}{chr(9).join(COLUMNS)}\nحركة الشباب\tparty | movement\t\t\nالجيش\t\tarmy\t\n",
        "utf-8",
    )
    monkeypatch.setattr(module, "shipped", lambda _: path)
    assert short_forms.__wrapped__() == {
        "حركه الشباب": ShortForm(frozenset({"party", "movement"}), "", ""),
        "الجيش": ShortForm(frozenset(), "army", ""),
    }
