"""`riwaya doctor`: what is there, what is missing, and what to do about it."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from riwaya.commands.options import FOUND, JsonOption, WorkspaceOption

if TYPE_CHECKING:
    from riwaya.doctor.sign import Sign

#: How a line begins.
MARKS = {"fine": "ok", "missing": "-", "wrong": "WRONG"}


def doctor(
    workspace: WorkspaceOption = None,
    database: Annotated[
        str | None, typer.Option(metavar="URL", help="Ask this PostgreSQL server, too.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Say what is there and what is missing; ends with 1 where something that is needed fails."""
    from riwaya.doctor.examine import examine  # noqa: PLC0415 (slow to load)
    from riwaya.version import __version__  # noqa: PLC0415

    signs: list[Sign] = []
    for sign in examine(workspace, database):
        signs.append(sign)
        if not as_json:
            _print_line(sign)
    passed = all(sign.state != "wrong" for sign in signs)
    if as_json:  # without msgspec, which may be what is missing
        said = {"riwaya": __version__, "passed": passed, "signs": [asdict(one) for one in signs]}
        typer.echo(json.dumps(said, indent=2, ensure_ascii=False))
    else:
        typer.echo("\n" + _summary(signs))
    if not passed:
        raise typer.Exit(FOUND)


def _summary(signs: "list[Sign]") -> str:
    """What it comes to: a reader of thirty lines asks whether it works."""
    wrong = [sign.part for sign in signs if sign.state == "wrong"]
    if wrong:
        return f"Needed and not right: {', '.join(wrong)}."
    return "All that is needed is there; what is marked - is for those who want it."


def _print_line(sign: "Sign") -> None:
    typer.echo(f"{MARKS[sign.state]:>5}  {sign.part}: {sign.says}")
    if sign.advice:
        typer.echo(f"       → {sign.advice}")
