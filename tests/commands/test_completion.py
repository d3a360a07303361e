"""Completion as a shell sees it: a real bash sources it and asks."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from riwaya import cli

#: A function of bash's that completes a line and prints what it would offer.
ASK = """
source <(riwaya completion bash)
complete -p riwaya
COMP_WORDS=(riwaya {words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_riwaya_completion riwaya
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("bin")
    program = folder / "riwaya"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m riwaya.cli "$@"\n', "utf-8")
    program.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("in", {"init", "incident", "incidents"}),
        ("review im", {"import"}),
        ("read --form", {"--format"}),
        ("export geoj", {"geojson", "geojson-points"}),
    ],
)
def test_bash_completes(words: str, offered: set[str], path: str) -> None:
    bash = shutil.which("bash")
    assert bash, "bash is on every machine that the tests run on"
    done = subprocess.run(
        [bash, "--norc", "-c", ASK.format(words=words)],
        capture_output=True, text=True, check=True, env=os.environ | {"PATH": path},
    )  # fmt: skip
    first, *lines = done.stdout.splitlines()
    assert first == "complete -o default -F _riwaya_completion riwaya"
    assert offered <= set(lines)
    assert all(line.startswith(words.rsplit(maxsplit=1)[-1]) for line in lines)


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_are_told_the_variable(shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", str(Path("/bin") / shell))
    for arguments in (("completion", shell), ("completion",)):
        said = CliRunner().invoke(cli.app, list(arguments)).stdout
        assert f"_RIWAYA_COMPLETE=complete_{shell}" in said
