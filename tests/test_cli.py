"""The command: what goes where, what is said of bad input, and what a stop leaves behind."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner, Result

import riwaya
from riwaya import cli, pipeline
from riwaya.errors import BadModel
from riwaya.records.claim import Claim
from riwaya.records.mention import Mention
from riwaya.records.report import Document, Report

from .ingest.test_docx import word
from .ingest.test_html import PAGE

TEXT = "قُتل خمسة جنود في هجوم على حاجز شرق المدينة.\n"
ENGLISH = "Five soldiers were killed in an attack on a checkpoint.\n"
REAL = (pipeline.MODEL / "model.json").exists()
needs_model = pytest.mark.skipif(
    not REAL and os.environ.get("CI") != "true", reason="NO MODEL in src/riwaya/data/model"
)


class StubReader:
    """Finds one claim, sure or not, at the first word of every text."""

    def read(self, text: str, report: Report) -> pipeline.Reading:
        if "عطل" in text:
            raise MemoryError
        stripped = text.lstrip()
        start = len(text) - len(stripped)
        end = start + len(stripped.split()[0])
        claims = tuple(
            Claim(
                id=f"c{number}",
                event="kill",
                trigger=Mention.of(text, start, end),
                polarity="affirmed",
                reality="actual",
                stance="states",
                quoted=False,
                confidence=sure,
            )
            for number, sure in ((1, 0.4), (2, 0.9))
        )
        return pipeline.Reading(text, Document(report=report, claims=claims, model="0" * 64))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    monkeypatch.setattr(pipeline, "default_reader", StubReader)
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(cli.app, list(arguments), input=stdin)

    return call


def write(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(TEXT, "utf-8")


def document(text: str) -> Document:
    return msgspec.json.decode(text, type=Document)


def test_one_report_is_listed(run: Callable[..., Result]) -> None:
    write("a.txt")
    result = run("read", "a.txt")
    assert result.exit_code == 0
    assert "1 claim; 1 doubtful not shown" in result.stdout
    assert "2 claims." in run("read", "a.txt", "--all").stdout


def test_a_pasted_report_is_read(run: Callable[..., Result]) -> None:
    for arguments in (("read", "-"), ("read",)):
        result = run(*arguments, "--format", "json", stdin=TEXT.encode("windows-1256"))
        assert document(result.stdout).report.id == "stdin"
        assert document(result.stdout).claims[0].trigger.text == "قُتل"


def test_json_has_what_is_known_and_a_gloss(run: Callable[..., Result]) -> None:
    write("a.txt")
    result = run(
        "read", "a.txt", "--format", "json", "--published", "2015-11-21", "--outlet", "الأخبار"
    )
    read = document(result.stdout)
    assert (read.report.id, read.report.published, read.report.outlet) == (
        "a", "2015-11-21", "الأخبار",
    )  # fmt: skip
    assert read.claims[0].gloss == "Killing"
    assert read.text is msgspec.UNSET


def test_several_reports_are_json_lines(run: Callable[..., Result]) -> None:
    write("a.txt", "b.txt")
    for arguments in ((), ("--format", "json"), ("--format", "jsonl")):
        result = run("read", "a.txt", "b.txt", *arguments)
        assert [document(line).report.id for line in result.stdout.splitlines()] == ["a", "b"]


def test_a_folder_gets_a_file_for_each(run: Callable[..., Result]) -> None:
    write("in/a.txt", "in/b.txt", "in/sub/b.txt")
    Path("in/a.html").write_text(PAGE, "utf-8")
    for form in ("json", "html", "csv", "text"):
        assert run("read", "in", "-o", f"out-{form}", "--format", form).exit_code == 0
    names = sorted(path.name for path in Path("out-json").iterdir())
    assert names == ["a.html.json", "a.txt.json", "in_b.txt.json", "sub_b.txt.json"]
    assert document(Path("out-json/a.txt.json").read_text("utf-8")).report.id == "a.txt"
    assert Path("out-html/a.txt.html").read_text("utf-8").startswith("<!doctype html>")


def test_an_extracted_text_is_kept_with_the_reading(run: Callable[..., Result]) -> None:
    Path("a.html").write_text(PAGE, "utf-8")
    Path("b.docx").write_bytes(word(f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>"))
    for line in run("read", "a.html", "b.docx").stdout.splitlines():
        read = document(line)
        assert isinstance(read.text, str)
        assert read.report.sha256 == Report.digest(read.text)
        read.verify(read.text)


def test_the_ending_of_the_output_tells_the_form(run: Callable[..., Result]) -> None:
    write("a.txt", "b.txt")
    assert run("read", "a.txt", "-o", "a.html").exit_code == 0
    assert Path("a.html").read_text("utf-8").startswith("<!doctype html>")
    assert run("read", "a.txt", "b.txt", "-o", "all.jsonl").exit_code == 0
    assert len(Path("all.jsonl").read_text("utf-8").splitlines()) == 2
    assert run("read", "a.txt", "b.txt", "-o", "all.csv").exit_code == 0
    rows = list(csv.reader(StringIO(Path("all.csv").read_text("utf-8-sig"))))
    assert [row[0] for row in rows] == ["report", "a", "a", "b", "b"]
    assert run("read", "a.txt", "-o", "a.unknown").exit_code == 0
    assert document(Path("a.unknown").read_text("utf-8")).report.id == "a"


def test_the_table_says_what_is_known(run: Callable[..., Result]) -> None:
    write("a.txt", "b.txt")
    Path("meta.csv").write_text("file,published,title\na.txt,2016-01-02,عنوان\n", "utf-8")
    result = run("read", "a.txt", "b.txt", "--meta", "meta.csv", "--published", "2020-01-01")
    published = [document(line).report.published for line in result.stdout.splitlines()]
    assert published == ["2016-01-02", "2020-01-01"]


def test_unsure_claims_can_be_left_out(run: Callable[..., Result]) -> None:
    write("a.txt")
    result = run("read", "a.txt", "--format", "json", "--min-confidence", "0.5")
    assert [claim.id for claim in document(result.stdout).claims] == ["c2"]


@needs_model
def test_another_language_gives_a_note_and_no_claims(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "default_reader", pipeline.Reader)
    Path("a.txt").write_text(ENGLISH, "utf-8")
    result = run("read", "a.txt", "--format", "json")
    read = document(result.stdout)
    assert result.exit_code == 0
    assert (read.claims, read.report.language) == ((), "und")
    assert "Arabic only" in str(read.notes)
    assert "a.txt: The text is hardly in Arabic letters" in result.stderr
    assert run("read", "a.txt", "--format", "json", "--quiet").stderr == ""


def test_bad_files_are_named_and_the_others_are_read(run: Callable[..., Result]) -> None:
    write("a.txt", "b.txt")
    Path("empty.txt").write_bytes(b"")
    Path("binary.txt").write_bytes(bytes(range(256)) * 2)
    Path("large.txt").write_text(TEXT * 20, "utf-8")
    Path("heavy.txt").write_text("عطل " * 9, "utf-8")
    names = ("empty.txt", "a.txt", "binary.txt", "large.txt", "gone.txt", "heavy.txt", "b.txt")
    result = run("read", *names, "--max-size", "800")
    assert result.exit_code == 2
    assert [document(line).report.id for line in result.stdout.splitlines()] == ["a", "b"]
    for name, says in (
        ("empty.txt", "empty"), ("binary.txt", "not a text"), ("large.txt", "--max-size"),
        ("gone.txt", "no such file"), ("heavy.txt", "too much to read"),
    ):  # fmt: skip
        assert any(name in line and says in line for line in result.stderr.splitlines()), name


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("a.txt", "--format", "pdf"), "--format 'pdf' is unknown"),
        (("a.txt", "--published", "yesterday"), "--published: 'yesterday'"),
        (("a.txt", "--max-size", "big"), "--max-size 'big'"),
        (("a.txt", "--meta", "none.csv"), "none.csv: can't read"),
        (("a.txt", "b.txt", "--format", "html"), "-o FOLDER"),
        (("a.txt", "b.txt", "-o", "all.html"), "use -o FOLDER"),
        (("a.txt", "-o", "a.txt"), "is itself an input"),
        (("a.txt", "b.txt", "-o", "a.txt/x"), "can't be made a folder"),
        (("a.txt", "-o", "no/such/x.json"), "can't be written"),
        ((".", "-o", ".", "--format", "text"), "is itself an input"),
    ],
)
def test_what_cannot_be_done_is_said(
    run: Callable[..., Result], arguments: tuple[str, ...], says: str
) -> None:
    write("a.txt", "b.txt")
    result = run("read", *arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert Path("a.txt").read_text("utf-8") == TEXT


def test_a_broken_model_is_said_once(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> Any:
        raise BadModel("the model's files are missing")

    monkeypatch.setattr(pipeline, "default_reader", broken)
    write("a.txt", "b.txt")
    result = run("read", "a.txt", "b.txt")
    assert result.exit_code == 2
    assert result.stderr.count("the model's files are missing") == 1


def test_a_stop_leaves_finished_files_whole(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stopped(StubReader):
        def read(self, text: str, report: Report) -> pipeline.Reading:
            if report.id == "b":
                raise KeyboardInterrupt
            return super().read(text, report)

    monkeypatch.setattr(pipeline, "default_reader", Stopped)
    write("a.txt", "b.txt", "c.txt")
    result = run("read", "a.txt", "b.txt", "c.txt", "-o", "out")
    assert result.exit_code == 130
    assert [path.name for path in Path("out").iterdir()] == ["a.json"]
    document(Path("out/a.json").read_text("utf-8"))
    assert run("read", "a.txt", "b.txt", "c.txt", "-o", "all.jsonl").exit_code == 130
    assert len(Path("all.jsonl").read_text("utf-8").splitlines()) == 1
    assert not [path for path in Path().iterdir() if path.name.endswith(".part")]


def test_the_schema_fits_what_is_printed(run: Callable[..., Result]) -> None:
    printed = json.loads(run("schema").stdout)
    assert printed["$defs"]["Claim"]["required"]
    assert printed["$ref"] == "#/$defs/Document"


def test_the_version(run: Callable[..., Result]) -> None:
    assert run("--version").stdout == f"riwaya {riwaya.__version__}\n"


# The program itself, as a user starts it.


def program(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "riwaya.cli", *arguments],
        capture_output=True,
        check=False,
        **options,
    )


def test_help_loads_nothing_heavy() -> None:
    """`riwaya --help` must be quick: what takes long to load is loaded when a command runs."""
    heavy = ["numpy", "onnxruntime", "sqlalchemy", "trafilatura", "lxml", "tokenizers", "rich"]
    code = (
        "import sys; from riwaya import cli; sys.argv = ['riwaya', '--help']\n"
        "try: cli.app()\nexcept SystemExit: pass\n"
        f"print('LOADED', [name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip().splitlines()[-1] == "LOADED []"


@needs_model
def test_the_program_reads_in_a_locale_without_arabic(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    done = program("read", str(path), "--all", env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert "قُتل" in done.stdout.decode("utf-8")


@needs_model
@pytest.mark.parametrize(
    "text",
    [
        "ك" * 100_000,
        "\u202eقُتل\u202c خمسة \u2066جنود\u2069 أمس",
        "قُتل\x00خمسة جنود",
        "عـ ـمـ ـلـ ـيـ ـة قتل فيها 5",
        "\r\n\r\nقتل خمسة\r\rجنود\u2028أمس\x85",
        "ﻗﺘﻞ ﺧﻤﺴﺔ ﺟﻨﻮﺩ",
        "«" * 5_000 + "قتل",
        "قتل " * 3_000,
    ],
    ids=["long word", "bidi", "nul", "stretched", "line ends", "presentation", "quotes", "many"],
)
def test_hostile_texts_are_read_with_right_offsets(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    done = program("read", str(path), "--format", "json")
    assert done.returncode == 0, done.stderr
    document(done.stdout.decode()).verify(text)
    for form in ("text", "html", "csv"):
        assert program("read", str(path), "--format", form).returncode == 0


@needs_model
def test_a_closed_pipe_is_no_traceback(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text(TEXT, "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "riwaya.cli", "read", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    process.stdout.close()
    _, errors = process.communicate(timeout=60)
    assert b"Traceback" not in errors


@needs_model
@pytest.mark.skipif(os.name == "nt", reason="signals are another thing there")
def test_control_c_stops_the_program(tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number:03}.txt").write_text(TEXT * 30, "utf-8")
    out = tmp_path / "out"
    process = subprocess.Popen(
        [sys.executable, "-m", "riwaya.cli", "read", str(tmp_path), "-o", str(out)],
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 60
    while not (out.exists() and any(out.glob("*.json"))) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in errors
    finished = list(out.iterdir())
    assert 0 < len(finished) < 400
    for path in finished:
        document(path.read_text("utf-8"))
