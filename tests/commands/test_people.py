"""`riwaya people`: the first admin comes from the command line."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from riwaya.cli import app
from riwaya.workspace.signing_in import sign_in
from riwaya.workspace.workspace import Workspace
from tests.cheap_passwords import OTHER, PASSWORD, cheap_passwords


@pytest.fixture(autouse=True)
def cheap() -> Iterator[None]:
    with cheap_passwords():
        yield


@pytest.fixture
def folder(tmp_path: Path) -> str:
    with Workspace.create(tmp_path / "w"):
        return str(tmp_path / "w")


def run(folder: str, *arguments: str, typed: str = "") -> tuple[int, str]:
    done = CliRunner().invoke(app, ["people", *arguments, "-w", folder], input=typed)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def test_people_are_added_changed_and_removed(folder: str) -> None:
    assert run(folder, "list")[1].startswith("riwaya: nobody yet")
    code, said = run(
        folder, "add", "Samira", "--role", "admin", "--password-stdin", typed=f"{PASSWORD}\n"
    )
    assert (code, said) == (0, "riwaya: Samira may sign in as admin\n")
    assert run(folder, "add", "علي", "--password-stdin", typed=PASSWORD)[0] == 0
    assert run(folder, "role", "علي", "editor")[0] == 0
    assert run(folder, "password", "samira", "--password-stdin", typed=f"{OTHER}\r\n")[0] == 0
    assert run(folder, "remove", "علي", "--by", "me")[0] == 0
    lines = run(folder, "list")[1].splitlines()
    assert lines[0].startswith("Samira  admin  since 20")
    assert lines[1].endswith("removed")
    with Workspace(folder) as workspace:
        assert sign_in(workspace.engine, "Samira", OTHER, "127.0.0.1").person.role == "admin"


def test_the_list_as_json_tells_no_password(folder: str) -> None:
    run(folder, "add", "Samira", "--role", "admin", "--password-stdin", typed=PASSWORD)
    code, said = run(folder, "list", "--json")
    assert code == 0
    assert '"name": "Samira"' in said
    assert "argon2" not in said
    assert "password" not in said


@pytest.mark.parametrize(
    ("arguments", "typed", "says"),
    [
        (["add", "x", "--password-stdin"], "short\n", "too short"),
        (["add", "x", "--role", "owner", "--password-stdin"], PASSWORD, "no role"),
        (["add", "x"], f"{PASSWORD}\n{OTHER}\n", "--password-stdin"),
        (["role", "nobody", "admin"], "", "nobody of this name"),
        (["remove", "nobody"], "", "nobody of this name"),
    ],
)
def test_what_is_wrong_is_said_in_words(
    folder: str, arguments: list[str], typed: str, says: str
) -> None:
    code, said = run(folder, *arguments, typed=typed)
    assert code == 2
    assert says in said
