"""`riwaya verify` and `riwaya seal`: whether everything is as it was taken in."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riwaya.commands.amounts import amount
from riwaya.commands.options import (
    FOUND,
    ByOption,
    JsonOption,
    QuietOption,
    WorkspaceOption,
    ending,
    opened,
    print_json,
    tell,
)

if TYPE_CHECKING:
    from riwaya.export.bag.check import BagCheck
    from riwaya.ingest.verify import Verification


def verify(
    bag: Annotated[
        Path | None,
        typer.Argument(metavar="[BAG]", help="A bundle to check; the workspace unless named."),
    ] = None,
    workspace: WorkspaceOption = None,
    against: Annotated[
        str | None,
        typer.Option(metavar="HEAD", help="A seal (`riwaya seal`): the line, or a file with it."),
    ] = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Check every archived byte, every record of the log, the database; ends with 1 if damaged."""
    from riwaya.ingest.seal import seal_from  # noqa: PLC0415 (slow to load)
    from riwaya.workspace.verifying import verify_all  # noqa: PLC0415

    if bag is not None:
        _verify_bag(bag, against, quiet=quiet, as_json=as_json)
        return
    with opened(workspace) as inside:
        seal = seal_from(against) if against else None
        with _progress(shown=not (quiet or as_json)) as step:
            found = verify_all(inside, seal=seal, progress=step)
        counted = (
            f"{amount(found.blobs, 'file')}, {amount(found.size, 'byte')}, "
            f"{amount(found.records, 'record')}"
        )
        _say(found, counted, sealed=seal is not None, quiet=quiet, as_json=as_json)


def _verify_bag(bag: Path, against: str | None, *, quiet: bool, as_json: bool) -> None:
    from riwaya.export.bag.check import check_bag  # noqa: PLC0415 (slow to load)
    from riwaya.ingest.seal import seal_from  # noqa: PLC0415

    with ending():
        seal = seal_from(against) if against else None
        found = check_bag(bag, seal=seal)
        counted = f"{amount(found.files, 'file')}, {amount(found.size, 'byte')}"
        _say(found, counted, sealed=seal is not None, quiet=quiet, as_json=as_json)


def _say(
    found: "BagCheck | Verification", counted: str, *, sealed: bool, quiet: bool, as_json: bool
) -> None:
    """Print what is wrong and how it ended; ends the command with 1 where there is damage."""
    if as_json:
        print_json({"passed": found.passed, "sealed": sealed, **_fields(found)})
    else:
        for problem in found.problems:
            advice = f"; {problem.advice}" if problem.advice else ""
            typer.echo(f"{problem.severity}: {problem.where}: {problem.what}{advice}")
        damaged = sum(problem.severity == "damage" for problem in found.problems)
        word = "passed" if found.passed else f"{damaged:,} damaged"
        without = "" if sealed else " (without a seal: see the guide on custody)"
        tell(f"{counted}: {word}{without}", quiet=quiet)
    if not found.passed:
        raise typer.Exit(FOUND)


def seal(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write the seal into a small file too.")
    ] = None,
    workspace: WorkspaceOption = None,
    by: ByOption = None,
    quiet: QuietOption = False,
) -> None:
    """Print the log's head, to be kept where nobody who can write the workspace can change it."""
    from riwaya.workspace.sealing import seal_now  # noqa: PLC0415 (slow to load)

    with opened(workspace, by=by) as inside:
        line = seal_now(inside, output)
        typer.echo(line)
        tell("keep this line outside: printed, sent, timestamped", quiet=quiet)


def _fields(found: object) -> dict[str, object]:
    import msgspec  # noqa: PLC0415

    return dict(msgspec.to_builtins(found))


@contextmanager
def _progress(*, shown: bool) -> "Iterator[Callable[[int, int], None] | None]":
    if not shown or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    bar = Progress(
        TextColumn("Verifying"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("Verifying", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
