"""Redaction: a blob's content goes, its hash and the reason stay, and verification passes."""

from riwaya.errors import BadInput
from riwaya.ingest.acts import Redacted, TakenIn
from riwaya.ingest.archive import Archive
from riwaya.ingest.chain import Record
from riwaya.ingest.custody import CustodyLog


def redact(archive: Archive, log: CustodyLog, sha: str, reason: str) -> Record:
    """Write the redaction down, then take the content away; returns its record. Under the lock.

    A redaction that was stopped in between is finished by asking again. What the database holds of
    the blob is the caller's to remove. Raises BadInput for a blob that isn't known, one that is
    redacted already, and for no reason.
    """
    if not reason.strip():
        raise BadInput("a redaction needs a reason, which the custody log keeps: --reason …")
    here = archive.has(sha)
    last = _last(log, sha)
    if last is None and not here:
        raise BadInput(f"{sha}: not in this workspace; nothing was redacted")
    if last is not None and isinstance(last.act, Redacted):
        if not here:
            raise BadInput(
                f"{sha}: redacted already, {last.at} by {last.by} (record {last.seq:,}): "
                f"{last.act.reason}"
            )
        record = last
    else:
        record = log.append([Redacted(sha256=sha, reason=reason.strip())])[-1]
    if here:
        archive.erase(sha)
    return record


def _last(log: CustodyLog, sha: str) -> Record | None:
    """The last record of a blob's coming or going."""
    found = None
    for record in log.about(sha):
        if isinstance(record.act, TakenIn | Redacted) and record.act.sha256 == sha:
            found = record
    return found
