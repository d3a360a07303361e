"""What `riwaya map`, `riwaya timeline` and `riwaya tolls` share: options, and how they end."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from riwaya.commands.options import opened, tell
from riwaya.errors import BadInput

if TYPE_CHECKING:
    from riwaya.export.shown.language import Name
    from riwaya.workspace.exporting import Wish

OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="The file to write: .html, .svg or .png."),
]
TitleOption = Annotated[str | None, typer.Option("--title", help="Another title.")]
LanguageOption = Annotated[str, typer.Option("--language", help="en or ar.")]
LimitOption = Annotated[int, typer.Option(min=0, help="At most so many incidents; 0: all.")]
ReviewedOption = Annotated[
    bool, typer.Option("--reviewed", help="What stands on reviewed claims only.")
]
PublicOption = Annotated[
    bool,
    typer.Option("--public", help="As it may be published: reviewed, coarse, no private names."),
]
UnreviewedOption = Annotated[
    bool, typer.Option("--unreviewed", help="With --public: what nobody reviewed, too.")
]
ENDINGS = (".html", ".svg", ".png")
LANGUAGES = ("en", "ar")
#: Options that choose incidents, in the order in which a picture's foot tells them.
FILTERS = (
    "words", "actor", "event", "place", "near", "within", "since", "until", "published_since",
    "published_until", "source", "origin_only", "outlet", "number", "stance", "polarity",
    "reality", "review", "min_confidence", "report", "in_text", "limit",
)  # fmt: skip


def draw(kind: str, given: Mapping[str, Any]) -> None:
    """Write the picture of a kind ("map", "timeline", "tolls") that options ask for."""
    with opened(given["workspace"]) as inside:
        from riwaya.pipeline import known_with  # noqa: PLC0415 (slow to load)
        from riwaya.store.engine import for_people  # noqa: PLC0415
        from riwaya.workspace.drawing import Asked, draw_into  # noqa: PLC0415

        into = _place(given["output"], kind)
        if given["language"] not in LANGUAGES:
            raise BadInput(f"--language {given['language']}: known are {', '.join(LANGUAGES)}")
        known = known_with(inside.folder.knowledge)
        asked = Asked(
            kind=kind,
            wish=_wish(given, known),
            asked=asked_in(given),
            language=cast("Name", given["language"]),
            title=given["title"],
            unit=given.get("by"),
            measure=given.get("measure") or "killed",
            rows=given.get("rows"),
        )
        with for_people(str(inside.folder.path)), _progress(quiet=given["quiet"]) as step:
            drawn = draw_into(inside, asked, into, known, step)
        tell(
            f"{drawn:,} {'incident' if drawn == 1 else 'incidents'} drawn into {into}",
            quiet=given["quiet"],
        )


def asked_in(given: Mapping[str, Any]) -> tuple[str, ...]:
    """The filters in words, an option each: "event: air_strike, shelling"."""
    told = []
    for name in FILTERS:
        value = given.get(name)
        if value:
            several = [value] if isinstance(value, str | int) else list(value)
            said = "yes" if value is True else ", ".join(str(one) for one in several)
            told.append(f"{name.replace('_', ' ')}: {said}")
    return tuple(told)


def _place(output: Path | None, kind: str) -> Path:
    if output is None:
        raise BadInput(f"name the file to write: -o {kind}.html (or .svg, .png)")
    if output.suffix.lower() not in ENDINGS:
        raise BadInput(f"{output}: the name must end in {', '.join(ENDINGS)}")
    return output


def _wish(given: Mapping[str, Any], known: Any) -> "Wish":
    from riwaya.workspace.asked import query_of  # noqa: PLC0415 (slow to load)
    from riwaya.workspace.exporting import Wish  # noqa: PLC0415

    if given["unreviewed"] and not given["public"]:
        raise BadInput("--unreviewed goes with --public; without it, all that fits is drawn")
    if given["unreviewed"] and given["reviewed"]:
        raise BadInput("--reviewed and --unreviewed exclude each other")
    return Wish(
        query_of({**given, "limit": 0}, known),
        public=given["public"],
        unreviewed=given["unreviewed"],
        reviewed_only=given["reviewed"],
        limit=given["limit"] or None,
    )


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """A bar for many incidents, where somebody looks on."""
    if quiet or not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Incidents", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
