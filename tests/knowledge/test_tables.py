import re
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadTable
from riwaya.knowledge import actors, genders, head_nouns, outlets, persons, places, short_forms
from riwaya.knowledge.folding import fold
from riwaya.knowledge.tables import SEPARATOR, read_table, shipped, split

NOTES = "# origin: recalled\n# licence: any\n"
COLUMNS = {
    "cardinals.tsv": ("form", "value", "kind"),
    "ordinals.tsv": ("form", "value"),
    "vague.tsv": ("form", "low", "high", "kind"),
    "phrases.tsv": ("form", "sign", "stands"),
    "rates.tsv": ("form", "per"),
    "counted.tsv": ("singular", "plurals", "unit", "kind"),
    "endings.tsv": ("form", "number"),
    "equivalents.tsv": ("unit", "to", "factor", "substance", "assumes", "basis"),
}
KEYS = {
    "phrases.tsv": ("form", "stands"),
    "counted.tsv": ("singular", "kind"),
    "equivalents.tsv": ("unit", "to"),
}
#: The tables of names, and what reads them.
READERS = {
    "actors/actors.tsv": actors.read_actors,
    "actors/capitals.tsv": lambda path: actors.read_pairs(path, actors.shipped_actors().actors),
    "actors/demonyms.tsv": lambda path: actors.read_pairs(path, actors.shipped_actors().actors),
    "actors/forces.tsv": lambda path: actors.read_forces(path, actors.shipped_actors().actors),
    "actors/genders.tsv": lambda _: genders.genders(),
    "actors/heads.tsv": lambda _: head_nouns.heads(),
    "actors/offices.tsv": persons.read_offices,
    "actors/persons.tsv": persons.read_persons,
    "actors/short_forms.tsv": lambda _: short_forms.short_forms(),
    "actors/tenures.tsv": lambda path: persons.read_tenures(
        path, persons.shipped_persons().offices.values(), persons.shipped_persons().persons.values()
    ),
    "outlets/outlets.tsv": outlets.read_outlets,
    "places/levant.tsv": places.read_places,
    "places/short_forms.tsv": lambda _: places.place_short_forms(),
    "places/south.tsv": places.read_places,
    "places/words.tsv": lambda _: places.place_words(),
}
BASIS = r"recalled|package:[\w.-]+ \d[\w.]*|document:https?://\S+"
EMPTY = ("low", "high", "plurals", "unit", "factor", "substance", "assumes")


def table(folder: Path, text: str) -> Path:
    path = folder / "words.tsv"
    path.write_bytes(text.encode())
    return path


def test_rows_are_mappings_that_know_their_line(tmp_path: Path):
    path = table(tmp_path, NOTES + "# a note\nform\tvalue\nثلاثة\t3\nأربعة\t4\n")
    rows = read_table(path, columns=("form", "value"))
    assert [dict(row) for row in rows] == [
        {"form": "ثلاثة", "value": "3"},
        {"form": "أربعة", "value": "4"},
    ]
    assert [row.where for row in rows] == ["words.tsv:5", "words.tsv:6"]
    assert len(rows[0]) == 2


def test_columns_may_stand_in_any_order(tmp_path: Path):
    path = table(tmp_path, NOTES + "value\tform\n3\tثلاثة\n")
    assert read_table(path, columns=("form", "value"))[0]["form"] == "ثلاثة"


def test_named_columns_may_be_empty(tmp_path: Path):
    path = table(tmp_path, NOTES + "form\tvalue\nعدة\t\n")
    assert read_table(path, columns=("form", "value"), may_be_empty=("value",))[0]["value"] == ""


def test_a_key_of_two_columns_lets_one_repeat(tmp_path: Path):
    path = table(tmp_path, NOTES + "form\tvalue\nحتى\tto\nحتى\tup\n")
    assert len(read_table(path, columns=("form", "value"), key=("form", "value"))) == 2


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("form\tvalue\nثلاثة\t3\n", r"words\.tsv:1: expected '# origin: …'"),
        ("# origin: recalled\nform\tvalue\n", r"words\.tsv:2: expected '# licence: …'"),
        ("# origin: \n# licence: any\nform\tvalue\n", r"words\.tsv:1: expected"),
        (NOTES, r"words\.tsv:3: missing columns: form, value"),
        (NOTES + "form\nثلاثة\n", r"words\.tsv:3: missing columns: value"),
        (NOTES + "form\tvalue\tmore\n", r"words\.tsv:3: unknown columns: 'more'"),
        (NOTES + "form\tvalue\tform\n", r"words\.tsv:3: a column is named twice"),
        (NOTES + "form\tvalue\nثلاثة\n", r"words\.tsv:4: 1 cells in a table of 2 columns"),
        (NOTES + "form\tvalue\nثلاثة\t\n", r"words\.tsv:4: value is empty"),
        (NOTES + "form\tvalue\n\nثلاثة\t3\n", r"words\.tsv:4: 1 cells"),
        (NOTES + "form\tvalue\nثلاثة \t3\n", r"words\.tsv:4: blank at an end of form"),
        (NOTES + "form\tvalue\nثلاثة\t3\r\n", r"words\.tsv:4: blank at an end of value"),
        (
            NOTES + "form\tvalue\nثلاثة\t3\nستة\t6\nثلاثة\t4\n",
            r"words\.tsv:6: 'ثلاثة' stands already in words\.tsv:4",
        ),
        (
            NOTES + "form\tvalue\nتشر\N{ARABIC LETTER FARSI YEH}ن\t10\n",
            r"words\.tsv:4: stray ARABIC LETTER FARSI YEH",
        ),
        (
            NOTES + "form\tvalue\n\N{ARABIC LETTER AIN INITIAL FORM}شرة\t10\n",
            r"words\.tsv:4: stray ARABIC LETTER AIN INITIAL FORM",
        ),
        (
            NOTES + "form\tvalue\nثلاثة\N{RIGHT-TO-LEFT MARK}\t3\n",
            r"words\.tsv:4: stray RIGHT-TO-LEFT MARK",
        ),
        ("\N{ZERO WIDTH NO-BREAK SPACE}" + NOTES + "form\tvalue\n", r"words\.tsv:1: expected"),
    ],
)
def test_a_wrong_table_is_refused_with_file_and_line(tmp_path: Path, text: str, complaint: str):
    with pytest.raises(BadTable, match=complaint):
        read_table(table(tmp_path, text), columns=("form", "value"))


def test_bytes_that_are_no_text_are_refused(tmp_path: Path):
    path = tmp_path / "words.tsv"
    path.write_bytes(b"# origin: \xff")
    with pytest.raises(BadTable, match=r"words\.tsv: not UTF-8 at byte 10"):
        read_table(path, columns=("form",))


def test_a_table_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(BadTable, match=r"none\.tsv: can't be read"):
        read_table(tmp_path / "none.tsv", columns=("form",))


def test_every_number_table_has_a_test():
    found = {path.name for path in files("riwaya").joinpath("data", "numbers").iterdir()}
    assert found == set(COLUMNS)


@pytest.mark.parametrize("name", COLUMNS)
def test_the_number_tables_have_no_two_rows_for_one_folded_form(name: str):
    key = KEYS.get(name, COLUMNS[name][:1])
    rows = read_table(
        shipped(f"numbers/{name}"), columns=COLUMNS[name], may_be_empty=EMPTY, key=key
    )
    folded = [tuple(fold(row[column], ta_marbuta=True) for column in key) for row in rows]
    assert len(set(folded)) == len(rows)


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("", ()),
        ("حلب", ("حلب",)),
        ("حلب | الشهباء", ("حلب", "الشهباء")),
        ("a|b", ("a|b",)),  # only with blanks around it
        ("a| b | c", ("a| b", "c")),
    ],
)
def test_a_list_cell_is_split(cell: str, items: tuple[str, ...]):
    assert split(cell) == items


@given(st.lists(st.text().filter(lambda item: "|" not in item), min_size=1))
def test_joined_items_are_split_again(items: list[str]):
    joined = SEPARATOR.join(items)
    assert split(joined) == (tuple(items) if joined else ())


def test_every_table_of_names_has_a_reader():
    data = files("riwaya").joinpath("data")
    found = {
        f"{folder}/{path.name}"
        for folder in ("actors", "outlets", "places")
        for path in data.joinpath(folder).iterdir()
        if path.name.endswith(".tsv")
    }
    assert found == set(READERS)


@pytest.mark.parametrize("name", READERS)
def test_a_shipped_table_of_names_loads(name: str):
    assert READERS[name](shipped(name))


@pytest.mark.parametrize("name", READERS)
def test_rows_say_what_they_rest_on_and_lists_have_no_holes(name: str):
    lines = shipped(name).read_text("utf-8").removesuffix("\n").split("\n")
    header, *rows = (line.split("\t") for line in lines if not line.startswith("#"))
    cells = [dict(zip(header, row, strict=True)) for row in rows]
    assert [row for row in cells if not re.fullmatch(BASIS, row.get("basis", "recalled"))] == []
    lists = [
        row[column]
        for row in cells
        for column in ("names", "allies", "domains", "kinds")
        if column in row
    ]
    holed = [
        cell
        for cell in lists
        if any(not item.strip("| ") or "|" in item or item != item.strip() for item in split(cell))
    ]
    assert holed == []
