"""Forms of `riwaya export` that commands of their own write: `bag` (bundle) and `dossier`."""

from pathlib import Path
from typing import Any

from riwaya.commands.options import opened, tell
from riwaya.errors import BadInput

#: Options that aren't filters: where, how loud.
PLAIN = frozenset(("form", "output", "workspace", "quiet", "as_json"))


def bag(given: dict[str, Any]) -> None:
    """The same as `riwaya bundle`: the whole workspace, raw bytes and all, or nothing."""
    from riwaya.workspace.bundling import bundle  # noqa: PLC0415 (slow to load)

    with opened(given["workspace"]) as inside:
        if given["public"]:
            raise BadInput(
                "a bag holds the raw bytes of every report, names and all: it can't be made "
                "--public; publish claims or incidents in another form"
            )
        asked = [name for name, value in given.items() if value and name not in PLAIN]
        if asked:
            raise BadInput(
                f"--{asked[0].replace('_', '-')}: a bag holds the whole workspace and takes no "
                "filters; leave it out"
            )
        into: Path | None = given["output"]
        if into is None:
            raise BadInput("name what to write: -o NAME.zip, or a new folder")
        done = bundle(inside, into)
        tell(f"{into}: {done.files:,} files, {done.size:,} bytes", quiet=given["quiet"])


def dossier(given: dict[str, Any]) -> None:
    """The same as `riwaya dossier` with these filters, in English on A4."""
    from riwaya.commands.dossier import write  # noqa: PLC0415 (it imports the export)

    with opened(given["workspace"]) as inside:
        write(inside, given)


#: By the name that `riwaya export` calls them.
ELSEWHERE = {"bag": bag, "dossier": dossier}
