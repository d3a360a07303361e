import csv
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from riwaya.errors import BadInput
from riwaya.export.review.cells import COLUMNS, EDITABLE, VERDICTS, marked, same_cell
from riwaya.export.review.guide import guide
from riwaya.export.review.sheet import _guarded, read_sheet, unguarded, write_sheet
from riwaya.export.review.xlsx import _filled
from riwaya.records.mention import Mention
from riwaya.records.terms import EVENTS

ROW = {
    "report": "r1",
    "anchor": "at:10-12",
    "seen": "v:12345678901234567890123456789012",
    "confidence": 0.5,
    "title": "=HYPERLINK(x)",
    "sentence": "-  قال \u0001 «نعم»",
    "event": "kill",
    "agents": "'=الجيش {?} | ب \\| ج {x}",
    "quantities": "12 {killed 12}",
}
ENDINGS = (".csv", ".xlsx")


@pytest.fixture(params=ENDINGS)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / f"review{request.param}"


def cells(path: Path) -> list[Mapping[str, str]]:
    return [row.cells for row in read_sheet(path)]


def table(path: Path, *rows: list[Any]) -> Path:
    """An .xlsx file as somebody else's program writes it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_rows_come_back_as_they_went(file: Path) -> None:
    assert write_sheet(file, [ROW, ROW | {"report": "r2"}]) == 2
    first, second = read_sheet(file)
    assert (first.number, second.number, second.cells["report"]) == (2, 3, "r2")
    kept = {name: value for name, value in first.cells.items() if value}
    said = {name: str(value) for name, value in ROW.items()}
    assert kept | {"sentence": ""} == said | {"sentence": ""}
    assert set(first.cells) == set(COLUMNS)


def test_no_cell_is_a_formula(file: Path) -> None:
    write_sheet(file, [dict.fromkeys(COLUMNS, "=1+1"), dict.fromkeys(COLUMNS, "@x")])
    if file.suffix == ".csv":
        with file.open(encoding="utf-8-sig", newline="") as opened:
            _, *rows = csv.reader(opened)
        assert {cell[0] for row in rows for cell in row} == {"'"}
    else:
        book = load_workbook(file)
        assert {c.data_type for row in book["claims"].iter_rows() for c in row} == {"s"}
    assert {cell for row in cells(file) for cell in row.values()} == {"=1+1", "@x"}


@given(text=st.text(st.sampled_from("'=+-@\tا ")).map(str.strip))
def test_guards_are_taken_off_as_they_were_put_on(text: str) -> None:
    class Cell:
        value: Any = None
        data_type = ""

    guarded = _guarded(text)
    assert isinstance(guarded, str)
    assert unguarded(guarded) == text
    assert unguarded(_filled(Cell(), text).value) == text  # type: ignore[arg-type]


def test_a_csv_opens_in_excel_as_utf8(tmp_path: Path) -> None:
    write_sheet(tmp_path / "a.csv", [ROW])
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfreport,anchor,seen,verdict")


def test_a_workbook_helps_to_fill_it_in(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_sheet(path, [ROW] * 3)
    book = load_workbook(path)
    sheet = book["claims"]
    assert book.sheetnames == ["claims", "guide", "lists"]
    assert book["lists"].sheet_state == "hidden"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:AA4"
    header = [cell.value for cell in sheet[1]]
    assert header == list(COLUMNS)
    at = dict(zip(header, sheet[2], strict=True))
    assert at["sentence"].alignment.wrap_text
    assert at["sentence"].alignment.readingOrder == 2
    assert at["gloss"].alignment.readingOrder == 0
    assert at["agents"].number_format == "@"
    assert sheet.column_dimensions["K"].width > sheet.column_dimensions["C"].width
    assert at["confidence"].value == 0.5


def test_drop_down_lists_offer_what_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_sheet(path, [ROW])
    book = load_workbook(path)
    offered = {}
    for rule in book["claims"].data_validations.dataValidation:
        letter = str(rule.sqref).partition("2:")[0]
        column = COLUMNS[[c.column_letter for c in book["claims"][1]].index(letter)]
        where = rule.formula1.partition("!")[2].replace("$", "")
        offered[column] = tuple(row[0].value for row in book["lists"][where])
        assert rule.type == "list"
        assert str(rule.sqref).endswith("1048576")  # rows that people add as well
    assert offered["event"] == EVENTS
    assert offered["verdict"] == VERDICTS
    assert offered["quoted"] == ("yes", "no")
    assert set(offered) == {"verdict", "event", "polarity", "reality", "stance", "quoted"}


def test_the_guide_explains_every_column_in_both_languages() -> None:
    rows = {name: (english, arabic) for name, english, arabic in guide()}
    for name in (*COLUMNS, *EVENTS):
        english, arabic = rows[name]
        assert english.isascii()
        assert any("\u0621" <= letter <= "\u064a" for letter in arabic)


def test_columns_may_be_moved_left_out_added_and_capital(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Mine,EVENT, Anchor ,\ufeffReport,,\nx,kill,at:1-2,r1,,\n,,,,,\n", "utf-8")
    (row,) = read_sheet(path)
    assert row.cells == {"event": "kill", "anchor": "at:1-2", "report": "r1"}
    assert row.problem == ""


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffreport;anchor;event\r\nr1;at:1-2;kill\r\n",
        "report\tanchor\tevent\nr1\tat:1-2\tkill\n",
        "sep=;\r\nreport;anchor;event\r\nr1;at:1-2;kill\r\n",
        '"report","anchor","event"\n"r1","at:1-2","kill"\n',
        "report,anchor,event\rr1,at:1-2,kill\r",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_csv_in_the_forms_that_programs_save_it(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text.removeprefix("\ufeff" if encoding == "utf-16" else "").encode(encoding))
    (row,) = read_sheet(path)
    assert (row.number, row.cells["event"], row.cells["report"]) == (2, "kill", "r1")


def test_lines_within_cells_do_not_shift_the_numbers_of_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('report,anchor,note\nr1,a,"one\r\ntwo"\n\n,,\nr2,b,\n', "utf-8")
    assert [(row.number, row.cells["report"]) for row in read_sheet(path)] == [(2, "r1"), (5, "r2")]


def test_a_workbook_as_excel_leaves_it(tmp_path: Path) -> None:
    path = table(
        tmp_path / "a.xlsx",
        ["Report", "anchor", "time", "quantities", "quoted", "note", "trigger", None],
        ["r1", "at:1-2", date(2015, 11, 20), 12.0, True, 3, "one_x000D_\ntwo", None],
        [None] * 8,
        ["r2", "at:1-2", datetime.fromisoformat("2015-11-20T18:30"), 1.5, False, None, "'=x", None],
    )
    first, second = read_sheet(path)
    assert first.cells == {
        "report": "r1", "anchor": "at:1-2", "time": "2015-11-20", "quantities": "12",
        "quoted": "yes", "note": "3", "trigger": "one\ntwo",
    }  # fmt: skip
    assert second.number == 4
    assert second.cells["time"] == "2015-11-20T18:30:00"
    assert (second.cells["quantities"], second.cells["quoted"]) == ("1.5", "no")
    assert second.cells["trigger"] == "=x"


def test_the_sheet_of_claims_is_found_among_others(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["something else"])
    sheet = book.create_sheet("Claims")
    sheet.append(["report", "anchor"])
    sheet.append(["r1", "a"])
    sheet["ZZ1000"].number_format = "0.0"  # an empty cell far off
    book.save(tmp_path / "a.xlsx")
    assert [row.cells["report"] for row in read_sheet(tmp_path / "a.xlsx")] == ["r1"]


def test_a_row_with_cells_beyond_the_header_has_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("report,anchor\nr1,a,x\nr2,b,\n", "utf-8")
    assert [bool(row.problem) for row in read_sheet(path)] == [True, False]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no column report and anchor"),
        (b"report,event\n", "no column anchor"),
        (b"report,anchor,Event,event\n", "event is there twice"),
        ("report,anchor\nr1,الجيش\n".encode("cp1256"), "aren't UTF-8"),
        (b"\xd0\xcf\x11\xe0 an old workbook", r"save it as \.xlsx"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "save"),
        (b"PK\x03\x04 no zip at all", r"no readable \.xlsx"),
        (b'report,anchor\n"' + b"x" * 200_000, "no CSV"),
    ],
)  # fmt: skip
def test_what_is_no_review_is_said(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    with pytest.raises(BadInput, match=says):
        list(read_sheet(path))


def test_a_quote_left_open_is_said_whatever_other_tables_allow(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'report,anchor\n"' + b"x" * 200_000)
    before = csv.field_size_limit(10**8)
    try:
        with pytest.raises(BadInput, match="no CSV"):
            list(read_sheet(path))
    finally:
        csv.field_size_limit(before)


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"]
)
def test_a_damaged_workbook_is_said(tmp_path: Path, part: str) -> None:
    whole = table(tmp_path / "a.xlsx", ["report", "anchor"], ["r1", "a"])
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data[: len(data) // 2] if name == part else data)
    with pytest.raises(BadInput, match="no readable"):
        list(read_sheet(tmp_path / "b.xlsx"))


def test_nothing_is_read_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(BadInput, match="can't be read"):
            list(read_sheet(path))


def test_somebodys_work_is_not_written_over(file: Path) -> None:
    write_sheet(file, [ROW])
    before = file.read_bytes()
    with pytest.raises(BadInput, match="is there already"):
        write_sheet(file, [])
    assert file.read_bytes() == before
    assert write_sheet(file, [], overwrite=True) == 0
    assert cells(file) == []


def test_a_stop_in_the_middle_leaves_no_file(file: Path) -> None:
    def rows() -> Any:
        yield ROW
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_sheet(file, rows())
    assert list(file.parent.iterdir()) == []


def test_where_and_as_what_it_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"\.csv or \.xlsx"):
        write_sheet(tmp_path / "a.ods", [])
    with pytest.raises(BadInput, match="can't be written"):
        write_sheet(tmp_path / "none" / "a.csv", [])


def test_the_trigger_is_marked_in_its_sentence() -> None:
    text = "أ. قال\n\nوقتل جندي. ب"
    trigger = Mention.of(text, 9, 12)
    assert marked(text, (3, 19), trigger) == "قال و[[قتل]] جندي."


def test_composed_and_decomposed_letters_are_the_same_cell() -> None:
    assert same_cell("سا\u0654ل {?} ", "سأل {?}")
    assert not same_cell("سال", "سأل")


def test_editable_columns_come_last() -> None:
    assert COLUMNS[-len(EDITABLE) :] == EDITABLE
