"""`riwaya add`: take reports in and read them."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riwaya.commands.amounts import amount
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
    from riwaya.errors import BadInput
    from riwaya.workspace.arrivals import Arrival
    from riwaya.workspace.reading import Tally
    from riwaya.workspace.workspace import Added


def add(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE…",
            help="Files (text, HTML, .docx, .pdf, .eml, mbox, WARC, WACZ, feeds, Telegram exports, "
            "CSV, JSONL, Parquet, ACLED's and UCDP GED's tables), folders, URLs, - (stdin).",
        ),
    ],
    workspace: WorkspaceOption = None,
    published: Annotated[
        str | None,
        typer.Option(help="When it was published: 2015-11-21; stands over what is found."),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(help="Who published it; stands over what is found.")
    ] = None,
    meta: Annotated[
        Path | None,
        typer.Option(help="Table of what is known: file, published, outlet, title, url, timezone."),
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option("--map", help="Columns of a table: text=body,published=date,outlet=source."),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(help="acled, ucdp: tables of these; else they are known by their columns."),
    ] = None,
    max_size: Annotated[
        str, typer.Option(metavar="BYTES", help="Refuse larger texts; 500k and 5M are understood.")
    ] = "2M",
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Reading processes; a core each.")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option(help="Fetch from private and loopback addresses too.")
    ] = False,
    by: ByOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Take reports into the workspace and read them; nothing is taken in or read twice."""
    from riwaya.errors import BadInput  # noqa: PLC0415
    from riwaya.ingest.facts import Facts, checked_published  # noqa: PLC0415
    from riwaya.ingest.load import WRAPPED, parse_size  # noqa: PLC0415
    from riwaya.ingest.mapping import parse_mapping  # noqa: PLC0415
    from riwaya.ingest.meta import MetaTable, read_meta  # noqa: PLC0415
    from riwaya.ingest.piece import Limits  # noqa: PLC0415
    from riwaya.records.dataset import CODED, is_coded  # noqa: PLC0415
    from riwaya.workspace.arrivals import (  # noqa: PLC0415
        file_sources,
        several_arrivals,
        split_arguments,
    )
    from riwaya.workspace.fetching import arrivals_of_urls  # noqa: PLC0415
    from riwaya.workspace.pool import processes_for  # noqa: PLC0415

    with opened(workspace, by=by) as into:
        size = parse_size(max_size)
        limits = Limits(size, size * WRAPPED)
        table = read_meta(meta) if meta else MetaTable()
        day = checked_published(published, "--published") if published else None
        given = Facts(published=day, outlet=outlet)
        mapping = parse_mapping(columns) if columns else {}
        urls, others = split_arguments(sources)
        files, bad = file_sources(others)
        if kind is not None and not is_coded(kind):
            raise BadInput(f"--kind {kind}: known are {', '.join(CODED)}; others need none")
        for error in bad:
            typer.echo(f"riwaya: {error}", err=True)

        def coming() -> "Iterator[Arrival | BadInput]":
            yield from several_arrivals(files, table, given, mapping, kind)
            yield from arrivals_of_urls(urls, given, limits, allow_private=allow_private)

        with progress(len(files) + len(urls), shown=not (quiet or as_json)) as watch:
            added = into.take_in(
                coming(),
                limits=limits,
                jobs=jobs or processes_for(files),
                watch=watch,
                told=lambda message: tell(message, quiet=quiet),
            )
    _report(added, len(bad), quiet=quiet, as_json=as_json)


def _report(added: "Added", bad: int, *, quiet: bool, as_json: bool) -> None:
    for problem in added.problems:
        typer.echo(f"riwaya: {problem}", err=True)
    if as_json:
        print_json(added)
    known = f", {added.known:,} sources known already" if added.known else ""
    tell(
        f"{amount(added.reports, 'new report')}, {added.read:,} read, "
        f"{amount(added.claims, 'claim')}{known}",
        quiet=quiet or as_json,
    )
    if added.problems or bad:
        raise typer.Exit(BAD)


@contextmanager
def progress(expected: int, *, shown: bool) -> "Iterator[Callable[[Tally], None] | None]":
    """A bar on stderr with rate and time left, where that is a terminal."""
    if not shown or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    bar = Progress(
        TextColumn("Reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("Reading", total=expected, rate="")

        def watch(tally: "Tally") -> None:
            # Reports that wait to be read are known only once their source is opened.
            total = max(expected, tally.opened, tally.new)
            speed = bar.tasks[0].speed
            rate = f"{speed:,.1f} reports/s" if speed else ""
            bar.update(
                task, completed=tally.read + tally.opened - tally.new, total=total, rate=rate
            )

        yield watch
