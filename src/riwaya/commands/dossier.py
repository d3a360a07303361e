"""`riwaya dossier`: incidents as a document to print, for a case file or an editor."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast, get_args

import typer

from riwaya.commands.export import wish_of
from riwaya.commands.filters import (
    ActorFilter,
    EventFilter,
    NearFilter,
    NumberFilter,
    OutletFilter,
    PlaceFilter,
    SinceFilter,
    SourceFilter,
    UntilFilter,
    WithinFilter,
)
from riwaya.commands.options import QuietOption, WorkspaceOption, opened, tell
from riwaya.errors import BadInput

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace

#: Filters choose among all incidents, ids name them: both together would be a riddle.
FILTERS = (
    "actor", "event", "place", "near", "within", "since", "until", "source", "outlet", "number",
    "limit",
)  # fmt: skip


def dossier(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[INCIDENT…]", help="Ids, as `riwaya incidents` shows them."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="NAME.pdf or NAME.html.")
    ] = None,
    language: Annotated[str, typer.Option(help="en or ar.")] = "en",
    paper: Annotated[str, typer.Option(help="a4 or letter.")] = "a4",
    actor: ActorFilter = None,
    event: EventFilter = None,
    place: PlaceFilter = None,
    near: NearFilter = None,
    within: WithinFilter = None,
    since: SinceFilter = None,
    until: UntilFilter = None,
    source: SourceFilter = None,
    outlet: OutletFilter = None,
    number: NumberFilter = None,
    limit: Annotated[int, typer.Option(min=0, help="Of those that fit, the first so many.")] = 0,
    reviewed: Annotated[
        bool, typer.Option("--reviewed", help="What stands on reviewed claims only.")
    ] = False,
    public: Annotated[
        bool,
        typer.Option("--public", help="As it may be published: no texts, no private names."),
    ] = False,
    unreviewed: Annotated[
        bool, typer.Option("--unreviewed", help="With --public: what nobody has reviewed, too.")
    ] = False,
    workspace: WorkspaceOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write incidents as a document to print: who says what, in which words, and whence it came.

    Name the incidents by their ids, or choose them by filters (those of `riwaya incidents`).
    """
    given = dict(locals())
    with opened(workspace) as inside:
        if names and any(given[one] for one in FILTERS):
            raise BadInput("name incidents, or choose them by filters; not both")
        if not names and not any(given[one] for one in FILTERS):
            raise BadInput("name an incident (`riwaya incidents` lists them), or give a filter")
        write(inside, given, names or ())


def write(inside: "Workspace", given: dict[str, Any], names: Sequence[str] = ()) -> None:
    """Write the dossier that options ask for; says what it wrote. Raises BadInput."""
    from riwaya.export.dossier.case import Paper  # noqa: PLC0415 (slow to load)
    from riwaya.export.shown.language import Name  # noqa: PLC0415
    from riwaya.pipeline import known_with  # noqa: PLC0415
    from riwaya.store.engine import for_people  # noqa: PLC0415
    from riwaya.workspace.dossiers import DOSSIER, write_dossier  # noqa: PLC0415

    into: Path | None = given["output"]
    if into is None:
        raise BadInput("name the file to write: -o NAME.pdf, or NAME.html")
    language = cast(Name, _one_of(given, "language", get_args(Name)))
    paper = cast(Paper, _one_of(given, "paper", get_args(Paper)))
    known = known_with(inside.folder.knowledge)
    wish = wish_of(given, known, DOSSIER)
    with for_people(str(inside.folder.path)):
        count = write_dossier(inside, into, wish, known, names, language=language, paper=paper)
    tell(f"{into}: {count:,} {'incident' if count == 1 else 'incidents'}", quiet=given["quiet"])


def _one_of(given: dict[str, Any], option: str, known: Sequence[str]) -> str:
    value = str(given.get(option) or known[0]).lower()
    if value not in known:
        raise BadInput(f"--{option} {value}: known are {', '.join(known)}")
    return value
