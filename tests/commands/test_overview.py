"""What `riwaya --help` shows: every command once, under what it is for, no word cut off."""

import pytest
import typer
from typer.testing import CliRunner

from riwaya.cli import app
from riwaya.commands.overview import MORE, PARTS, first_clause, in_order, in_parts


def test_every_command_has_its_part() -> None:
    placed = [name for part in PARTS.values() for name in part]
    assert len(placed) == len(set(placed))
    commands = vars(typer.main.get_command(app))["commands"]
    assert set(placed) == set(commands)
    assert in_order(commands) == placed


def test_a_command_of_no_part_comes_last() -> None:
    assert list(in_parts({"new": 1, "doctor": 2})) == [("Set up", ["doctor"]), (MORE, ["new"])]


def test_the_first_clause_is_whole() -> None:
    assert first_clause("Make a workspace: a folder.") == "Make a workspace"
    assert first_clause("Print\n  http://x.y.z") == "Print http://x.y.z"
    assert first_clause("") == ""


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_help_cuts_nothing_off(columns: str) -> None:
    result = CliRunner().invoke(app, ["--help"], env={"COLUMNS": columns})
    assert result.exit_code == 0
    for title in PARTS:
        assert f"\n{title}:\n" in result.stdout
    assert "..." not in result.stdout.partition("\n")[2]  # after the line of usage
    assert result.stdout.index("  read ") < result.stdout.index("  add ")
    words = " ".join(result.stdout.split())
    assert "Say which incidents both have, which only one has, and where the two differ" in words
