"""Tables of coded events: columns by name, bad rows named with their line, the rest taken."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.errors import BadInput
from riwaya.export.events.acled import COLUMNS
from riwaya.ingest.coded_rows import coded_pieces
from riwaya.ingest.coded_text import LINES, composed, one_line, parts_of, values_of
from riwaya.ingest.piece import Limits, Piece
from riwaya.ingest.signatures import kind_of
from tests.imports.tables import STRIKE, acled, table, ucdp


def pieces(folder: Path, content: str | bytes, kind: str = "acled") -> list[Piece | BadInput]:
    path = folder / "events.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(coded_pieces(path, path.name, Limits(), kind))


def taken(several: list[Piece | BadInput]) -> list[Piece]:
    return [one for one in several if isinstance(one, Piece)]


def refused(several: list[Piece | BadInput]) -> list[str]:
    return [str(one) for one in several if isinstance(one, BadInput)]


def test_a_row_is_a_report_of_the_dataset_with_its_values_in_lines(tmp_path: Path) -> None:
    (piece,) = taken(pieces(tmp_path, acled({})))
    assert (piece.part, piece.form) == ("id SYR100", "acled")
    assert piece.facts.outlet == "ACLED"
    assert piece.facts.published == "2020-09-13T12:26:40+00:00"
    assert piece.facts.title == "Air/drone strike, Ma'arrat An Nu'man, 2016-03-11"
    assert "Fatalities: 16\n" in piece.data.decode()
    assert any("not from the model" in note for note in piece.notes)
    assert any("terms" in note for note in piece.notes)


def test_columns_go_by_their_names_in_any_order_and_more_or_fewer(tmp_path: Path) -> None:
    order = [column.upper() for column in reversed(COLUMNS) if column != "tags"]
    row = {column.upper(): cell for column, cell in STRIKE.items()} | {"MINE": "a column of mine"}
    (turned,) = taken(pieces(tmp_path, table([*order, "MINE"], [row])))
    (straight,) = taken(pieces(tmp_path, acled({})))
    assert turned.data == straight.data
    assert turned.part == straight.part


def test_a_byte_order_mark_semicolons_and_written_days_are_read(tmp_path: Path) -> None:
    content = acled({"event_date": "11 March 2016", "notes": "", "source": ""}).replace(",", ";")
    (piece,) = taken(pieces(tmp_path, b"\xef\xbb\xbf" + content.encode()))
    assert "Date: 2016-03-11\n" in piece.data.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"event_id_cnty": ""}, "event_id_cnty is empty"),
        ({"event_date": "2016-02-30"}, "event_date is '2016-02-30', no day"),
        ({"event_date": ""}, "event_date is empty, no day"),
        ({"fatalities": "many"}, "fatalities is 'many', no number"),
        ({"fatalities": "-1"}, "fatalities is '-1', no count"),
        ({"latitude": "91"}, "latitude is 91, beyond ±90 degrees"),
        ({"longitude": "nan"}, "longitude is 'nan', no number"),
        ({"geo_precision": "4"}, "geo_precision is 4, not from 1 to 3"),
        ({"timestamp": "16000"}, "timestamp is 16000, no moment of this century"),
        ({"sub_event_type": " "}, "sub_event_type is empty"),
    ],
)
def test_a_bad_row_is_named_with_its_line_and_the_rest_is_taken(
    tmp_path: Path, wrong: dict[str, str], said: str
) -> None:
    found = pieces(tmp_path, acled({"notes": "two\nlines"}, wrong, {"event_id_cnty": "SYR3"}))
    assert [piece.part for piece in taken(found)] == ["id SYR100", "id SYR3"]
    (message,) = refused(found)
    assert message.startswith(f"events.csv, line 4: {said}")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"id": ""}, "id is empty"),
        ({"date_end": "2016-03-31"}, "date_end 2016-03-31 is before date_start 2016-04-01"),
        ({"best": "30"}, "best is 30, not between low 14 and high 20"),
        ({"type_of_violence": "4"}, "type_of_violence is 4, not from 1 to 3"),
        ({"where_prec": "8"}, "where_prec is 8, not from 1 to 7"),
    ],
)
def test_a_bad_row_of_ucdp_is_named(tmp_path: Path, wrong: dict[str, str], said: str) -> None:
    found = pieces(tmp_path, ucdp(wrong, {"id": "78"}), "ucdp")
    assert [piece.part for piece in taken(found)] == ["id 78"]
    assert said in refused(found)[0]


def test_half_a_file_gives_its_whole_rows_and_says_where_it_ends(tmp_path: Path) -> None:
    content = acled({}, {"event_id_cnty": "SYR2"})
    found = pieces(tmp_path, content[: content.rindex("Civilians")])
    assert len(taken(found)) == 1
    assert "line 3:" in refused(found)[0]
    assert "cut off" in refused(found)[0]


def test_letters_of_another_encoding_are_named(tmp_path: Path) -> None:
    ascii_first = acled(*({"event_id_cnty": f"SYR{n}"} for n in range(900)))
    content = ascii_first.encode() + acled({"actor1": "É"}).split("\n", 1)[1].encode("latin-1")
    found = pieces(tmp_path, content)
    assert len(taken(found)) == 900
    assert "line 902" in refused(found)[0]
    assert "UTF-8" in refused(found)[0]


def test_another_table_is_refused_with_the_columns_that_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no table of UCDP GED: it has no column best, date_end"):
        pieces(tmp_path, acled({}), "ucdp")
    with pytest.raises(BadInput, match="empty"):
        pieces(tmp_path, "\n")


def test_ucdp_s_older_columns_and_floats_of_other_programs_are_read(tmp_path: Path) -> None:
    row = {"id": "5", "type_of_violence": "3.0", "side_a": "A", "side_b": "Civilians",
           "latitude": "1", "longitude": "2", "date_start": "2016-04-01 00:00:00.000",
           "date_end": "2016-04-01 00:00:00.000", "best": "3.0"}  # fmt: skip
    (piece,) = taken(pieces(tmp_path, table(row, [row]), "ucdp"))
    text = piece.data.decode()
    assert "Type of violence: 3 (one-sided)\n" in text
    assert "Deaths: 3\n" in text
    assert "Date: 2016-04-01\n" in text


def test_the_kind_is_known_by_the_columns(tmp_path: Path) -> None:
    path = tmp_path / "download.csv"
    for content, kind in (
        (acled({}), "acled"), (ucdp({}), "ucdp"), ("text,date\nx,2016-01-01\n", "csv"),
        ('"' + ucdp({}).split("\n")[0].replace(",", '";"') + '"\n', "ucdp"),
    ):  # fmt: skip
        assert kind_of(path, content.encode()) == kind


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(LINES)),
    st.data(),
)
def test_every_value_is_found_again_where_it_stands(kind: str, data: st.DataObject) -> None:
    columns = [column for _, column in LINES[kind]]
    cells = data.draw(st.dictionaries(st.sampled_from(columns), st.text(max_size=30)))
    text = composed(kind, cells)
    found = values_of(kind, text)
    assert {c: v.text for c, v in found.items()} == {
        c: one_line(cell) for c, cell in cells.items() if one_line(cell)
    }
    for value in found.values():
        assert text[value.start : value.end] == value.text
        assert text[value.labelled.start : value.labelled.end] == value.label
        for item in parts_of(value):
            assert text[item.start : item.end] == item.text
