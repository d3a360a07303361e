"""Tables: a row a report, from CSV, JSON lines and Parquet alike; bad rows are told and passed."""

import csv
import json
import sys
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import polars
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadInput, MissingExtra
from riwaya.ingest.piece import Limits, Piece
from riwaya.ingest.rows import row_pieces

from .peak_memory import walked

TEXT = "قُتل خمسة جنود في هجوم على حاجز شرق المدينة، بحسب مصدر طبي."
ROWS: list[dict[str, object]] = [
    {
        "text": f'{TEXT} "{n}"\nسطر ثان، وفاصلة; وأخرى\tوجدولة.',
        "date": "2015-11-21 18:30",
        "source": "جريدة المدى",
        "headline": "هجوم شرق المدينة",
        "url": f"https://almada.example/{n}",
    }
    for n in (1, 2, 3)
]


def csv_of(rows: list[dict[str, object]], separator: str = ",") -> str:
    out = StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def written(folder: Path, kind: str, rows: list[dict[str, object]]) -> Path:
    path = folder / f"reports.{kind}"
    if kind == "csv":
        path.write_text(csv_of(rows), encoding="utf-8", newline="")
    elif kind == "jsonl":
        path.write_text("".join(json.dumps(row, default=str) + "\n" for row in rows))
    else:
        polars.DataFrame(rows).write_parquet(path)
    return path


def read(
    path: Path, kind: str, limits: Limits | None = None, mapping: dict[str, str] | None = None
) -> tuple[list[Piece], list[str]]:
    found = list(row_pieces(path, path.name, limits or Limits(), kind, mapping))
    return (
        [one for one in found if isinstance(one, Piece)],
        [str(one) for one in found if isinstance(one, BadInput)],
    )


def table(folder: Path, data: str | bytes, kind: str = "csv") -> Path:
    path = folder / f"reports.{kind}"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


KINDS = pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])


@KINDS
def test_each_row_is_a_piece_with_what_the_table_says(tmp_path: Path, kind: str) -> None:
    pieces, bad = read(written(tmp_path, kind, ROWS), kind)
    assert not bad
    assert [piece.part for piece in pieces] == ["row 1", "row 2", "row 3"]
    assert [piece.data.decode() for piece in pieces] == [row["text"] for row in ROWS]
    first = pieces[0]
    assert (first.name, first.form, first.notes) == (f"reports.{kind}, row 1", "text", ())
    assert first.facts.published == "2015-11-21T18:30"
    assert first.facts.outlet == "جريدة المدى"
    assert first.facts.title == "هجوم شرق المدينة"
    assert first.facts.url == "https://almada.example/1"


@KINDS
def test_an_id_names_the_part_and_map_names_the_columns(tmp_path: Path, kind: str) -> None:
    rows: list[dict[str, object]] = [{"key": 17, "words": TEXT, "text": "x", "when": "2020-01-02"}]
    mapping = {"text": "words", "id": "key", "published": "when"}
    (piece,), _ = read(written(tmp_path, kind, rows), kind, mapping=mapping)
    assert (piece.part, piece.data.decode()) == ("id 17", TEXT)
    assert piece.name == f"reports.{kind}, row 1"
    assert piece.facts.published == "2020-01-02"


@KINDS
def test_rows_without_text_are_named_and_a_bad_date_is_a_note(tmp_path: Path, kind: str) -> None:
    rows: list[dict[str, object]] = [
        {"text": "", "date": "2020-01-01"},
        {"text": TEXT, "date": "21/11/15"},
        {"text": " \n ", "date": ""},
        {"text": TEXT, "date": ""},
    ]
    pieces, bad = read(written(tmp_path, kind, rows), kind)
    assert [piece.part for piece in pieces] == ["row 2", "row 4"]
    assert bad == [
        f"reports.{kind}, row {n}: no text in its column 'text'; skipped" for n in (1, 3)
    ]
    assert pieces[0].facts.published is None
    assert "'21/11/15' in column 'date' is no publication date" in pieces[0].notes[0]
    assert pieces[1].notes == ()


@KINDS
def test_too_long_a_text_is_named_and_the_rest_read(tmp_path: Path, kind: str) -> None:
    rows: list[dict[str, object]] = [{"text": "x" * 10_000_000}, {"text": TEXT}]
    (piece,), (bad,) = read(written(tmp_path, kind, rows), kind)
    assert piece.part == "row 2"
    assert bad == (
        f"reports.{kind}, row 1: larger than 2,000,000 bytes of text; "
        "if that is meant, raise --max-size"
    )


@KINDS
def test_a_text_in_the_wrong_column_is_no_fact(tmp_path: Path, kind: str) -> None:
    rows: list[dict[str, object]] = [{"text": TEXT, "title": "x" * 5_000}]
    (piece,), _ = read(written(tmp_path, kind, rows), kind)
    assert piece.facts.title is None
    assert "'title'" in piece.notes[0]


@KINDS
def test_a_table_without_a_text_column_names_those_it_has(tmp_path: Path, kind: str) -> None:
    rows: list[dict[str, object]] = [{"words": TEXT, "day": "2020-01-01"}]
    path = written(tmp_path, kind, rows)
    with pytest.raises(BadInput, match="no column looks like the text; columns: 'words', 'day'"):
        read(path, kind)
    with pytest.raises(BadInput, match="no column 'body' for text; columns: 'words', 'day'"):
        read(path, kind, mapping={"text": "body"})


@KINDS
def test_a_missing_or_empty_file_is_named(tmp_path: Path, kind: str) -> None:
    with pytest.raises(BadInput, match=r"^gone"):
        read(tmp_path / "gone", kind)
    with pytest.raises(BadInput, match=r"^reports"):
        read(table(tmp_path, b"", kind), kind)
    with pytest.raises(BadInput, match=r"^reports"):
        read(table(tmp_path, b"\n \n", kind), kind)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1256", "utf-16"])
def test_any_separator_and_encoding(tmp_path: Path, separator: str, encoding: str) -> None:
    rows = [row | {"text": str(row["text"]).replace("ُ", "")} for row in ROWS]
    path = table(tmp_path, csv_of(rows, separator).encode(encoding))
    pieces, bad = read(path, "csv")
    assert not bad
    assert [piece.data.decode() for piece in pieces] == [row["text"] for row in rows]
    assert pieces[0].facts.outlet == "جريدة المدى"


def test_a_row_with_more_cells_than_columns_is_told(tmp_path: Path) -> None:
    data = f"date,text\n2020-01-01,قصف, وقتلى\n2020-01-02,{TEXT}\n2020-01-03\n"
    (piece,), bad = read(table(tmp_path, data), "csv")
    assert piece.part == "row 2"
    assert bad[0].startswith("reports.csv, row 1: 3 cells in a table of 2 columns")
    assert bad[1].startswith("reports.csv, row 3: no text")


def test_blank_lines_are_no_rows(tmp_path: Path) -> None:
    pieces, bad = read(table(tmp_path, f"\ntext\n\n{TEXT}\n\n\n{TEXT}\n\n"), "csv")
    assert ([piece.part for piece in pieces], bad) == (["row 1", "row 2"], [])


def test_a_column_named_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"^reports\.csv: the column 'text' is named twice"):
        read(table(tmp_path, "text,text\na,b\n"), "csv")


def test_a_line_without_end_is_told_and_the_next_read(tmp_path: Path) -> None:
    data = f"text\n{'x' * 250_000}\n{TEXT}\n"
    (piece,), (bad,) = read(table(tmp_path, data), "csv", Limits(10_000, 100_000))
    assert piece.data.decode() == TEXT
    assert bad.startswith("reports.csv, row 1: more than 100,000 letters")


def test_a_header_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"^reports\.csv: more than 1,000 letters"):
        read(table(tmp_path, "text," * 1_000 + f"\n{TEXT}\n"), "csv", Limits(100, 1_000))


def test_a_quote_that_never_closes_does_not_swallow_memory(tmp_path: Path) -> None:
    data = 'text\n"' + f"{TEXT}\n" * 20_000
    path = table(tmp_path, data)
    pieces, (bad,) = read(path, "csv", Limits(10_000, 200_000))
    assert "does a quotation mark never close?" in bad
    assert len(pieces) > 16_000


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip),
        min_size=1,
        max_size=5,
    )
)
def test_what_csv_writes_is_read_exactly(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    rows: list[dict[str, object]] = [{"id": n, "text": text} for n, text in enumerate(texts)]
    path = table(tmp_path_factory.mktemp("rows"), csv_of(rows))
    pieces, bad = read(path, "csv")
    assert [piece.data.decode() for piece in pieces] == texts
    assert not bad


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{broken", "no JSON object"),
        ("[1, 2]", "JSON, but no object"),
        ('"text"', "JSON, but no object"),
        ('{"text": 5}', "int, not a text"),
        ('{"text": ["a"]}', "list, not a text"),
        ('{"a": 1}', "no text"),
        ('{"a":' * 10_000 + "1" + "}" * 10_000, "no JSON object"),
        ('{"text": "' + "x" * 300_000 + '"}', "a line of 100,000 bytes"),
    ],
)
def test_a_bad_line_of_json_costs_only_itself(tmp_path: Path, line: str, says: str) -> None:
    good = json.dumps({"text": TEXT})
    path = table(tmp_path, f"{good}\n{line}\n\n{good}\n", "jsonl")
    pieces, (bad,) = read(path, "jsonl", Limits(10_000, 100_000))
    assert [piece.part for piece in pieces] == ["row 1", "row 4"]
    assert bad.startswith("reports.jsonl, row 2: ")
    assert says in bad


def test_broken_bytes_in_a_line_of_json_are_told(tmp_path: Path) -> None:
    good = json.dumps({"text": TEXT}).encode()
    path = table(tmp_path, b'\xef\xbb\xbf{"text": "\xff"}\n' + good, "jsonl")
    (piece,), (bad,) = read(path, "jsonl")
    assert (piece.part, bad.partition(":")[0]) == ("row 2", "reports.jsonl, row 1")


def test_a_key_that_the_first_objects_lack_is_found(tmp_path: Path) -> None:
    lines = [json.dumps({"url": "x"})] * 5 + [json.dumps({"body": TEXT})]
    (piece,), bad = read(table(tmp_path, "\n".join(lines), "jsonl"), "jsonl")
    assert (piece.part, len(bad)) == ("row 6", 5)


def test_parquet_s_own_dates_are_read(tmp_path: Path) -> None:
    moment = datetime(2015, 11, 21, 18, 30, tzinfo=UTC)
    rows: list[dict[str, object]] = [{"text": TEXT, "published": moment}]
    (piece,), _ = read(written(tmp_path, "parquet", rows), "parquet")
    assert piece.facts.published == "2015-11-21T18:30:00+00:00"
    (piece,), _ = read(
        written(tmp_path, "parquet", [{"text": TEXT, "published": date(2015, 11, 21)}]), "parquet"
    )
    assert piece.facts.published == "2015-11-21"


def test_a_column_of_numbers_is_no_text(tmp_path: Path) -> None:
    path = written(tmp_path, "parquet", [{"text": 5}])
    with pytest.raises(BadInput, match="the column 'text' holds no text"):
        read(path, "parquet")


def test_rows_beyond_one_slice_are_numbered_on(tmp_path: Path) -> None:
    path = tmp_path / "reports.parquet"
    frame = polars.DataFrame({"text": [f"{TEXT} {n}" for n in range(2_500)]})
    frame.write_parquet(path, row_group_size=700)
    pieces, bad = read(path, "parquet")
    assert not bad
    assert [piece.part for piece in pieces] == [f"row {n}" for n in range(1, 2_501)]
    assert pieces[-1].data.decode() == f"{TEXT} 2499"


def test_damaged_parquet_is_refused(tmp_path: Path) -> None:
    data = written(tmp_path, "parquet", ROWS * 50).read_bytes()
    for broken in (data[:-20], data[: len(data) // 2], data[:4] + b"\xff" * 400 + data[404:]):
        with pytest.raises(BadInput, match=r"^reports\.parquet: a damaged Parquet file"):
            read(table(tmp_path, broken, "parquet"), "parquet")


def test_parquet_without_polars_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, "parquet", ROWS)
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(MissingExtra, match=r"riwaya\[frame\]"):
        read(path, "parquet")


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_memory_does_not_grow_with_the_table(tmp_path: Path, kind: str) -> None:
    path = written(tmp_path, kind, [{"text": TEXT * 20}] * 5_000)
    count, peak = walked(row_pieces(path, "x", Limits(), kind))
    assert count == 5_000
    assert path.stat().st_size > 10_000_000
    assert peak < 3_000_000
