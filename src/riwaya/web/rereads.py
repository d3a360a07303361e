"""Some reports read again, by a process of its own: `python -m riwaya.web.rereads`.

A card in the workspace's folder says which reports, for which names, for whom, and how far it is;
the process writes it, the desk reads it. A process that dies is told by its card's silence: the
desk that started it writes that down.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

import msgspec

from riwaya.errors import BadInput, RiwayaError
from riwaya.web.job import ID
from riwaya.workspace.fusing import fuse
from riwaya.workspace.reread_some import reread_reports
from riwaya.workspace.workspace import Workspace

if TYPE_CHECKING:
    from riwaya.workspace.reading import Tally

PLACE = Path("desk", "rereads")
#: Cards that stay.
KEPT = 20
#: The card is written so often at most, in seconds.
OFTEN = 0.3


class Reread(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be read again and how far that is; `reports` are numbers of reports."""

    id: str
    names: tuple[str, ...]
    reports: tuple[int, ...]
    by: str
    made_at: str
    read: int = 0
    claims: int = 0
    ended: bool = False
    error: str | None = None


def start(
    workspace: Path,
    names: Sequence[str],
    reports: Sequence[int],
    by: str,
    ended: Callable[[], None],
) -> str:
    """Have reports read again; returns the id. `ended` is called (in another thread) at the end."""
    if not reports:
        raise BadInput("no report mentions the name: nothing to read again")
    id_ = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{token_hex(6)}"
    card = _card(workspace, id_)
    card.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    for old in sorted(card.parent.glob("*.json"), reverse=True)[KEPT - 1 :]:
        old.unlink(missing_ok=True)
    made = datetime.now(UTC).isoformat(timespec="seconds")
    _keep(
        card,
        Reread(id=id_, names=tuple(names), reports=tuple(reports), by=by, made_at=made),
    )
    waiting = threading.Thread(target=_run, args=(workspace, card, ended), daemon=True)
    waiting.start()
    return id_


def find(workspace: Path, id_: str) -> Reread:
    """How far it is; raises BadInput where there is none of this id."""
    if not ID.fullmatch(id_):
        raise BadInput(f"{id_[:40]}: nothing is being read again under this name")
    return _read(_card(workspace, id_))


def _card(workspace: Path, id_: str) -> Path:
    return workspace / PLACE / f"{id_}.json"


def _run(workspace: Path, card: Path, ended: Callable[[], None]) -> None:
    command = [sys.executable, "-m", "riwaya.web.rereads", str(workspace), str(card)]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        check=False,
    )  # fmt: skip
    now = _read(card)
    if not now.ended:
        error = f"the reading process died (code {done.returncode}); ask for it again"
        _keep(card, msgspec.structs.replace(now, ended=True, error=error))
    ended()


def _read(card: Path) -> Reread:
    try:
        return msgspec.json.decode(card.read_bytes(), type=Reread)
    except (OSError, msgspec.DecodeError):
        raise BadInput(f"{card.stem}: nothing is being read again under this name") from None


def _keep(card: Path, reread: Reread) -> None:
    unfinished = card.with_name(f".{card.name}.{os.getpid()}")
    unfinished.write_bytes(msgspec.json.encode(reread))
    unfinished.replace(card)


def read_again(workspace: Workspace, card: Path) -> None:
    """Do what a card asks for, and say on it how far that is."""
    asked = _read(card)
    said = time.monotonic()

    def watch(tally: "Tally") -> None:
        nonlocal said
        if time.monotonic() - said > OFTEN:
            said = time.monotonic()
            _keep(card, msgspec.structs.replace(asked, read=tally.read, claims=tally.claims))

    try:
        tally = reread_reports(workspace, asked.reports, watch=watch)
        fuse(workspace)
    except RiwayaError as error:
        _keep(card, msgspec.structs.replace(asked, ended=True, error=str(error)))
    else:
        done = msgspec.structs.replace(asked, read=tally.read, claims=tally.claims, ended=True)
        _keep(card, done)


if __name__ == "__main__":
    with Workspace(sys.argv[1]) as opened:
        read_again(opened, Path(sys.argv[2]))
