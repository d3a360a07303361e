"""`riwaya search`: find claims in the workspace."""

import csv
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from riwaya.commands.filters import NO_FILTERS, Filters
from riwaya.commands.grouped import grouped
from riwaya.commands.options import WorkspaceOption, opened, print_json
from riwaya.errors import BadInput

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from riwaya.store.found import Found
    from riwaya.store.query import Query

FORMATS = ("table", "json", "jsonl", "csv")


@grouped
def search(
    words: Annotated[
        str | None, typer.Argument(help='Words, in Arabic or English; "…" together.')
    ] = None,
    filters: Filters = NO_FILTERS,
    sort: Annotated[str, typer.Option(help="confidence, newest or oldest.")] = "confidence",
    limit: Annotated[int, typer.Option(min=0, help="At most so many; 0: all.")] = 50,
    offset: Annotated[int, typer.Option(min=0, help="Pass over so many.")] = 0,
    facet: Annotated[
        str | None, typer.Option(help="Count by event, actor, source, outlet, place, month, …")
    ] = None,
    counting: Annotated[bool, typer.Option("--count", help="Only how many there are.")] = False,
    form: Annotated[str, typer.Option("--format", help=f"{', '.join(FORMATS)}.")] = "table",
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Find claims: all that is given must hold; of several values of one option, any will do."""
    from riwaya.pipeline import known_with  # noqa: PLC0415
    from riwaya.store.engine import for_people  # noqa: PLC0415

    form = "json" if as_json else form
    with opened(workspace) as inside:
        if form not in FORMATS:
            raise BadInput(f"--format {form}: known are {', '.join(FORMATS)}")
        known = known_with(inside.folder.knowledge)
        query = filters.query(words, known, sort=sort, limit=limit, offset=offset)
        with inside.engine.connect() as connection, for_people(str(inside.folder.path)):
            if facet:
                _facets(connection, query, facet, form)
            elif counting:
                _count(connection, query, form)
            else:
                _claims(connection, query, form)


def _claims(connection: "Connection", query: "Query", form: str) -> None:
    from riwaya.store.search import search as find  # noqa: PLC0415
    from riwaya.workspace.found_forms import found_form  # noqa: PLC0415

    found = find(connection, query)
    if form == "json":
        print_json([found_form(one) for one in found])
    elif form == "jsonl":
        _print_lines(found)
    elif form == "csv":
        _print_csv(found)
    else:
        _print_table(found)


def _print_lines(found: "Sequence[Found]") -> None:
    import msgspec  # noqa: PLC0415

    from riwaya.workspace.found_forms import found_form  # noqa: PLC0415

    for one in found:
        typer.echo(msgspec.json.encode(found_form(one)).decode())


def _print_csv(found: "Sequence[Found]") -> None:
    from riwaya.export.screen.table import csv_header  # noqa: PLC0415
    from riwaya.workspace.found_forms import found_csv  # noqa: PLC0415

    sys.stdout.write(csv_header())
    for one in found:
        sys.stdout.write(found_csv(one))


def _print_table(found: "Sequence[Found]") -> None:
    for one in found:
        claim = one.decoded()
        gloss = claim.gloss if isinstance(claim.gloss, str) else claim.event
        review = "" if one.review == "open" else f" · {one.review}"
        typer.echo(f"{gloss}")
        where = " · ".join(part for part in (one.outlet, one.published, one.source) if part)
        typer.echo(f"    {claim.trigger.text} · {one.confidence:.2f}{review} · {where}")
        typer.echo(f"    {one.report}/{one.claim}")
    if not found:
        typer.echo("riwaya: no claim fits; leave something out, or see --help", err=True)


def _count(connection: "Connection", query: "Query", form: str) -> None:
    from riwaya.store.search import count  # noqa: PLC0415

    number = count(connection, query)
    if form in {"json", "jsonl"}:
        print_json({"count": number})
    else:
        typer.echo(f"{number:,}" if form == "table" else str(number))


def _facets(connection: "Connection", query: "Query", facet: str, form: str) -> None:
    from riwaya.store.facets import facets  # noqa: PLC0415
    from riwaya.workspace.asked import facet_of  # noqa: PLC0415

    bins = facets(connection, query, facet_of(facet), limit=query.limit or 1000)
    if form in {"json", "jsonl"}:
        print_json(bins)
        return
    rows = csv.writer(sys.stdout) if form == "csv" else None
    for one in bins:
        name = one.name or one.value or "(none)"
        if rows:
            rows.writerow([one.value or "", one.name or "", one.count])
        else:
            typer.echo(f"{one.count:>9,}  {name}" + (f"  [{one.value}]" if one.name else ""))
