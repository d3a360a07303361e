"""Forms of `riwaya export` that commands of their own write: `bag` (bundle) and `dossier`."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from riwaya.commands.amounts import amount
from riwaya.commands.filters import Filters
from riwaya.commands.grouped import given
from riwaya.commands.options import tell
from riwaya.commands.scope import ExportScope
from riwaya.errors import BadInput

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What `riwaya export` was asked for."""

    words: str | None
    filters: Filters
    scope: ExportScope
    output: Path | None
    quiet: bool = False


def bag(inside: "Workspace", asked: Elsewhere) -> None:
    """The same as `riwaya bundle`: the whole workspace, raw bytes and all, or nothing."""
    from riwaya.workspace.bundling import bundle  # noqa: PLC0415 (slow to load)
    from riwaya.workspace.wishing import option  # noqa: PLC0415

    if asked.scope.public:
        raise BadInput(
            "a bag holds the raw bytes of every report, names and all: it can't be made "
            "--public; publish claims or incidents in another form"
        )
    narrowing = [option(name) for name in given(asked.filters, asked.scope)]
    if asked.words or narrowing:
        raise BadInput(
            f"{asked.words or narrowing[0]}: a bag holds the whole workspace and takes no filters; "
            "leave it out"
        )
    if asked.output is None:
        raise BadInput("name what to write: -o NAME.zip, or a new folder")
    done = bundle(inside, asked.output)
    tell(
        f"{asked.output}: {amount(done.files, 'file')}, {amount(done.size, 'byte')}",
        quiet=asked.quiet,
    )


def dossier(inside: "Workspace", asked: Elsewhere) -> None:
    """The same as `riwaya dossier` with these filters, in English on A4."""
    from riwaya.commands.dossier import write  # noqa: PLC0415 (only where it is asked for)

    write(inside, asked.output, asked.words, asked.filters, asked.scope, quiet=asked.quiet)


#: By the name that `riwaya export` calls them.
ELSEWHERE = {"bag": bag, "dossier": dossier}
