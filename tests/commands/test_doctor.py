"""`riwaya doctor`: a line for each part, and an exit code for scripts."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from riwaya import cli


def test_it_says_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RIWAYA_WORKSPACE", raising=False)
    done = CliRunner().invoke(cli.app, ["doctor", "--json"])
    told = json.loads(done.stdout)
    parts = [sign["part"] for sign in told["signs"]]
    assert (done.exit_code, told["passed"]) == (0, True)
    assert {"python", "riwaya", "libraries", "model", "tables", "sqlite", "browser", "fonts",
            "temporary files", "disk", "workspace"} <= set(parts)  # fmt: skip
    assert all(sign["advice"] for sign in told["signs"] if sign["state"] != "fine")


def test_it_ends_with_1_where_something_needed_fails(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli.app, ["doctor", "-w", str(tmp_path)])
    assert done.exit_code == 1
    (line,) = [one for one in done.stdout.splitlines() if one.startswith("WRONG")]
    assert "no workspace" in line
    assert done.stdout.endswith("\nNeeded and not right: workspace.\n")


def test_it_ends_with_what_it_comes_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RIWAYA_WORKSPACE", raising=False)
    done = CliRunner().invoke(cli.app, ["doctor"])
    assert "All that is needed is there" in done.stdout.splitlines()[-1]


@pytest.mark.parametrize(
    ("gone", "says"),
    [("onnxruntime", "WRONG  model"), ("sqlalchemy", "pip install 'riwaya[workspace]'")],
)
def test_it_goes_on_where_a_library_is_missing(gone: str, says: str, tmp_path: Path) -> None:
    code = f"import sys; sys.modules[{gone!r}] = None; from riwaya import cli; cli.main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "doctor"],
        capture_output=True, text=True, check=False, cwd=tmp_path, env=os.environ | {"NO_COLOR": "1"},
    )  # fmt: skip
    assert says in done.stdout
    assert "disk: " in done.stdout
    assert "Traceback" not in done.stderr
