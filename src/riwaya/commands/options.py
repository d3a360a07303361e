"""Options that several commands share, and how a command ends when something is wrong."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from riwaya.errors import RiwayaError

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace

#: Exit codes: all is well; a check found something wrong; bad input or use; interrupted.
FOUND, BAD, INTERRUPTED = 1, 2, 130

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
    from riwaya.workspace.workspace import Workspace  # noqa: PLC0415 (the database is slow to load)

    with ending(), Workspace(path, by=by) as workspace:
        yield workspace


@contextmanager
def ending() -> Iterator[None]:
    """Say on stderr what is wrong and end with the code for it, never with a traceback."""
    try:
        yield
    except RiwayaError as error:
        typer.echo(f"riwaya: {error}", err=True)
        raise typer.Exit(BAD) from None
    except KeyboardInterrupt:
        typer.echo("riwaya: stopped; what was finished is kept", err=True)
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:  # `riwaya search … | head`
        sys.stderr.close()
        raise typer.Exit(0) from None


def print_json(value: Any) -> None:
    """A value as indented JSON on standard output."""
    import msgspec  # noqa: PLC0415 (quick, but not needed for --help)

    typer.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def tell(message: str, *, quiet: bool = False) -> None:
    """Say something that is no error."""
    if not quiet:
        typer.echo(f"riwaya: {message}", err=True)
