"""`riwaya compare`: a workspace's incidents beside those of ACLED or UCDP GED."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from riwaya.commands.amounts import amount
from riwaya.commands.options import (
    QuietOption,
    WorkspaceOption,
    opened,
    tell,
)
from riwaya.errors import BadInput

if TYPE_CHECKING:
    from riwaya.fusion.two_sides import Side
    from riwaya.workspace.against_dataset import Beside, Comparison

FORMATS = ("table", "csv", "json", "jsonl")
WHOSE = ("both", "differing", "theirs", "ours")
COLUMNS = (
    "incident", "whose", "differs", "apart_km", "our_title", "our_events", "our_place",
    "our_lat", "our_lon", "our_radius_km", "our_day_from", "our_day_to", "our_killed_low",
    "our_killed_high", "our_reports", "their_rows", "their_title", "their_events", "their_place",
    "their_lat", "their_lon", "their_radius_km", "their_day_from", "their_day_to",
    "their_killed_low", "their_killed_high", "review_status", "reviewed", "of", "models", "riwaya",
)  # fmt: skip


def compare(
    kind: Annotated[str, typer.Argument(metavar="DATASET", help="acled or ucdp.")],
    since: Annotated[str | None, typer.Option(help="From this day on: 2016-03-01.")] = None,
    until: Annotated[str | None, typer.Option(help="Up to this day.")] = None,
    whose: Annotated[
        str | None,
        typer.Option(
            "--only", help="both, differing (both, and they differ), theirs (only they), ours."
        ),
    ] = None,
    form: Annotated[str, typer.Option("--format", help=f"{', '.join(FORMATS)}.")] = "table",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file to write.")] = None,
    workspace: WorkspaceOption = None,
    quiet: QuietOption = False,
) -> None:
    """Say which incidents both have, which only one has, and where the two differ.

    The dataset's table is taken in first: riwaya add FILE.csv, then riwaya fuse.
    """
    with opened(workspace) as inside:
        from riwaya.workspace.against_dataset import Comparison  # noqa: PLC0415 (slow to load)
        from riwaya.workspace.exporting import refuse_place  # noqa: PLC0415

        _check(kind, form, whose)
        if output is not None:
            refuse_place(inside, output)
        period = {"since": _day("--since", since), "until": _day("--until", until)}
        with inside.engine.connect() as connection, _opened(output) as file:
            found = Comparison(connection, kind, **period)
            chosen = (one for one in found if _is_wanted(one, whose))
            _write(chosen, found, form, file)
        _say(found, quiet=quiet)


def _check(kind: str, form: str, whose: str | None) -> None:
    from riwaya.records.dataset import CODED, is_coded  # noqa: PLC0415 (not needed for --help)

    if not is_coded(kind):
        raise BadInput(f"{kind}: known are {', '.join(CODED)}")
    if form not in FORMATS:
        raise BadInput(f"--format {form}: known are {', '.join(FORMATS)}")
    if whose is not None and whose not in WHOSE:
        raise BadInput(f"--only {whose}: known are {', '.join(WHOSE)}")


def _day(option: str, said: str | None) -> str | None:
    try:
        return date.fromisoformat(said).isoformat() if said else None
    except ValueError:
        raise BadInput(f"{option} {said!r}: no day; write it as 2016-03-01") from None


@contextmanager
def _opened(output: Path | None) -> Iterator[TextIO]:
    if output is None:
        yield sys.stdout
        return
    try:
        with output.open("w", encoding="utf-8", newline="") as file:
            yield file
    except OSError as error:
        raise BadInput(f"{output}: can't be written: {error.strerror}") from None


def _is_wanted(one: "Beside", whose: str | None) -> bool:
    if whose == "differing":
        return bool(one.differs)
    return whose is None or one.whose == whose


def _write(several: "Iterable[Beside]", found: "Comparison", form: str, file: TextIO) -> None:
    if form == "csv":
        from riwaya.export.forms.safe_csv import SafeCsv  # noqa: PLC0415 (by form)

        SafeCsv(file, COLUMNS, mark=file is not sys.stdout).put_all(map(_row, several))
    elif form == "jsonl":
        import msgspec  # noqa: PLC0415

        file.writelines(msgspec.json.encode(_told(one)).decode() + "\n" for one in several)
    elif form == "json":
        import msgspec  # noqa: PLC0415

        incidents = [_told(one) for one in several]  # the counts are known behind the last one
        value = msgspec.to_builtins(found.counts) | {"incidents": incidents}
        file.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")
    else:
        file.writelines("\n".join(_lines(one, found.counts.dataset)) + "\n" for one in several)


def _told(one: "Beside") -> dict[str, Any]:
    import msgspec  # noqa: PLC0415

    from riwaya.version import __version__  # noqa: PLC0415

    value: dict[str, Any] = msgspec.to_builtins(one)
    return value | {"review_status": _status(one), "riwaya": __version__}


def _status(one: "Beside") -> str:
    """Whether people have reviewed all, some or none of an incident's claims."""
    if not one.reviewed:
        return "unreviewed"
    return "reviewed" if one.reviewed == one.of else "partly reviewed"


def _row(one: "Beside") -> dict[str, Any]:
    from riwaya.version import __version__  # noqa: PLC0415

    ours = _cells("our", one.ours)
    theirs = _cells("their", one.theirs)
    return ours | theirs | {
        "incident": one.incident,
        "whose": one.whose,
        "differs": "; ".join(one.differs),
        "apart_km": one.apart_km,
        "our_reports": "; ".join(one.ours.reports) if one.ours else None,
        "their_rows": "; ".join(one.theirs.rows) if one.theirs else None,
        "review_status": _status(one),
        "reviewed": one.reviewed,
        "of": one.of,
        "models": "; ".join(one.models),
        "riwaya": __version__,
    }  # fmt: skip


def _cells(whose: str, side: "Side | None") -> dict[str, Any]:
    low, high = (side.killed if side else None) or (None, None)
    cells = {
        "title": side and side.title,
        "events": " ".join(side.events) if side else None,
        "place": side and side.place,
        "lat": side and side.lat,
        "lon": side and side.lon,
        "radius_km": side and side.radius_km,
        "day_from": side and side.day_from,
        "day_to": side and side.day_to,
        "killed_low": low,
        "killed_high": high,
    }
    return {f"{whose}_{name}": cell for name, cell in cells.items()}


MARKS = {"both": "=", "theirs": "<", "ours": ">"}


def _lines(one: "Beside", name: str) -> Iterator[str]:
    """An incident on the screen: what both say, or the one that has it."""
    differs = f"  differ in {', '.join(one.differs)}" if one.differs else ""
    told = one.ours or one.theirs
    title = told.title if told else ""
    yield f"{MARKS[one.whose]} {title} · {one.incident}{differs}"
    if one.ours:
        yield f"    ours: {_said(one.ours)} · {amount(len(one.ours.reports), 'report')}"
    if one.theirs:
        apart = f" · {one.apart_km:g} km apart" if one.apart_km is not None else ""
        yield f"    {name}: {_said(one.theirs)} · {', '.join(one.theirs.rows)}{apart}"


def _said(side: "Side") -> str:
    days = side.day_from or "no day"
    if side.day_to and side.day_to != side.day_from:
        days += f" to {side.day_to}"
    killed = "none counted"
    if side.killed:
        low, high = side.killed
        killed = f"{low:g} killed" if low == high else f"{low:g}\N{EN DASH}{high:g} killed"
    where = side.place or "no place"
    radius = f" \N{PLUS-MINUS SIGN}{side.radius_km:g} km" if side.radius_km else ""
    return f"{killed} · {days} · {where}{radius}"


def _say(found: "Comparison", *, quiet: bool) -> None:
    counts, scope = found.counts, found.counts.scope
    differing = ", ".join(f"{n:,} in {what}" for what, n in counts.differing.items())
    tell(
        f"{amount(counts.both, 'incident')} both have"
        + (f" (they differ: {differing})" if differing else "")
        + f", {counts.theirs:,} only {counts.dataset}, {counts.ours:,} only we",
        quiet=quiet,
    )
    if counts.outside:
        tell(
            f"{counts.outside:,} of ours left out: not of {scope.first} to {scope.last}, outside "
            f"the area of its rows, or of a kind that {counts.dataset} doesn't code",
            quiet=quiet,
        )
    if counts.untold:
        tell(
            f"{counts.untold:,} of its {counts.rows:,} rows are in no incident: a time summed up, "
            "or nothing that we have an event for",
            quiet=quiet,
        )
