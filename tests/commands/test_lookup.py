"""`riwaya lookup`: one name, or a table of names; what is wrong is said, never a traceback."""

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from riwaya import cli, pipeline
from riwaya.resolving.claims import Knowledge
from tests.resolving.world import WORLD

COLUMNS = ["id", "entity", "name_en", "lat", "lon", "radius_km", "from", "to", "reason"]
ACTORS = """\
# a comment
id\tcontext\tname\tdate
1\t\tموسكو\t
2\t\tوزير الدفاع الروسي\t2015-11-21
3\tهاجم تنظيم داعش. وقال التنظيم\tالتنظيم\t2015-11-21
4\t\tكلمة\t
"""
Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    def known(folder: Path | None) -> Knowledge:
        return WORLD if folder is None else pipeline.own_tables(folder) and WORLD

    monkeypatch.setattr(pipeline, "known_with", known)
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Result:
        result = CliRunner().invoke(cli.app, ["lookup", *arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return call


def write(name: str, text: str) -> None:
    Path(name).write_text(text, "utf-8")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_a_name_is_looked_up_in_every_kind_and_what_is_found_comes_first(run: Run) -> None:
    result = run("حلب")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines() if line[0] != " "] == [
        "place", "actor", "time",
    ]  # fmt: skip
    assert "place  aleppo · Aleppo · 36.2, 37.16 ± 10 km\n" in result.stdout
    assert "actor  -\n       no known name in these words\n" in result.stdout


def test_one_kind(run: Run) -> None:
    result = run("موسكو", "--kind", "actor")
    assert result.stdout == (
        "actor  russia · Russia\n       a capital that stands for its government\n"
    )


def test_the_date_decides_on_the_holder_and_on_the_day(run: Run) -> None:
    title = ("وزير الدفاع الروسي", "--kind", "actor")
    assert "sergei-shoigu" in run(*title, "--date", "2015-11-21").stdout
    assert "andrei-belousov" in run(*title, "--date", "2024-06-01").stdout
    assert run(*title).stdout.startswith("actor  -\n")
    time = run("أمس", "--kind", "time", "--date", "2015-11-21")
    assert time.stdout.startswith("time   2015-11-20 to 2015-11-20\n")
    assert run("أمس", "--kind", "time").stdout.startswith("time   -\n")


def test_an_open_end_is_shown_as_one(run: Run) -> None:
    result = run("منذ 2013", "--kind", "time")
    assert result.stdout.startswith("time   2013-01-01 to …\n")


def test_the_context_decides(run: Run) -> None:
    for context, entity in (("معارك في الموصل ثم الرصافة", "iq"), ("في دمشق ثم الرصافة", "sy")):
        result = run("الرصافة", "--kind", "place", "--context", context)
        assert result.stdout.startswith(f"place  rusafa-{entity} · ")
        assert "\n       or: rusafa-" in result.stdout


def test_a_table_to_the_screen(run: Run) -> None:
    write("names.tsv", ACTORS)
    result = run("--batch", "names.tsv", "--kind", "actor")
    assert (result.exit_code, result.stderr) == (0, "")
    found = rows(result.stdout)
    assert list(found[0]) == COLUMNS
    assert [(row["id"], row["entity"]) for row in found] == [
        ("1", "russia"), ("2", "sergei-shoigu"), ("3", "islamic-state"), ("4", ""),
    ]  # fmt: skip
    assert all(row["reason"] for row in found)


def test_a_table_to_a_file(run: Run) -> None:
    write("names.tsv", ACTORS)
    shown = run("--batch", "names.tsv", "--kind", "actor").stdout
    result = run("--batch", "names.tsv", "--kind", "actor", "-o", "found.tsv")
    assert (result.exit_code, result.stdout) == (0, "")
    assert Path("found.tsv").read_text("utf-8") == shown


def test_tables_of_places_and_times(run: Run) -> None:
    write("places.tsv", "id\tname\n1\tحلب\n2\tكلمة\n")
    place, none = rows(run("--batch", "places.tsv", "--kind", "place").stdout)
    assert [place[c] for c in COLUMNS[:6]] == ["1", "aleppo", "Aleppo", "36.2", "37.16", "10.0"]
    assert [none[c] for c in COLUMNS[:8]] == ["2"] + [""] * 7
    write("times.tsv", "id\tphrase\tpublished\n1\tأمس\t2015-11-21\n2\tأمس\t\n")
    day, none = rows(run("--batch", "times.tsv", "--kind", "time").stdout)
    assert (day["from"], day["to"]) == ("2015-11-20", "2015-11-20")
    assert (none["from"], none["to"]) == ("", "")


def test_windows_marks_quotes_and_an_empty_table(run: Run) -> None:
    Path("names.tsv").write_bytes(b"\xef\xbb\xbf" + 'id\tname\r\n1\t"حلب\r\n'.encode())
    (row,) = rows(run("--batch", "names.tsv", "--kind", "place").stdout)
    assert row["entity"] == "aleppo"
    write("none.tsv", "id\tname\n")
    assert run("--batch", "none.tsv", "--kind", "place").stdout == "\t".join(COLUMNS) + "\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "name what to look up, or give a table with --batch"),
        (("حلب", "--kind", "ship"), "--kind ship: known are actor, place, time"),
        (("--batch", "names.tsv"), "--batch needs --kind: actor, place, time"),
        (("--batch", "none.tsv", "--kind", "actor"), "none.tsv: can't be read"),
        (("--batch", ".", "--kind", "actor"), "can't be read"),
        (("--batch", "bytes.tsv", "--kind", "actor"), "bytes.tsv: can't be read"),
        (("--batch", "names.tsv", "--kind", "time"), "names.tsv: no column phrase"),
        (("--batch", "times.tsv", "--kind", "place"), "times.tsv: no column name"),
        (("--batch", "bare.tsv", "--kind", "place"), "bare.tsv: no column id"),
        (("--batch", "empty.tsv", "--kind", "actor"), "empty.tsv: no column id, name"),
        (("--batch", "names.tsv", "--kind", "actor", "-o", "no/such.tsv"), "can't be written"),
        (("--batch", "names.tsv", "--kind", "actor", "-o", "."), "can't be written"),
        (("حلب", "--knowledge", "nowhere"), "nowhere: no such folder"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, arguments: tuple[str, ...], says: str) -> None:
    write("names.tsv", ACTORS)
    write("times.tsv", "id\tphrase\n1\tأمس\n")
    write("bare.tsv", "name\nحلب\n")
    write("empty.tsv", "")
    Path("bytes.tsv").write_bytes(b"\xff\xfe\x00")
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith("riwaya: ")
    assert says in result.stderr
    assert result.stdout == ""


def test_a_row_without_its_name_is_no_traceback(run: Run) -> None:
    write("names.tsv", "id\tname\tdate\n1\n")
    assert run("--batch", "names.tsv", "--kind", "actor").exit_code in {0, 2}


@pytest.mark.parametrize("day", ["yesterday", "21/11/2015", "2015-13-40"])
def test_a_date_that_is_none_is_said(run: Run, day: str) -> None:
    result = run("وزير الدفاع الروسي", "--kind", "actor", "--date", day)
    assert result.exit_code == 2
    assert "--date" in result.stderr


def test_a_folder_of_own_tables_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Path("own").mkdir()
    write(
        "own/actors.tsv",
        "# origin: x\n# licence: x\n"
        "id\tname_en\tnames\tkind\tinter\tcountry\tparent\tallies\tfrom\tto\tbasis\n"
        "lamp-brigade\tLamp Brigade\tلواء المصباح\tmilitia\t\t\t\t\t\t\trecalled\n",
    )
    known = CliRunner().invoke(
        cli.app, ["lookup", "لواء المصباح", "--kind", "actor", "--knowledge", "own"]
    )
    assert known.stdout.startswith("actor  lamp-brigade · Lamp Brigade\n")
    plain = CliRunner().invoke(cli.app, ["lookup", "لواء المصباح", "--kind", "actor"])
    assert "lamp-brigade" not in plain.stdout
