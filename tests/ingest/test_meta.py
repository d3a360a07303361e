"""The --meta table: rows by file, wrong rows named with file and line."""

from pathlib import Path

import pytest

from riwaya.errors import BadInput
from riwaya.ingest.facts import Facts
from riwaya.ingest.meta import read_meta


def table(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "meta.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1256"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_tables_as_spreadsheets_save_them(tmp_path: Path, encoding: str, separator: str) -> None:
    text = "file,published,outlet\r\na.txt,2015-11-21,جريدة الأخبار اليومية\r\n".replace(
        ",", separator
    )
    meta = read_meta(table(tmp_path, text, encoding))
    facts = meta.of(Path("somewhere/a.txt"))
    assert (facts.published, facts.outlet) == ("2015-11-21", "جريدة الأخبار اليومية")
    assert meta.of(Path("b.txt")) == Facts()
    assert meta.of(None) == Facts()


def test_the_row_that_names_most_of_the_path_wins(tmp_path: Path) -> None:
    meta = read_meta(table(tmp_path, "file,outlet\na.txt,one\nx/a.txt,two\n-,three\n"))
    assert meta.of(Path("y/a.txt")).outlet == "one"
    assert meta.of(Path("/r/x/a.txt")).outlet == "two"
    assert meta.of(None).outlet == "three"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not a text|empty"),
        ("name,outlet\na,b\n", "line 1: no column 'file'"),
        ("file,author\na,b\n", "line 1: unknown column 'author'"),
        ("file,outlet,outlet\na,b,c\n", "line 1: a column is named twice"),
        ("file,published\na.txt,21/11/2015\n", r"line 2: '21/11/2015' .*2015-11-21"),
        ("file,published\na.txt,2015-02-30\n", "line 2"),
        ("file,timezone\na.txt,Damascus\n", "line 2: .*Asia/Damascus"),
        ("file,outlet\na.txt,b,c\n", "line 2: 3 cells in a table of 2"),
        ("file,outlet\n,b\n", "line 2: the cell 'file' is empty"),
        ("file,outlet\na.txt,b\na.txt,c\n", "line 3: 'a.txt' stands already in line 2"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadInput, match=f"meta.csv.*({says})"):
        read_meta(table(tmp_path, text))


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"none\.csv: can't read"):
        read_meta(tmp_path / "none.csv")
