"""Options that several commands share, and what they open and print."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from riwaya.commands.endings import BAD, FOUND, INTERRUPTED, ending

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace

__all__ = [
    "BAD", "FOUND", "INTERRUPTED", "ByOption", "JsonOption", "QuietOption", "WorkspaceOption",
    "ending", "opened", "print_json", "tell",
]  # fmt: skip

WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace", "-w", help="The workspace's folder; else RIWAYA_WORKSPACE, else here."
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Only errors on stderr.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
ByOption = Annotated[str | None, typer.Option(help="Who does it, for the record; else user@host.")]


@contextmanager
def opened(path: Path | None, *, by: str | None = None) -> "Iterator[Workspace]":
    """The workspace that is meant, closed at the end; what is wrong ends the command in words."""
    with ending():
        from riwaya.workspace.workspace import Workspace  # noqa: PLC0415 (slow to load)

        with Workspace(path, by=by) as workspace:
            yield workspace


def print_json(value: Any) -> None:
    """A value as indented JSON on standard output."""
    import msgspec  # noqa: PLC0415 (quick, but not needed for --help)

    typer.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def tell(message: str, *, quiet: bool = False) -> None:
    """Say something that is no error."""
    if not quiet:
        typer.echo(f"riwaya: {message}", err=True)
