"""Redaction in a workspace: the bytes, and all that the database holds of them."""

from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import func, select

from riwaya.errors import BadInput
from riwaya.ingest.acts import Redacted
from riwaya.ingest.chain import Record
from riwaya.ingest.redact import redact
from riwaya.store.erasing import erase, note_redaction
from riwaya.store.reports import find_report, sources_of_report
from riwaya.store.tables import redactions
from riwaya.store.takes import last_seq
from riwaya.store.turns import turn

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace

#: A report's id opens like this; anything else is a hash of bytes.
REPORT = "r"


class Redaction(msgspec.Struct, frozen=True):
    """What was redacted: the bytes' digests, and the reports whose content went."""

    shas: tuple[str, ...]
    reports: tuple[str, ...]
    reason: str


def redact_all(workspace: "Workspace", wanted: str, reason: str) -> Redaction:
    """Redact a report (by id) with all bytes that it was found in, or bytes by their SHA-256.

    A container's other reports go with it. Raises BadInput for what isn't there.
    """
    with workspace.writing():
        shas = _shas(workspace, wanted)
        gone: list[str] = []
        for sha in shas:
            record = redact(workspace.archive, workspace.custody, sha, reason)
            gone += _forget(workspace, sha, record, reason)
    return Redaction(tuple(shas), tuple(dict.fromkeys(gone)), reason)


def _shas(workspace: "Workspace", wanted: str) -> list[str]:
    if not wanted.startswith(REPORT):
        return [wanted]
    with workspace.engine.connect() as connection:
        row = find_report(connection, wanted)
        if row is None:
            raise BadInput(f"{wanted}: no such report in this workspace")
        taken = sources_of_report(connection, row.n)
        gone = set(connection.execute(select(redactions.c.raw_sha256)).scalars())
    shas = list(dict.fromkeys(take.raw_sha256 for take in taken))
    if all(sha in gone for sha in shas):
        raise BadInput(f"{wanted}: redacted already")
    return [sha for sha in shas if sha not in gone]


def _forget(workspace: "Workspace", sha: str, record: Record, reason: str) -> list[str]:
    """Erase what the database holds of the bytes, and note last that it is done."""
    gone = erase(workspace.engine, sha)
    with turn(workspace.engine) as connection:
        note_redaction(connection, sha, record.seq, record.at, reason)
    return gone


def finish_redactions(workspace: "Workspace") -> None:
    """Take away what the log says was redacted: a stop in between leaves it where it was."""
    with workspace.engine.connect() as connection:
        last = connection.execute(select(func.max(redactions.c.seq))).scalar() or 0
        after = max(last, last_seq(connection))
    for record in workspace.custody.records(after):
        act = record.act
        if isinstance(act, Redacted):
            if workspace.archive.has(act.sha256):
                workspace.archive.erase(act.sha256)
            _forget(workspace, act.sha256, record, act.reason)
