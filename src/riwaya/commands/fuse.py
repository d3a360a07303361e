"""`riwaya fuse`, `riwaya incidents`, `riwaya incident`: the accounts of one happening together."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from riwaya.commands.amounts import amount
from riwaya.commands.filters import NO_FILTERS, Filters, WordsArgument
from riwaya.commands.grouped import grouped
from riwaya.commands.options import (
    ByOption,
    JsonOption,
    QuietOption,
    WorkspaceOption,
    opened,
    print_json,
    tell,
)
from riwaya.commands.progress import steps
from riwaya.commands.scope import ReviewedOption
from riwaya.errors import BadInput

if TYPE_CHECKING:
    from riwaya.records.incident import Account, Figure, Grade, Incident
    from riwaya.store.query import Query
    from riwaya.workspace.workspace import Workspace

FORMATS = ("table", "json", "jsonl")
ORDERS = ("reports", "newest", "oldest", "killed")


def fuse(
    again: Annotated[bool, typer.Option("--again", help="Make all incidents anew.")] = False,
    workspace: WorkspaceOption = None,
    by: ByOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Put claims of many reports together into incidents; only what has changed is looked at."""
    from riwaya.workspace.fusing import fuse as bring_up_to_date  # noqa: PLC0415 (slow to load)

    with opened(workspace, by=by) as inside:
        with steps("Reports", shown=not (quiet or as_json)) as step:
            done = bring_up_to_date(inside, again=again, step=step)
        if as_json:
            print_json(done)
        tell(
            f"{amount(done.reports, 'report')} looked at, {amount(done.incidents, 'incident')}",
            quiet=quiet or as_json,
        )


@grouped
def incidents(
    words: WordsArgument = None,
    filters: Filters = NO_FILTERS,
    reviewed: ReviewedOption = False,
    least: Annotated[int, typer.Option("--min-reports", min=1, help="Told by so many.")] = 1,
    sort: Annotated[str, typer.Option(help=f"{', '.join(ORDERS)}.")] = "reports",
    limit: Annotated[int | None, typer.Option(min=0, help="At most so many; 0: all.")] = None,
    offset: Annotated[int, typer.Option(min=0, help="Pass over so many.")] = 0,
    form: Annotated[str, typer.Option("--format", help=f"{', '.join(FORMATS)}.")] = "table",
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """List incidents of which a claim fits; as JSON each in full, all unless --limit says less."""
    from riwaya.pipeline import known_with  # noqa: PLC0415 (slow to load)

    form = "json" if as_json else form
    with opened(workspace) as inside:
        if form not in FORMATS:
            raise BadInput(f"--format {form}: known are {', '.join(FORMATS)}")
        if sort not in ORDERS:
            raise BadInput(f"--sort {sort}: known are {', '.join(ORDERS)}")
        most = (20 if form == "table" else 0) if limit is None else limit
        query = filters.query(words, known_with(inside.folder.knowledge), limit=most, offset=offset)
        _list(inside, query, form, sort, least, reviewed=reviewed)


def _list(
    inside: "Workspace", query: "Query", form: str, sort: str, least: int, *, reviewed: bool
) -> None:
    from riwaya.store.engine import for_people  # noqa: PLC0415
    from riwaya.store.incident_search import Order, count_incidents, find_incidents  # noqa: PLC0415
    from riwaya.workspace.incidents import in_full  # noqa: PLC0415

    with inside.engine.connect() as connection, for_people(str(inside.folder.path)):
        rows = find_incidents(connection, query, order=cast(Order, sort), least_reports=least)
        found = in_full(connection, rows, reviewed_only=reviewed)
        if form == "json":
            print_json({"incidents": [incident_form(one) for one in found]})
        elif form == "jsonl":
            _print_lines(found)
        else:
            for one in found:
                _print_line(one)
            count = count_incidents(connection, query, least_reports=least)
            shows, makes = "`riwaya incident ID` shows one in full", "`riwaya fuse` makes them"
            tell(f"{amount(count, 'incident')} in all; {shows if count else makes}")


def incident(
    name: Annotated[str, typer.Argument(metavar="ID", help="As `riwaya incidents` shows it.")],
    reviewed: ReviewedOption = False,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Show one incident: its accounts with their speakers, tolls, disagreements, findings."""
    from riwaya.workspace.incidents import incident as find  # noqa: PLC0415 (slow to load)

    with opened(workspace) as inside:
        one = find(inside, name, reviewed_only=reviewed)
        if one is None:
            raise BadInput(f"{name}: no such incident; `riwaya incidents` lists them")
        if as_json:
            print_json(incident_form(one))
        else:
            _print_all(one)


def incident_form(one: "Incident") -> dict[str, Any]:
    """An incident in JSON's plain values."""
    import msgspec  # noqa: PLC0415

    return cast(dict[str, Any], msgspec.to_builtins(one))


def _print_lines(found: "Iterator[Incident]") -> None:
    import msgspec  # noqa: PLC0415

    for one in found:
        typer.echo(msgspec.json.encode(incident_form(one)).decode())


def _print_line(one: "Incident") -> None:
    grade = f" · {one.grade.airwars} ({one.grade.status})" if one.grade else ""
    typer.echo(f"{one.title}\n    {one.summary}{grade}")
    typer.echo(f"    {one.id} · {one.reviewed} of {one.of} claims reviewed")


def _print_all(one: "Incident") -> None:
    _print_line(one)
    names = {origin.id: origin.name for origin in one.origins}
    _section("Accounts", [line for a in one.accounts for line in _account(a, names)])
    for toll in one.tolls:
        side = f" of {toll.side}" if toll.side else ""
        views = ", ".join(f"{name} {_bounds(view)}" for name, view in toll.views.items())
        _section(f"{toll.measure} · {toll.people}{side}: {views}", [
            f"{line} · {amount(times, 'time')}" if times > 1 else line
            for line, times in Counter(_figure(f, names) for f in toll.figures).items()
        ])  # fmt: skip
    _section("Disagreements", [d.sentence for d in one.disagreements])
    _section("Findings", [f.sentence + (" (recalled)" if f.recalled else "") for f in one.findings])
    if one.grade:
        _section(
            f"Grade: {one.grade.airwars}, {one.grade.admiralty} ({one.grade.status})",
            [
                one.grade.rule,
                *_accepted(one.grade),
                f"{one.grade.reviewed} of {one.grade.of} claims reviewed",
            ],
        )
    _section("Claims", [f"{m.report}/{m.claim} · {m.source}" for m in one.claims])


def _account(account: "Account", names: Mapping[str, str]) -> list[str]:
    """Whose account it is, then a line for each thing that it says; its own name isn't repeated."""
    name = names.get(account.origin, account.origin)
    said = [] if account.gloss is None else account.gloss.split("; ")
    since = f", since {account.since[:10]}" if account.since else ""
    lines = dict.fromkeys(line.removeprefix(f"{name}: ") for line in said)
    head = f"{name} ({amount(len(account.members), 'claim')}{since})"
    return [head, *(f"    {line}" for line in lines)]


def _figure(figure: "Figure", names: Mapping[str, str]) -> str:
    who, day = names.get(figure.origin, figure.origin), figure.said or "no date"
    replaced = " · replaced" if figure.replaced else ""
    return f"{_bounds((figure.low, figure.high))} · {who} · {day}{replaced}"


def _accepted(grade: "Grade") -> list[str]:
    """Who accepted the grade, or which other one they had accepted before."""
    if grade.accepted is None:
        return []
    said = f"accepted by {grade.accepted_by} on {(grade.accepted_at or '')[:10]}"
    return [said if grade.status == "accepted" else f"{', '.join(grade.accepted)} had been {said}"]


def _section(title: str, lines: Sequence[str]) -> None:
    if lines:
        typer.echo(f"\n{title}")
        for line in lines:
            typer.echo(f"    {line}")


def _bounds(view: tuple[float | None, float | None]) -> str:
    low, high = view
    if low is None and high is None:
        return "?"
    if low is None or high is None:
        return f"at least {low:g}" if high is None and low is not None else f"at most {high:g}"
    return f"{low:g}" if low == high else f"{low:g}-{high:g}"
