"""A workspace in which claims were accepted, corrected, rejected and added; its linked exports."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner

from riwaya.cli import app
from riwaya.records.decision import Decision
from riwaya.store.decided import added_anchor
from riwaya.store.found import Found
from riwaya.store.query import Query
from riwaya.store.search import search
from riwaya.workspace.keeping import decide
from riwaya.workspace.workspace import Workspace

#: Writes an export and reads it: the form, options.
Export = Callable[..., Any]
REVIEWER = "Layla Haddad"


@pytest.fixture(scope="session")
def reviewed(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small workspace, where the report of another outlet was reviewed as well."""
    path = tmp_path_factory.mktemp("linked") / "workspace"
    shutil.copytree(small, path)
    with Workspace(path) as workspace, workspace.engine.begin() as connection:
        query = Query(outlets=("المرفأ",), since="2016-03-01", until="2016-03-31")
        first, second, third, *_ = search(connection, query)
        patch: dict[str, Any] = {"quantities": [], "links": []}
        decide(connection, [
            _decision(first, "correct", patch=patch),
            _decision(second, "reject"),
            _added(third),
        ])  # fmt: skip
    return path


def _decision(found: Found, verdict: Any, **more: Any) -> Decision:
    at = "2016-09-01T08:00:00+00:00"
    return Decision(
        report=found.report, verdict=verdict, author=REVIEWER, made_at=at,
        **{"anchor": found.anchor, **more},
    )  # fmt: skip


def _added(found: Found) -> Decision:
    claim = msgspec.to_builtins(found.decoded()) | {"id": "p1", "event": "damage"}
    return _decision(found, "add", patch=claim, anchor=added_anchor(claim))


@pytest.fixture(scope="session")
def written(reviewed: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Runs `riwaya export` on it and gives the path of the file."""

    def run(form: str, *options: str) -> Path:
        into = tmp_path_factory.mktemp("written") / "file"
        command = ["export", form, "-o", str(into), "-w", str(reviewed), "-q", *options]
        result = CliRunner().invoke(app, command)
        assert result.exit_code == 0, result.output + str(result.exception)
        return into

    return run


@pytest.fixture(scope="session")
def export(written: Callable[..., Path]) -> Export:
    """Runs `riwaya export` on it and gives what stands in the file."""

    def run(form: str, *options: str) -> Any:
        return json.loads(written(form, *options).read_text("utf-8"))

    return run


def losses(path: Path) -> dict[str, Any]:
    """The loss report beside a file."""
    found: dict[str, Any] = json.loads(
        path.with_name(f"{path.name}.losses.json").read_text("utf-8")
    )
    return found
