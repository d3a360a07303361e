"""What people have reviewed -> training reports: each a text and its claims in the compact form."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
from sqlalchemy import Connection, select

from riwaya.errors import BadInput
from riwaya.export.review.training_lines import claim_lines
from riwaya.store.reports import report_of
from riwaya.store.tables import decisions, reports
from riwaya.workspace.report_history import ReportHistory

NOTE = "README.txt"
ABOUT = (
    "Training reports from a workspace of Riwaya: NAME.txt is the text of a report as it was\n"
    "taken in, NAME.claims what people have accepted and corrected of its claims. They hold\n"
    "the full text of reports: pass them on only as you may pass on the reports. To train with\n"
    "them: python -m training.make --also THIS_FOLDER\n"
)


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """One report written: how many claims, how many that nobody has judged were left out."""

    report: str
    claims: int
    open: int


def export_corrections(
    connection: Connection, folder: Path, *, partial: bool = False, overwrite: bool = False
) -> list[Exported]:
    """Write the reports whose claims have all been judged into a folder; with `partial` others too.

    Of those only the judged claims are written: a model that learns from them learns to pass over
    the others. Rejected claims are left out, so a report of which all were rejected has none.
    Raises BadInput for a folder with files in it, unless they may be overwritten.
    """
    _prepare(folder, overwrite=overwrite)
    written = []
    for report in _decided_about(connection):
        history = ReportHistory(connection, report)
        if history.row.text is None or history.row.reading_n is None:
            continue
        standing = list(history.standing.values())
        waiting = sum(one.review == "open" for one in standing)
        if waiting == len(standing) or (waiting and not partial):
            continue
        kept = [one.claim for one in standing if one.review in {"accepted", "corrected"}]
        lines = claim_lines(history.row.text, kept, report_of(history.row))
        if waiting:
            lines.insert(0, f"; partial: {waiting} of {len(standing)} claims were not judged")
        _write(folder, report, history.row.text, lines)
        written.append(Exported(report=report, claims=len(kept), open=waiting))
    if written:
        (folder / NOTE).write_text(ABOUT, encoding="utf-8")
    return written


def _decided_about(connection: Connection) -> Iterator[str]:
    query = select(reports.c.id).where(reports.c.n.in_(select(decisions.c.report_n)))
    yield from connection.execute(query.order_by(reports.c.n)).scalars().all()


def _prepare(folder: Path, *, overwrite: bool) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()) and not overwrite:
            raise BadInput(f"{folder}: is not empty; name another folder, or use --overwrite")
    except OSError as error:
        raise BadInput(f"{folder}: can't be written: {error.strerror}") from None


def _write(folder: Path, name: str, text: str, lines: list[str]) -> None:
    """The text to the letter: its line ends count."""
    try:
        (folder / f"{name}.txt").write_bytes(text.encode())
        (folder / f"{name}.claims").write_text("\n".join([*lines, ""]), encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{folder}: can't be written: {error.strerror}") from None
