"""The log's head as a seal, and a file for it."""

from pathlib import Path
from typing import TYPE_CHECKING

from riwaya.errors import BadWorkspace
from riwaya.ingest.acts import Sealed
from riwaya.ingest.seal import Seal

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace


def seal_now(workspace: "Workspace", output: Path | None = None) -> str:
    """Note in the log that it is sealed, then give the head's line; writes it into a file too."""
    with workspace.writing():
        place = str(output) if output else "printed"
        record = workspace.custody.append([Sealed(place=place)])[-1]
        sealed = Seal(workspace.custody.workspace, record.head)
        if output is not None:
            try:
                output.write_text(sealed.page(record.at), encoding="utf-8")
            except OSError as error:
                raise BadWorkspace(f"{output}: can't be written: {error.strerror}") from None
    return str(sealed)
