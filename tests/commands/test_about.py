"""The version, for people and for scripts."""

import json
import platform
from pathlib import Path

import pytest
from typer.testing import CliRunner

import riwaya
from riwaya import cli
from riwaya.reading import model_files


def test_as_json_it_names_model_and_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = json.loads(CliRunner().invoke(cli.app, ["--version", "--json"]).stdout)
    assert told == {
        "riwaya": riwaya.__version__,
        "model": model_files.digest_of(model_files.SHIPPED),
        "python": platform.python_version(),
    }
    monkeypatch.setattr(model_files, "SHIPPED", tmp_path)
    assert json.loads(CliRunner().invoke(cli.app, ["--version", "--json"]).stdout)["model"] is None


def test_help_is_there_by_both_names() -> None:
    for words in ([], ["read"], ["review", "import"]):
        long, short = (CliRunner().invoke(cli.app, [*words, name]) for name in ("--help", "-h"))
        assert (long.exit_code, long.stdout) == (0, short.stdout)
        assert long.stdout.startswith("Usage: ")
