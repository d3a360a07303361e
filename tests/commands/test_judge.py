"""What people say of incidents, on the command line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evaluation.benchmarks.fusion import generated
from riwaya.cli import app
from riwaya.workspace.fusing import fuse
from riwaya.workspace.workspace import Workspace
from tests.workspace.made import put

runner = CliRunner()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    with Workspace.create(tmp_path / "ws", by="tester@here") as made:
        put(made, generated(400, seed=4))
        fuse(made)
    return tmp_path / "ws"


def run(workspace: Path, *arguments: object) -> str:
    result = runner.invoke(app, [*map(str, arguments), "-w", str(workspace)])
    assert result.exit_code == 0, result.output + str(result.exception)
    return result.stdout


def incidents(workspace: Path) -> dict[str, set[str]]:
    """The claims of every incident, by its id."""
    found = json.loads(run(workspace, "incidents", "--format", "json"))["incidents"]
    return {one["id"]: {f"{m['report']}/{m['claim']}" for m in one["claims"]} for one in found}


def test_same_list_and_undo(workspace: Path) -> None:
    before = incidents(workspace)
    one, other = sorted(before)[:2]
    said = json.loads(
        run(workspace, "judge", "same", one, other, "--by", "anna", "--note", "why", "--json")
    )
    (together,) = {id_ for several in said["incidents"] for id_ in several}
    assert incidents(workspace)[together] == before[one] | before[other]
    (listed,) = json.loads(run(workspace, "judge", "list", "--json"))
    assert (listed["author"], listed["verdict"], listed["note"]) == ("anna", "same", "why")
    assert "taken back" not in run(workspace, "judge", "list", "--incident", together)
    run(workspace, "judge", "undo", listed["id"][:12])
    assert incidents(workspace) == before
    assert "taken back" in run(workspace, "judge", "list", "--by", "anna")


def test_split_different_and_unsure(workspace: Path) -> None:
    before = incidents(workspace)
    id_ = max(before, key=lambda one: len(before[one]))
    out = sorted(before[id_])[:2]
    run(workspace, "judge", "split", id_, *out)
    after = incidents(workspace)
    assert set(out) in after.values()
    assert before[id_] - set(out) in after.values()
    one, other = sorted(after)[:2]
    run(workspace, "judge", "different", one, other)
    run(workspace, "judge", "unsure", one, other)
    assert incidents(workspace) == after


def test_what_is_wrong_is_said(workspace: Path) -> None:
    result = runner.invoke(app, ["judge", "same", "i1", "i2", "-w", str(workspace)])
    assert result.exit_code == 2
    assert "riwaya incidents" in result.stderr
