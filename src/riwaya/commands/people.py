"""`riwaya people`: who may sign in at a desk that others can reach, and what they may do there."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from riwaya.commands.options import (
    ByOption,
    JsonOption,
    QuietOption,
    WorkspaceOption,
    opened,
    print_json,
    tell,
)
from riwaya.errors import BadInput

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="As they sign in.")]
StdinOption = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input.")
]
ROLES = "reader, reviewer, editor or admin."

app = typer.Typer(help="People of the desk (`riwaya serve`): their names, roles and passwords.")


@app.command("add")
def add_one(
    name: NameArgument,
    role: Annotated[str, typer.Option(help=ROLES)] = "reader",
    from_stdin: StdinOption = False,
    workspace: WorkspaceOption = None,
    by: ByOption = None,
    quiet: QuietOption = False,
) -> None:
    """Add a person; the password is asked for."""
    from riwaya.workspace.people import add_person, checked_name, checked_role  # noqa: PLC0415

    with opened(workspace, by=by) as inside:
        checked_role(role)
        password = _password(checked_name(name), from_stdin=from_stdin)
        person = add_person(inside.engine, name, role, password, by=_by(inside))
        tell(f"{person.name} may sign in as {person.role}", quiet=quiet)


@app.command("list")
def list_all(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List everybody, also those who were removed."""
    from riwaya.workspace.people import people_of  # noqa: PLC0415 (slow to load)

    with opened(workspace) as inside:
        found = people_of(inside.engine)
    if as_json:
        shown = ("name", "role", "active", "made_at", "made_by")
        print_json([{field: getattr(one, field) for field in shown} for one in found])
        return
    for one in found:
        gone = "" if one.active else "  removed"
        typer.echo(f"{one.name}  {one.role}  since {one.made_at[:10]} by {one.made_by}{gone}")
    if not found:
        tell("nobody yet; `riwaya people add NAME --role admin` adds the first")


@app.command("role")
def set_role(
    name: NameArgument,
    role: Annotated[str, typer.Argument(metavar="ROLE", help=ROLES)],
    workspace: WorkspaceOption = None,
    by: ByOption = None,
    quiet: QuietOption = False,
) -> None:
    """Give a person another role."""
    from riwaya.workspace.people import change_role  # noqa: PLC0415 (slow to load)

    with opened(workspace, by=by) as inside:
        person = change_role(inside.engine, name, role, by=_by(inside))
        tell(f"{person.name} is {person.role}", quiet=quiet)


@app.command("password")
def set_password(
    name: NameArgument,
    from_stdin: StdinOption = False,
    workspace: WorkspaceOption = None,
    by: ByOption = None,
    quiet: QuietOption = False,
) -> None:
    """Give a person another password; where they are signed in, they are no more."""
    from riwaya.workspace.people import change_password  # noqa: PLC0415 (slow to load)

    with opened(workspace, by=by) as inside:
        password = _password(name, from_stdin=from_stdin)
        change_password(inside.engine, name, password, by=_by(inside))
        tell(f"{name} has a new password", quiet=quiet)


@app.command("remove")
def remove_one(
    name: NameArgument,
    workspace: WorkspaceOption = None,
    by: ByOption = None,
    quiet: QuietOption = False,
) -> None:
    """Let a person sign in no more; what they have done stays under their name."""
    from riwaya.workspace.people import remove_person  # noqa: PLC0415 (slow to load)

    with opened(workspace, by=by) as inside:
        remove_person(inside.engine, name, by=_by(inside))
        tell(f"{name} can't sign in any more", quiet=quiet)


def _by(workspace: "Workspace") -> str:
    from riwaya.ingest.custody import user_and_host  # noqa: PLC0415 (slow to load)

    return workspace.by or user_and_host()


def _password(name: str, *, from_stdin: bool) -> str:
    """A password that was typed twice, or a line that was piped in; raises BadInput."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise BadInput("no terminal to ask for the password; pipe it in with --password-stdin")
    first: str = typer.prompt(f"Password of {name}", hide_input=True, err=True)
    again: str = typer.prompt("Again", hide_input=True, err=True)
    if first != again:
        raise BadInput("the two passwords differ; nothing was changed")
    return first
