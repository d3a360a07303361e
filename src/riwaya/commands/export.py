"""`riwaya export`: claims and incidents in the forms that the field's tools read."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from riwaya.commands.amounts import amount
from riwaya.commands.elsewhere import ELSEWHERE, Elsewhere
from riwaya.commands.filters import NO_FILTERS, Filters, WordsArgument
from riwaya.commands.grouped import grouped
from riwaya.commands.options import (
    JsonOption,
    QuietOption,
    WorkspaceOption,
    opened,
    print_json,
    tell,
)
from riwaya.commands.scope import ALL_EXPORTED, ExportScope, wish_of
from riwaya.errors import BadInput

if TYPE_CHECKING:
    from riwaya.export.forms.exported import Passed, Written
    from riwaya.export.forms.registry import Form


def _beginning(incomplete: str) -> list[str]:
    """The forms whose names begin so: what the Tab key offers."""
    from riwaya.export.forms.registry import FORMS  # noqa: PLC0415 (only when a shell asks)

    return [name for name in FORMS if name.startswith(incomplete.lower())]


@grouped
def export(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT", help="csv, xlsx, geojson, acled, …", autocompletion=_beginning
        ),
    ],
    words: WordsArgument = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write.")
    ] = None,
    filters: Filters = NO_FILTERS,
    scope: ExportScope = ALL_EXPORTED,
    workspace: WorkspaceOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Write claims or incidents into a file of another form, with what it leaves out beside it."""
    if form.lower() in ELSEWHERE:
        asked = Elsewhere(words, filters, scope, output, quiet=quiet)
        with opened(workspace) as inside:
            ELSEWHERE[form.lower()](inside, asked)
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
        wish = wish_of(words, filters, scope, known, chosen)
        with for_people(str(inside.folder.path)):
            written, passed = write(inside, chosen, into, wish, known, processes=cores())
        if as_json:
            print_json(_told(written, passed))
        _say(chosen, written, passed, quiet=quiet or as_json)


def _place(output: Path | None, form: "Form") -> Path:
    if output is None:
        raise BadInput(f"name the file to write: -o NAME{form.suffix}")
    return output


def _told(written: "Written", passed: "Passed") -> dict[str, Any]:
    return {
        "files": [str(path) for path in written.files],
        "rows": written.rows,
        "losses": written.losses,
        **passed.told(),
    }


def _say(form: "Form", written: "Written", passed: "Passed", *, quiet: bool) -> None:
    tell(f"{written.files[0]}: {amount(written.rows, 'row')} ({form.edition})", quiet=quiet)
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
