"""Groups of options: Typer sees each of them, a command gets one value."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated

import click
import pytest
import typer
from typer.testing import CliRunner

from riwaya.cli import app
from riwaya.commands.filters import Filters
from riwaya.commands.grouped import given, grouped
from riwaya.workspace.workspace import Workspace
from tests.web.small import small_workspace

TAKING = (
    "search", "incidents", "export", "dossier", "map", "timeline", "tolls", "review export",
)  # fmt: skip


@dataclass(frozen=True)
class Size:
    width: Annotated[int, typer.Option("--width", "-W", help="In metres.")] = 3
    exact: Annotated[bool, typer.Option("--exact")] = False
    of: Annotated[list[str] | None, typer.Option()] = None


def measured(*arguments: str) -> tuple[str, str, Size, bool]:
    seen: list[tuple[str, str, Size, bool]] = []
    made = typer.Typer()

    @made.command()
    @grouped
    def measure(
        what: str, how: str = "by eye", size: Size = Size(), *, quiet: bool = False
    ) -> None:
        """Measure."""
        seen.append((what, how, size, quiet))

    result = CliRunner().invoke(made, arguments)
    assert result.exit_code == 0, result.output
    return seen[0]


def test_a_command_gets_its_group_as_one_value() -> None:
    assert measured("wall") == ("wall", "by eye", Size(), False)
    assert measured("wall", "-W", "5", "--quiet", "--of", "a", "--exact", "--of", "b") == (
        "wall", "by eye", Size(5, exact=True, of=["a", "b"]), True,
    )  # fmt: skip


def test_options_stand_where_their_group_stands() -> None:
    @grouped
    def measure(what: str, size: Size = Size(), *, quiet: bool = False) -> None:
        """Measure."""

    made = typer.Typer()
    made.command()(measure)
    command = typer.main.get_command(made)
    assert [one.name for one in command.params][:5] == ["what", "width", "exact", "of", "quiet"]
    assert command.params[1].default == 3
    assert command.help == "Measure."


def test_what_was_given_is_what_is_not_left_as_nothing() -> None:
    assert given(Size(0, of=[]), Filters(event=["kill"], since="2016")) == {
        "event": ["kill"], "since": "2016",
    }  # fmt: skip


@pytest.mark.parametrize("path", TAKING)
def test_all_of_them_take_all_filters_and_in_one_order(path: str) -> None:
    command: click.Command = typer.main.get_command(app)
    for name in path.split():
        command = command.commands[name]  # type: ignore[attr-defined]
    wanted = [one.name for one in fields(Filters)]
    assert [one.name for one in command.params if one.name in wanted] == wanted


def test_filters_narrow_incidents_and_sheets(tmp_path: Path) -> None:
    path = tmp_path / "workspace"
    with small_workspace(path) as made:
        every = len(made.incidents(limit=0))
        report = made.search(limit=1)[0].report
        wanted = {one.id for one in made.incidents(limit=0, report=report)}
        claims = made.count()
    assert 0 < len(wanted) < every
    run = CliRunner().invoke(
        app, ["incidents", "--report", report, "--format", "jsonl", "-w", str(path)]
    )
    assert len(run.stdout.splitlines()) == len(wanted)
    assert all(one in run.stdout for one in wanted)
    with Workspace(path) as made:
        words = made.search(limit=1, report=report)[0].decoded().trigger.text
        fitting = made.count(in_text=words)
    assert 0 < fitting < claims
    sheet = tmp_path / "sheet.csv"
    options = ["--in-text", words, "-w", str(path)]
    done = CliRunner().invoke(app, ["review", "export", str(sheet), *options])
    assert f"{fitting:,} claims" in done.stderr, done.output
