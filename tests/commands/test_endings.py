"""How the program ends: the same codes and words for every command, never a traceback."""

import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from riwaya import cli
from riwaya.commands.endings import BAD, DONE, FAULT, INTERRUPTED, Program, ending, run
from riwaya.errors import BadInput


def test_every_error_has_its_code_and_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    cases: list[tuple[BaseException, int, str]] = [
        (BadInput("a.txt: empty"), BAD, "riwaya: a.txt: empty"),
        (KeyboardInterrupt(), INTERRUPTED, "stopped; what was finished is kept"),
        (BrokenPipeError(), DONE, ""),
        (ModuleNotFoundError("no", name="fastapi.routing"), BAD, "pip install 'riwaya[all]'"),
        (MemoryError(), BAD, "out of memory"),
        (PermissionError(13, "Permission denied", "/x/y"), BAD, "/x/y: Permission denied"),
    ]
    for error, code, words in cases:
        with pytest.raises(typer.Exit) as ended, ending():
            raise error
        assert ended.value.exit_code == code
        said = capsys.readouterr().err
        assert words in said
        assert len(said.splitlines()) == (1 if words else 0)


def test_a_missing_module_of_ours_is_a_fault() -> None:
    with pytest.raises(ModuleNotFoundError), ending():
        raise ModuleNotFoundError("no", name="riwaya.gone")


def test_a_fault_is_told_as_ours(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    program = typer.Typer(cls=Program)

    @program.command()
    def wrong() -> None:
        raise KeyError("inner")

    @program.command()
    def other() -> None:
        """A second one: with a single command Typer makes no group."""

    monkeypatch.setattr(sys, "argv", ["riwaya", "wrong"])
    monkeypatch.delenv("RIWAYA_TRACEBACK", raising=False)
    with pytest.raises(SystemExit) as ended:
        run(program)
    assert ended.value.code == FAULT
    said = capsys.readouterr().err
    assert "not yours: KeyError: 'inner'" in said
    assert "Traceback" not in said
    monkeypatch.setenv("RIWAYA_TRACEBACK", "1")
    with pytest.raises(KeyError):
        run(program)


#: What a newcomer may type; nothing of it may end in a traceback, each is told what to do.
WRONG = [
    ("reed", "a.txt", "Did you mean"),
    ("read", "--formt", "json", "--format"),
    ("read", "gone.txt", "no such file"),
    ("read", "a.txt", "--format", "pdf", "--format 'pdf' is unknown"),
    ("read", "a.txt", "--min-confidence", "2", "0"),
    ("read", "a.txt", "--published", "last week", "--published"),
    ("read", "a.txt", "--knowledge", "gone", "gone"),
    ("read", "empty", "empty"),
    ("read", "a.txt", "--max-size", "-5", "--max-size"),
    ("read", "https://example.org/page", "riwaya add"),
    ("--json", "--version"),
    ("init", "Missing argument"),
    ("init", "full", "not empty"),
    ("init", "a.txt", "not a folder"),
    ("init", "a.txt/under", "a.txt/under"),
    ("init", "new", "--database", "mysql://host/name", "SQLite and PostgreSQL"),
    ("init", "new2", "--database", "not a url", "database URL"),
    ("add", "a.txt", "riwaya init"),
    ("add", "a.txt", "-w", "full", "riwaya init"),
    ("add", "gone.txt", "-w", "case", "no such file"),
    ("search", "-w", "case", "--near", "here", "latitude,longitude,radius"),
    ("search", "-w", "case", "--since", "soon", "year, month or day"),
    ("search", "-w", "case", "--number", "killed", "killed>=30"),
    ("search", "-w", "case", "--event", "earthquake", "earthquake"),
    ("search", "-w", "case", "--limit", "many", "--limit"),
    ("incidents", "-w", "case", "--sort", "size", "--sort"),
    ("incident", "none", "-w", "case", "riwaya incidents"),
    ("export", "-w", "case", "FORMAT"),
    ("export", "word", "-w", "case", "csv"),
    ("export", "csv", "-w", "case", "-o"),
    ("export", "csv", "-w", "case", "-o", "no/such/a.csv", "no/such"),
    ("origins", "-w", "case", "-o", "a.dot", "--format dot"),
    ("watch", "-w", "case", "no feeds to watch"),
    ("verify", "a.txt", "a.txt"),
    ("verify", "-w", "case", "--against", "nonsense", "seal"),
    ("lookup", "x", "--kind", "thing", "actor"),
    ("review", "import", "gone.xlsx", "-w", "case", "gone.xlsx"),
    ("backup", "case", "-w", "case", "case"),
    ("serve", "-w", "case", "--port", "99999", "--port"),
    ("completion", "tcsh", "bash, zsh, fish"),
]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wrong")
    (folder / "a.txt").write_text("قُتل خمسة جنود في هجوم.\n", "utf-8")
    (folder / "empty").mkdir()
    (folder / "full").mkdir()
    (folder / "full" / "a.txt").write_text("x", "utf-8")
    assert CliRunner().invoke(cli.app, ["init", str(folder / "case")]).exit_code == DONE
    return folder


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_wrong_use_is_answered_in_words(
    words: tuple[str, ...], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    *arguments, says = words
    monkeypatch.chdir(place)
    monkeypatch.delenv("RIWAYA_WORKSPACE", raising=False)
    done = CliRunner().invoke(cli.app, arguments)
    assert isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == BAD
    assert says in done.stderr
    assert done.stdout == ""
