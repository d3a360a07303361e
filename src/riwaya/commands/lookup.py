"""`riwaya lookup`: what a name, a title or a time phrase resolves to, and why."""

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riwaya.errors import BadInput, RiwayaError

if TYPE_CHECKING:
    from riwaya.resolving.claims import Knowledge
    from riwaya.resolving.lookup import Answer

KINDS = ("actor", "place", "time")
WANTED = {"actor": ("name", "date"), "place": ("name", "date"), "time": ("phrase", "published")}
COLUMNS = ("id", "entity", "name_en", "lat", "lon", "radius_km", "from", "to", "reason")


def lookup(
    name: Annotated[str | None, typer.Argument(help="A name, a title or a time phrase.")] = None,
    kind: Annotated[str | None, typer.Option(help="actor, place or time; all unless set.")] = None,
    date: Annotated[str | None, typer.Option(help="The report's day: 2015-11-21.")] = None,
    context: Annotated[str, typer.Option(help="The sentence that the name stands in.")] = "",
    batch: Annotated[
        Path | None, typer.Option(help="A table: id, context, name, date (phrase, published).")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="For --batch.")] = None,
    knowledge: Annotated[
        Path | None, typer.Option(help="A folder with tables of your own.")
    ] = None,
) -> None:
    """Say what a name resolves to and why: actors, persons, offices, places, times."""
    from riwaya.ingest.facts import checked_published  # noqa: PLC0415
    from riwaya.pipeline import known_with  # noqa: PLC0415

    try:
        date = checked_published(date, "--date") if date else None
        if batch is None and output is not None:
            raise BadInput("-o is for --batch; a single answer is printed")
        if batch is not None and name:
            raise BadInput(f"--batch reads its names from the table; leave {name!r} out")
        if kind is not None and kind not in KINDS:
            raise BadInput(f"--kind {kind}: known are {', '.join(KINDS)}")
        known = known_with(knowledge)
        if batch is not None:
            _batch(batch, output, kind, known)
        elif name:
            _show(name, kind, context, date, known)
        else:
            raise BadInput("name what to look up, or give a table with --batch")
    except RiwayaError as error:
        typer.echo(f"riwaya: {error}", err=True)
        raise typer.Exit(2) from None


def answer(kind: str, words: str, context: str, date: str | None, known: "Knowledge") -> "Answer":
    """One answer of one kind."""
    from riwaya.resolving import lookup as resolving  # noqa: PLC0415

    if kind == "time":
        return resolving.look_up_time(words, context=context, published=date)
    find = resolving.look_up_actor if kind == "actor" else resolving.look_up_place
    return find(words, known, context=context, date=date)


def _show(name: str, kind: str | None, context: str, date: str | None, known: "Knowledge") -> None:
    """Print what each kind makes of a name; the kinds that make nothing of it last."""
    found = [answer(k, name, context, date, known) for k in ([kind] if kind else KINDS)]
    for one in sorted(found, key=lambda a: a.entity is None and a.from_ is None):
        typer.echo(f"{one.kind:6} {_value(one)}\n       {one.reason}")
        if one.others:
            typer.echo(f"       or: {', '.join(one.others)}")


def _value(one: "Answer") -> str:
    if one.kind == "time":
        return f"{one.from_ or '…'} to {one.to or '…'}" if one.from_ or one.to else "-"
    if one.entity is None:
        return "-"
    where = f" · {one.lat}, {one.lon} ± {one.radius_km:g} km" if one.lat is not None else ""
    return f"{one.entity} · {one.name}{where}"


def _batch(table: Path, output: Path | None, kind: str | None, known: "Knowledge") -> None:
    from riwaya.ingest.facts import checked_published  # noqa: PLC0415

    if kind is None:
        raise BadInput(f"--batch needs --kind: {', '.join(KINDS)}")
    rows = _rows(table, kind)
    words, day = WANTED[kind]
    lines = []
    for row in rows:
        told = row.get(day) or ""
        when = checked_published(told, f"{table}: {day} of row {row['id']}") if told else None
        one = answer(kind, row[words], row.get("context") or "", when, known)
        values = (
            row["id"], one.entity, one.name, one.lat, one.lon, one.radius_km, one.from_, one.to,
            one.reason,
        )  # fmt: skip
        lines.append("\t".join("" if v is None else str(v) for v in values))
    text = "\n".join(["\t".join(COLUMNS), *lines]) + "\n"
    if output is None:
        sys.stdout.write(text)
        return
    try:
        output.write_text(text, "utf-8")
    except OSError as error:
        raise BadInput(f"{output}: can't be written: {error.strerror}") from error


def _rows(table: Path, kind: str) -> list[dict[str, str]]:
    try:
        text = table.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{table}: can't be read: {error}") from error
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    while lines and lines[0].startswith("# "):  # notes stand above the names of the columns
        del lines[0]
    lines = [line for line in lines if line]
    rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restval=""))
    needed = {"id", WANTED[kind][0]}
    missing = needed - set(rows[0] if rows else lines[:1] and lines[0].split("\t"))
    if missing:
        raise BadInput(f"{table}: no column {', '.join(sorted(missing))}")
    return rows
