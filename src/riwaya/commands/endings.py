"""How the program ends: the codes, and words in place of a traceback, for every command alike.

Listed for people in docs/guide/installing.md.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import typer
from typer.core import TyperGroup

from riwaya.commands.overview import first_clause, in_order, in_parts
from riwaya.errors import MissingExtra, RiwayaError

#: Exit codes: all is well; a check found something wrong; bad input or use; a fault of Riwaya's
#: own (EX_SOFTWARE of sysexits.h); stopped by Ctrl-C (128 and the signal's number, as shells say).
DONE, FOUND, BAD, FAULT, INTERRUPTED = 0, 1, 2, 70, 130
#: Where set, a fault of Riwaya's own shows its traceback.
TRACEBACK = "RIWAYA_TRACEBACK"


@contextmanager
def ending() -> Iterator[None]:
    """Say on stderr what is wrong and end with the code for it, never with a traceback."""
    try:
        yield
    except RiwayaError as error:
        raise _said(str(error)) from None
    except KeyboardInterrupt:
        raise _said("stopped; what was finished is kept", INTERRUPTED) from None
    except BrokenPipeError:  # `riwaya search … | head`
        forget_output()
        raise typer.Exit(DONE) from None
    except ModuleNotFoundError as error:
        if not _is_foreign(error):
            raise
        raise _said(str(missing(error))) from None
    except MemoryError:
        raise _said("out of memory; give it less at a time, or fewer --jobs") from None
    except OSError as error:  # a full disk, a folder that can't be written
        raise _said(_of_system(error)) from None


def missing(error: ModuleNotFoundError) -> MissingExtra:
    """What to install for a library that isn't there."""
    return MissingExtra(
        f"{error.name} is not installed; pip install 'riwaya[all]' brings all that the commands "
        "can use (`riwaya doctor` says which extra is for what)"
    )


def forget_output() -> None:
    """Nobody reads on: what is still to be written goes nowhere, and says nothing about it."""
    with suppress(OSError, ValueError):  # no file at all, in tests
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def run(program: typer.Typer) -> None:
    """Run the program to its end; a fault of Riwaya's own is told with a code of its own."""
    try:
        program(prog_name="riwaya")  # also as `python -m riwaya.cli`
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        _tell_fault(error)
        sys.exit(FAULT)
    finally:
        _flush()


def _tell_fault(error: Exception) -> None:
    said = str(error).splitlines()
    about = f"{type(error).__name__}: {said[0]}" if said else type(error).__name__
    typer.echo(f"riwaya: a fault of Riwaya's own, not yours: {about}", err=True)
    typer.echo(f"riwaya: {TRACEBACK}=1 before the command shows where; please report it", err=True)


def _flush() -> None:
    """Write what is still to be written; a closed pipe is no fault."""
    try:
        sys.stdout.flush()
    except OSError:
        forget_output()


class Program(TyperGroup):
    """All commands, listed by what they are for; what goes wrong in any of them ends in words."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 (Click's way to ask)
        """Their names in the order of work."""
        return in_order(self.commands)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write them for `--help`, a line or two each and nothing cut off."""
        shown = {name: one for name, one in self.commands.items() if not one.hidden}
        width = max((len(name) for name in shown), default=0)
        for title, names in in_parts(shown):
            rows = [(name.ljust(width), first_clause(shown[name].help or "")) for name in names]
            with formatter.section(title):
                formatter.write_dl(rows)

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        with ending():
            return super().invoke(ctx)


def _said(message: str, code: int = BAD) -> typer.Exit:
    with suppress(BrokenPipeError):  # stderr may be gone as well
        typer.echo(f"riwaya: {message}", err=True)
    return typer.Exit(code)


def _is_foreign(error: ModuleNotFoundError) -> bool:
    """Whether a library is missing; a missing module of Riwaya's is a fault."""
    return error.name is not None and error.name.partition(".")[0] != "riwaya"


def _of_system(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}"
