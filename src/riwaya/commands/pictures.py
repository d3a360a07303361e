"""`riwaya map`, `timeline` and `tolls`: incidents drawn, in files that need no server."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from riwaya.commands.amounts import amount
from riwaya.commands.filters import NO_FILTERS, Filters, WordsArgument
from riwaya.commands.grouped import given, grouped
from riwaya.commands.options import QuietOption, WorkspaceOption, opened, tell
from riwaya.commands.progress import steps
from riwaya.commands.scope import ALL, Scope, wish_of
from riwaya.errors import BadInput

if TYPE_CHECKING:
    from riwaya.export.shown.language import Name

ENDINGS = (".html", ".svg", ".png")
LANGUAGES = ("en", "ar")

OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="The file to write: .html, .svg or .png.")
]


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a picture of any kind is drawn, and of which workspace."""

    language: Annotated[str, typer.Option("--language", help="en or ar.")] = "en"
    title: Annotated[str | None, typer.Option("--title", help="Another title.")] = None
    workspace: WorkspaceOption = None
    quiet: QuietOption = False


#: In English, with its own title.
AS_EVER = Drawing()


@grouped
def draw_map(
    words: WordsArgument = None,
    output: OutputOption = None,
    filters: Filters = NO_FILTERS,
    scope: Scope = ALL,
    drawing: Drawing = AS_EVER,
) -> None:
    """Draw the incidents of which a claim fits on a map: a page, or a picture."""
    _draw("map", output, words, filters, scope, drawing)


@grouped
def draw_timeline(
    words: WordsArgument = None,
    output: OutputOption = None,
    by: Annotated[
        str | None, typer.Option(help="day, week, month or year; else what gives bars to look at.")
    ] = None,
    filters: Filters = NO_FILTERS,
    scope: Scope = ALL,
    drawing: Drawing = AS_EVER,
) -> None:
    """Draw the incidents of which a claim fits over time: a page, or a picture."""
    _draw("timeline", output, words, filters, scope, drawing, unit=by)


@grouped
def draw_tolls(
    words: WordsArgument = None,
    output: OutputOption = None,
    measure: Annotated[
        str, typer.Option(help="killed, injured, detained, abducted, displaced, …")
    ] = "killed",
    rows: Annotated[
        int | None, typer.Option(min=1, help="Incidents drawn; else 30, on a page 300.")
    ] = None,
    filters: Filters = NO_FILTERS,
    scope: Scope = ALL,
    drawing: Drawing = AS_EVER,
) -> None:
    """Draw what is said of how many, each number with its speaker: a page, or a picture."""
    _draw("tolls", output, words, filters, scope, drawing, measure=measure, rows=rows)


def _draw(
    kind: str,
    output: Path | None,
    words: str | None,
    filters: Filters,
    scope: Scope,
    drawing: Drawing,
    **more: Any,
) -> None:
    """Write the picture of a kind that options ask for; `more` is what only this kind takes."""
    with opened(drawing.workspace) as inside:
        from riwaya.pipeline import known_with  # noqa: PLC0415 (slow to load)
        from riwaya.store.engine import for_people  # noqa: PLC0415
        from riwaya.workspace.drawing import Asked, draw_into  # noqa: PLC0415

        into = _place(output, kind)
        if drawing.language not in LANGUAGES:
            raise BadInput(f"--language {drawing.language}: known are {', '.join(LANGUAGES)}")
        known = known_with(inside.folder.knowledge)
        asked = Asked(
            kind=kind,
            wish=wish_of(words, filters, scope, known),
            asked=asked_in(words, filters, scope),
            language=cast("Name", drawing.language),
            title=drawing.title,
            **more,
        )
        with (
            for_people(str(inside.folder.path)),
            steps("Incidents", shown=not drawing.quiet) as step,
        ):
            drawn = draw_into(inside, asked, into, known, step)
        tell(
            f"{amount(drawn, 'incident')} drawn into {into}",
            quiet=drawing.quiet,
        )


def asked_in(words: str | None, filters: Filters, scope: Scope) -> tuple[str, ...]:
    """What chooses incidents, in words for a picture's foot: "event: air_strike, shelling"."""
    told = []
    choosing = {"words": words, **given(filters), "limit": scope.limit}
    for name, value in choosing.items():
        if value:
            several = value if isinstance(value, list) else [value]
            said = "yes" if value is True else ", ".join(str(one) for one in several)
            told.append(f"{name.replace('_', ' ')}: {said}")
    return tuple(told)


def _place(output: Path | None, kind: str) -> Path:
    if output is None:
        raise BadInput(f"name the file to write: -o {kind}.html (or .svg, .png)")
    if output.suffix.lower() not in ENDINGS:
        raise BadInput(f"{output}: the name must end in {', '.join(ENDINGS)}")
    return output
