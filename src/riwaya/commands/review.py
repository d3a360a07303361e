"""`riwaya review`: claims in a spreadsheet for people to judge, and what they judged back again."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from riwaya.commands.amounts import amount
from riwaya.commands.filters import NO_FILTERS, Filters
from riwaya.commands.grouped import grouped
from riwaya.commands.options import (
    BAD,
    ByOption,
    JsonOption,
    QuietOption,
    WorkspaceOption,
    opened,
    print_json,
    tell,
)

if TYPE_CHECKING:
    from rich.progress import TaskID

    from riwaya.workspace.decision_list import Listed
    from riwaya.workspace.reviewing import Outcome, Watch

T = TypeVar("T")
#: Letters of a decision's id that tell it from others.
SHOWN = 12
#: Fewer rows than this need no progress bar.
FEW = 2_000

app = typer.Typer(
    help="Accept, reject and correct claims in a spreadsheet; every change is kept with its author."
)


@app.command("export")
@grouped
def export_claims(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="NAME.xlsx or NAME.csv.")],
    sort: Annotated[str, typer.Option(help="report, or doubt: the least sure first.")] = "report",
    limit: Annotated[int, typer.Option(min=0, help="At most so many; 0: all.")] = 0,
    unreviewed: Annotated[
        bool, typer.Option("--unreviewed", help="Only claims that nobody has judged.")
    ] = False,
    words: Annotated[str | None, typer.Option(help="Words, as `riwaya search` finds them.")] = None,
    filters: Filters = NO_FILTERS,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Write over a file that is there already.")
    ] = False,
    workspace: WorkspaceOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write claims into a spreadsheet, a row each; the filters are those of `riwaya search`."""
    from riwaya.export.review.sheet import write_sheet  # noqa: PLC0415
    from riwaya.pipeline import known_with  # noqa: PLC0415
    from riwaya.store.engine import for_people  # noqa: PLC0415
    from riwaya.store.query_forms import one_of  # noqa: PLC0415
    from riwaya.workspace.review_rows import (  # noqa: PLC0415
        ALL_REVIEWS,
        ORDERS,
        claims_to_review,
        review_rows,
    )

    reviews = ["open"] if unreviewed else filters.review or list(ALL_REVIEWS)
    with opened(workspace) as inside:
        order = one_of(sort, ORDERS, "order")
        query = replace(filters, review=reviews).query(words, known_with(inside.folder.knowledge))
        with inside.engine.connect() as connection, for_people(str(inside.folder.path)):
            numbers = claims_to_review(connection, query, order, limit or None)
            rows = review_rows(connection, numbers)
            with progress(rows, len(numbers), shown=not quiet) as shown:
                count = write_sheet(file, shown, overwrite=overwrite)
        tell(
            f"{file}: {amount(count, 'claim')}; bring it back with `riwaya review import`",
            quiet=quiet,
        )


@app.command("import")
def import_decisions(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A reviewed .xlsx or .csv file.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done.")] = False,
    partial: Annotated[
        bool, typer.Option("--partial", help="Import the good rows though others are refused.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Also where others changed the claim meanwhile.")
    ] = False,
    workspace: WorkspaceOption = None,
    by: ByOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Take the verdicts and changes of a spreadsheet as decisions; rows left alone do nothing."""
    from riwaya.workspace.reviewing import import_review  # noqa: PLC0415 (slow to load)

    with opened(workspace, by=by) as inside:
        how = {"force": force, "partial": partial, "dry_run": dry_run}
        with watching(shown=not (quiet or as_json)) as watch:
            outcome = import_review(inside, file, **how, watch=watch)
    _complain(file, outcome)
    if as_json:
        print_json(outcome)
    elif dry_run:
        for step in outcome.steps:
            typer.echo(f"row {step.row}: {step.verdict} {step.report} {step.anchor}: {step.says}")
    tell(_summary(outcome, dry_run=dry_run), quiet=quiet or as_json)
    if outcome.refused:
        raise typer.Exit(BAD)


def _complain(file: Path, outcome: "Outcome") -> None:
    for refused in outcome.refused:
        where = f"row {refused.row}" + (f", {refused.column}" if refused.column else "")
        typer.echo(f"riwaya: {file}: {where}: {refused.message}", err=True)
    for row, note in outcome.notes:
        typer.echo(f"riwaya: {file}: row {row}: {note}", err=True)


def _summary(outcome: "Outcome", *, dry_run: bool) -> str:
    verdicts = [step.verdict for step in outcome.steps]
    counts = ", ".join(f"{verdicts.count(v):,} {v}" for v in dict.fromkeys(verdicts))
    parts = [f"{amount(outcome.untouched, 'row')} untouched"]
    if outcome.fulfilled:
        parts.append(f"{outcome.fulfilled:,} say what is decided already")
    if outcome.refused:
        refused = len({refused.row for refused in outcome.refused})
        parts.append(f"{refused:,} refused")
    done = f"{counts or 'nothing to decide'}; {', '.join(parts)}"
    if dry_run:
        return f"would be imported: {done}"
    if outcome.steps and not outcome.imported:
        return f"nothing was imported: {done}; correct these rows, or use --partial for the others"
    return done


@app.command("list")
def list_all(
    report: Annotated[str | None, typer.Option(help="Only about this report.")] = None,
    of: Annotated[str | None, typer.Option("--by", help="Only by this person.")] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """List decisions in the order in which they were made."""
    from riwaya.workspace.decision_list import list_decisions  # noqa: PLC0415 (slow to load)

    with opened(workspace) as inside:
        found = list_decisions(inside, report=report, author=of)
        if as_json:
            print_json(found)
            return
        for one in found:
            typer.echo(_line(one))
        if not found:
            tell("no decisions")


@app.command("undo")
def undo_decisions(
    ids: Annotated[
        list[str], typer.Argument(metavar="ID…", help="Of `riwaya review list`; its beginning.")
    ],
    workspace: WorkspaceOption = None,
    by: ByOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Take decisions back by a further one; the record keeps both."""
    from riwaya.workspace.decision_list import undo  # noqa: PLC0415 (slow to load)

    with opened(workspace, by=by) as inside:
        done = [one for id_ in ids for one in undo(inside, id_)]
        if as_json:
            print_json(done)
        for one in done:
            tell(f"taken back: {_line(one)}", quiet=quiet or as_json)
        if not done:
            tell("taken back already; nothing changes", quiet=quiet or as_json)


def _line(one: "Listed") -> str:
    what = f"{one.verdict} {one.withdraws[:SHOWN]}" if one.withdraws else one.verdict
    note = f" · {one.note}" if one.note else ""
    gone = "" if one.standing else " · taken back"
    where = f"{one.report} {one.anchor}"
    return f"{one.id[:SHOWN]}  {one.made_at}  {one.author}  {what}  {where}{note}{gone}"


@contextmanager
def progress(rows: "Iterable[T]", total: int, *, shown: bool) -> "Iterator[Iterable[T]]":
    """The rows; with a bar on stderr for many, where that is a terminal."""
    if not shown or total < FEW or not sys.stderr.isatty():
        yield rows
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        yield bar.track(rows, total=total, description="Writing")


@contextmanager
def watching(*, shown: bool) -> "Iterator[Watch]":
    """Says on stderr how far an import is, where that is a terminal."""
    if not shown or not sys.stderr.isatty():
        yield lambda _what, _done, _of: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def watch(what: str, done: int, of: int | None) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=of)
            bar.update(tasks[what], completed=done)

        yield watch
