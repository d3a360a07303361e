"""`riwaya judge`: one happening or two, by a person's word; it stands above the machine's."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from riwaya.commands.options import (
    ByOption,
    JsonOption,
    QuietOption,
    WorkspaceOption,
    opened,
    print_json,
    tell,
)

if TYPE_CHECKING:
    from pathlib import Path

    from riwaya.workspace.judgements import Word

#: Letters of an id that tell it from others; claims named in a line.
SHOWN, NAMED = 12, 4

ONE = typer.Argument(metavar="A", help="An incident's id, or a claim: REPORT/CLAIM.")
OTHER = typer.Argument(metavar="B", help="The other one.")
NOTE = typer.Option(help="Why, for the record.")

app = typer.Typer(
    help="Say that incidents are the same or different; every word is kept with its author."
)


@app.command("same")
def judge_same(
    one: Annotated[str, ONE],
    other: Annotated[str, OTHER],
    note: Annotated[str | None, NOTE] = None,
    workspace: WorkspaceOption = None,
    by: ByOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Two incidents (or claims) are of one happening: they become one incident and stay one."""
    from riwaya.workspace.judgements import same  # noqa: PLC0415 (slow to load)

    _say(workspace, by, quiet, as_json, lambda c, name: same(c, one, other, by=name, note=note))


@app.command("different")
def judge_different(
    one: Annotated[str, ONE],
    other: Annotated[str, OTHER],
    note: Annotated[str | None, NOTE] = None,
    workspace: WorkspaceOption = None,
    by: ByOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Two incidents (or claims) are of two happenings, and never become one."""
    from riwaya.workspace.judgements import different  # noqa: PLC0415 (slow to load)

    _say(
        workspace, by, quiet, as_json, lambda c, name: different(c, one, other, by=name, note=note)
    )


@app.command("split")
def judge_split(
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="Its id.")],
    claims: Annotated[
        list[str],
        typer.Argument(metavar="CLAIM…", help="Claims that go out, as `riwaya incident` has them."),
    ],
    note: Annotated[str | None, NOTE] = None,
    workspace: WorkspaceOption = None,
    by: ByOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Some claims of an incident are of another happening: they become an incident of their own."""
    from riwaya.workspace.judgements import split  # noqa: PLC0415 (slow to load)

    _say(
        workspace,
        by,
        quiet,
        as_json,
        lambda c, name: split(c, incident, claims, by=name, note=note),
    )


@app.command("unsure")
def judge_unsure(
    one: Annotated[str, ONE],
    other: Annotated[str, OTHER],
    note: Annotated[str | None, NOTE] = None,
    workspace: WorkspaceOption = None,
    by: ByOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Note that it can't be told whether two are one; nothing changes."""
    from riwaya.workspace.judgements import unsure  # noqa: PLC0415 (slow to load)

    _say(workspace, by, quiet, as_json, lambda c, name: unsure(c, one, other, by=name, note=note))


@app.command("list")
def list_words(
    of: Annotated[str | None, typer.Option("--by", help="Only by this person.")] = None,
    incident: Annotated[str | None, typer.Option(help="Only about this incident (id).")] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what people said, in the order in which they said it, what was taken back included."""
    from riwaya.store.engine import for_people  # noqa: PLC0415 (slow to load)
    from riwaya.workspace.judgements import words, words_about  # noqa: PLC0415
    from riwaya.workspace.sides import incident_meant  # noqa: PLC0415

    with opened(workspace) as inside:
        with for_people(str(inside.folder.path)), inside.engine.connect() as connection:
            if incident:
                found = words_about(connection, incident_meant(connection, incident)[0].n)
            else:
                found = words(connection)
        found = [one for one in found if of in {None, one.author}]
        if as_json:
            print_json(found)
            return
        for one in found:
            typer.echo(_line(one))
        if not found:
            tell("no judgements")


@app.command("undo")
def undo_words(
    ids: Annotated[
        list[str], typer.Argument(metavar="ID…", help="Of `riwaya judge list`; its beginning.")
    ],
    workspace: WorkspaceOption = None,
    by: ByOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Take judgements back; a taking back can be taken back as well."""
    from riwaya.workspace.judgements import undo  # noqa: PLC0415 (slow to load)

    for id_ in ids:

        def take_back(connection: Any, name: str, id_: str = id_) -> "Word | None":
            return undo(connection, id_, by=name)

        _say(workspace, by, quiet, as_json, take_back)


def _say(
    workspace: "Path | None",
    by: str | None,
    quiet: bool,
    as_json: bool,
    say: "Callable[[Any, str], Word | None]",
) -> None:
    """Write a word, bring the incidents up to date, and tell in which its claims are now."""
    from riwaya.ingest.custody import user_and_host  # noqa: PLC0415 (slow to load)
    from riwaya.store.engine import for_people  # noqa: PLC0415
    from riwaya.store.turns import turn  # noqa: PLC0415
    from riwaya.workspace.fusing import fuse  # noqa: PLC0415
    from riwaya.workspace.sides import incidents_with  # noqa: PLC0415

    with opened(workspace, by=by) as inside:
        with for_people(str(inside.folder.path)), turn(inside.engine) as connection:
            word = say(connection, inside.by or user_and_host())
        if word is None:
            tell("taken back already; nothing changes", quiet=quiet)
            return
        fuse(inside)
        with inside.engine.connect() as connection:
            now = [incidents_with(connection, side) for side in word.sides]
        if as_json:
            print_json({"judgement": word, "incidents": now})
        tell(_line(word), quiet=quiet or as_json)
        ids = dict.fromkeys(id_ for several in now for id_ in several)
        tell(f"now in {', '.join(ids) or 'no incident'}", quiet=quiet or as_json)


def _line(word: "Word") -> str:
    sides = " | ".join(_side(side) for side in word.sides)
    what = f"{word.verdict} {word.withdraws[:SHOWN]}" if word.withdraws else word.verdict
    note = f" · {word.note}" if word.note else ""
    gone = "" if word.standing else " · taken back"
    return f"{word.id[:SHOWN]}  {word.made_at}  {word.author}  {what}  {sides}{note}{gone}"


def _side(names: "tuple[str, ...]") -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")
