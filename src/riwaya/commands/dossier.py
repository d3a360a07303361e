"""`riwaya dossier`: incidents as a document to print, for a case file or an editor."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from riwaya.commands.filters import NO_FILTERS, Filters
from riwaya.commands.grouped import given, grouped
from riwaya.commands.options import QuietOption, WorkspaceOption, opened, tell
from riwaya.commands.scope import ALL, Scope, wish_of
from riwaya.errors import BadInput

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace


@grouped
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
    filters: Filters = NO_FILTERS,
    scope: Scope = ALL,
    workspace: WorkspaceOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write incidents as a document to print: who says what, in which words, and whence it came.

    Name the incidents by their ids, or choose them by filters (those of `riwaya incidents`).
    """
    with opened(workspace) as inside:
        chosen = bool(given(filters) or scope.limit)
        # Filters choose among all incidents, ids name them: both together would be a riddle.
        if names and chosen:
            raise BadInput("name incidents, or choose them by filters; not both")
        if not names and not chosen:
            raise BadInput("name an incident (`riwaya incidents` lists them), or give a filter")
        write(
            inside, output, None, filters, scope, names or (),
            language=language, paper=paper, quiet=quiet,
        )  # fmt: skip


def write(
    inside: "Workspace",
    output: Path | None,
    words: str | None,
    filters: Filters,
    scope: Scope,
    names: Sequence[str] = (),
    *,
    language: str = "en",
    paper: str = "a4",
    quiet: bool = False,
) -> None:
    """Write the dossier that options ask for; says what it wrote. Raises BadInput."""
    from riwaya.export.dossier.case import Paper  # noqa: PLC0415 (slow to load)
    from riwaya.export.shown.language import Name  # noqa: PLC0415
    from riwaya.pipeline import known_with  # noqa: PLC0415
    from riwaya.store.engine import for_people  # noqa: PLC0415
    from riwaya.workspace.dossiers import DOSSIER, write_dossier  # noqa: PLC0415

    if output is None:
        raise BadInput("name the file to write: -o NAME.pdf, or NAME.html")
    tongue = cast(Name, _one_of("language", language, get_args(Name)))
    size = cast(Paper, _one_of("paper", paper, get_args(Paper)))
    known = known_with(inside.folder.knowledge)
    wish = wish_of(words, filters, scope, known, DOSSIER)
    with for_people(str(inside.folder.path)):
        count = write_dossier(inside, output, wish, known, names, language=tongue, paper=size)
    tell(f"{output}: {count:,} {'incident' if count == 1 else 'incidents'}", quiet=quiet)


def _one_of(option: str, value: str, known: Sequence[str]) -> str:
    if value.lower() not in known:
        raise BadInput(f"--{option} {value}: known are {', '.join(known)}")
    return value.lower()
