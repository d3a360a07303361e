"""What is asked for without the libraries of an extra is answered by the extra's name."""

import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

import riwaya
from riwaya.errors import MissingExtra
from riwaya.records.report import Document, Report

#: Each extra's libraries as they are imported, a command that needs them, and the extra it names.
COMMANDS = [
    ("workspace", ["sqlalchemy", "alembic"], ["init", "new"], "workspace"),
    ("workspace", ["sqlalchemy"], ["incidents"], "workspace"),
    ("workspace", ["openpyxl"], ["export", "xlsx", "-w", "case", "-o", "a.xlsx"], "workspace"),
    ("workspace", ["pypdf"], ["read", "a.pdf"], "workspace"),
    ("postgres", ["psycopg"], ["init", "new", "--database", "postgresql://h/n"], "postgres"),
    ("web", ["fastapi"], ["serve", "-w", "case"], "web"),
    ("web", ["sqlalchemy", "uvicorn"], ["serve", "-w", "case"], "web"),
    ("frame", ["polars"], ["export", "parquet", "-w", "case", "-o", "a.parquet"], "frame"),
    (
        "llm",
        ["httpx"],
        ["read", "a.pdf", "--also", "llm", "--endpoint", "http://127.0.0.1:1"],
        "llm",
    ),
]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("extras")
    (folder / "a.pdf").write_bytes(b"%PDF-1.4\n" + b"0" * 200)
    with riwaya.Workspace.create(folder / "case"):
        pass
    return folder


@pytest.mark.parametrize(
    ("libraries", "arguments", "extra"),
    [row[1:] for row in COMMANDS],
    ids=[f"{row[0]}: {' '.join(row[2][:2])} without {row[1][-1]}" for row in COMMANDS],
)
def test_a_command_names_the_extra(
    libraries: list[str], arguments: list[str], extra: str, place: Path
) -> None:
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({libraries!r})); sys.argv[0] = 'riwaya'\n"
        "from riwaya import cli; cli.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True, text=True, check=False, cwd=place, timeout=120,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert f"pip install 'riwaya[{extra}]'" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (place / "new").exists()


def reading() -> riwaya.Reading:
    return riwaya.Reading("x", Document(report=Report(id="a", sha256="0" * 64)))


@pytest.mark.parametrize(
    ("library", "asks", "extra"),
    [
        ("polars", lambda: reading().to_frame(), "frame"),
        ("pandas", lambda: reading().to_pandas(), "pandas"),
        ("argon2", lambda: import_module("riwaya.workspace.passwords").hasher(), "web"),
    ],
)
def test_the_library_raises_missing_extra(
    library: str, asks: Callable[[], object], extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_module("riwaya.workspace.passwords").hasher.cache_clear()
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtra, match=rf"riwaya\[{extra}\]"):
        asks()


def test_a_workspace_without_its_libraries_raises_missing_extra() -> None:
    code = (
        "import sys; sys.modules['sqlalchemy'] = None\n"
        "import riwaya; from riwaya.errors import MissingExtra\n"
        "try: riwaya.Workspace\n"
        "except MissingExtra as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "riwaya[workspace]" in done.stdout
