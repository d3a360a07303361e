"""`riwaya export`: claims and incidents in the forms that the field's tools read."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from riwaya.commands.elsewhere import ELSEWHERE
from riwaya.commands.filters import (
    ActorFilter,
    EventFilter,
    InTextFilter,
    MinConfidenceFilter,
    NearFilter,
    NumberFilter,
    OriginOnlyFilter,
    OutletFilter,
    PlaceFilter,
    PolarityFilter,
    PublishedSinceFilter,
    PublishedUntilFilter,
    RealityFilter,
    ReportFilter,
    ReviewFilter,
    SinceFilter,
    SourceFilter,
    StanceFilter,
    UntilFilter,
    WithinFilter,
)
from riwaya.commands.options import (
    JsonOption,
    QuietOption,
    WorkspaceOption,
    opened,
    print_json,
    tell,
)
from riwaya.errors import BadInput

if TYPE_CHECKING:
    from riwaya.export.forms.exported import Passed, Written
    from riwaya.export.forms.registry import Form
    from riwaya.workspace.exporting import Wish


def _beginning(incomplete: str) -> list[str]:
    """The forms whose names begin so: what the Tab key offers."""
    from riwaya.export.forms.registry import FORMS  # noqa: PLC0415 (only when a shell asks)

    return [name for name in FORMS if name.startswith(incomplete.lower())]


def export(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT", help="csv, xlsx, geojson, acled, …", autocompletion=_beginning
        ),
    ],
    words: Annotated[str | None, typer.Argument(help="Words of a claim.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write.")
    ] = None,
    actor: ActorFilter = None,
    event: EventFilter = None,
    place: PlaceFilter = None,
    near: NearFilter = None,
    within: WithinFilter = None,
    since: SinceFilter = None,
    until: UntilFilter = None,
    published_since: PublishedSinceFilter = None,
    published_until: PublishedUntilFilter = None,
    source: SourceFilter = None,
    origin_only: OriginOnlyFilter = False,
    outlet: OutletFilter = None,
    number: NumberFilter = None,
    stance: StanceFilter = None,
    polarity: PolarityFilter = None,
    reality: RealityFilter = None,
    review: ReviewFilter = None,
    min_confidence: MinConfidenceFilter = None,
    report: ReportFilter = None,
    in_text: InTextFilter = None,
    limit: Annotated[int, typer.Option(min=0, help="At most so many; 0: all.")] = 0,
    reviewed: Annotated[
        bool, typer.Option("--reviewed", help="What stands on reviewed claims only.")
    ] = False,
    public: Annotated[
        bool,
        typer.Option(
            "--public", help="As it may be published: reviewed, coarse, no private names."
        ),
    ] = False,
    unreviewed: Annotated[
        bool,
        typer.Option(
            "--unreviewed", help="With --public, and in claimreview: what nobody reviewed, too."
        ),
    ] = False,
    imported: Annotated[
        bool,
        typer.Option(
            "--with-imported", help="With --public: rows of ACLED, UCDP GED that were added, too."
        ),
    ] = False,
    publisher: Annotated[
        str | None, typer.Option("--publisher", help="Who publishes (jsonld, claimreview).")
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", help="Your page that names begin with (jsonld, claimreview)."),
    ] = None,
    workspace: WorkspaceOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Write claims or incidents into a file of another form, with what it leaves out beside it."""
    given = dict(locals())
    if form.lower() in ELSEWHERE:
        ELSEWHERE[form.lower()](given)
        return
    from riwaya.pipeline import known_with  # noqa: PLC0415 (slow to load)

    with opened(workspace) as inside:
        from riwaya.export.forms.registry import form_named  # noqa: PLC0415
        from riwaya.processes import cores  # noqa: PLC0415
        from riwaya.store.engine import for_people  # noqa: PLC0415
        from riwaya.workspace.exporting import export as write  # noqa: PLC0415

        chosen = form_named(form)
        into = _place(output, chosen)
        known = known_with(inside.folder.knowledge)
        wish = wish_of(given, known, chosen)
        with for_people(str(inside.folder.path)):
            written, passed = write(inside, chosen, into, wish, known, processes=cores())
        if as_json:
            print_json(_told(written, passed))
        _say(chosen, written, passed, quiet=quiet or as_json)


def _place(output: Path | None, form: "Form") -> Path:
    if output is None:
        raise BadInput(f"name the file to write: -o NAME{form.suffix}")
    return output


def wish_of(given: dict[str, Any], known: Any, form: "Form") -> "Wish":
    """What options ask for, of any command that writes a form; raises BadInput."""
    from riwaya.workspace.asked import query_of  # noqa: PLC0415 (slow to load)
    from riwaya.workspace.wishing import option, wish_with  # noqa: PLC0415

    return wish_with(
        query_of({**given, "limit": 0}, known),
        form,
        called=option,
        public=given["public"],
        unreviewed=given["unreviewed"],
        with_imported=bool(given.get("imported")),
        reviewed=given["reviewed"],
        limit=given["limit"],
        publisher=given.get("publisher"),
        base_url=given.get("base_url"),
    )


def _told(written: "Written", passed: "Passed") -> dict[str, Any]:
    return {
        "files": [str(path) for path in written.files],
        "rows": written.rows,
        "losses": written.losses,
        **passed.told(),
    }


def _say(form: "Form", written: "Written", passed: "Passed", *, quiet: bool) -> None:
    tell(f"{written.files[0]}: {written.rows:,} rows ({form.edition})", quiet=quiet)
    for path in written.files[1:]:
        tell(f"    beside it: {path.name}", quiet=quiet)
    for line in _losses(written.losses or {}):
        tell(f"    {line}", quiet=quiet)
    if not written.rows:
        tell(_nothing(form, passed), quiet=quiet)


def _losses(losses: dict[str, Any]) -> list[str]:
    """What the form couldn't carry, a line each."""
    named = (("left out", "left_out"), ("not carried", "not_carried"))
    return [
        f"{title}: {count:,} × {what}"
        for title, key in named
        for what, count in losses.get(key, {}).items()
    ]


def _nothing(form: "Form", passed: "Passed") -> str:
    if passed.claims or passed.incidents:
        return "nothing of what fits can be said in this form; see the losses"
    if form.of == "incidents":
        return "no incident fits; `riwaya fuse` makes incidents, --public takes reviewed claims"
    return "no claim fits; leave something out, or see --help; --public takes reviewed claims"
