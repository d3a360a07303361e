"""A bundle of a workspace to hand over: raw bytes, texts, claims and the custody log."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, select

from riwaya.export.bag.bagit import Bagged, BagReport, write_bag
from riwaya.records.dataset import CODED, dataset
from riwaya.records.report import Document
from riwaya.store.readings import current_document
from riwaya.store.reports import report_of
from riwaya.store.tables import reports, takes

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace

ROWS = 200


def bundle(workspace: "Workspace", into: Path) -> Bagged:
    """Write a BagIt bag (a folder, or a zip where the name says so) of all that isn't redacted.

    Takes the lock while it copies, so that the log and the bytes agree; raises BadInput.
    """
    rights = {"Rights": "; ".join(terms)} if (terms := terms_in(workspace)) else {}
    with workspace.writing():
        archive = workspace.archive
        return write_bag(
            into,
            raw=((sha, archive.path(sha)) for sha in archive.shas()),
            reports=_reports(workspace),
            custody=workspace.custody.lines(),
            info={"Internal-Sender-Identifier": workspace.folder.id, **rights},
        )


def terms_in(workspace: "Workspace") -> list[str]:
    """The terms of the datasets whose tables the workspace holds."""
    query = select(takes.c.kind).where(takes.c.kind.in_(CODED)).distinct()
    with workspace.engine.connect() as connection:
        kinds = connection.execute(query).scalars().all()
    return [dataset(kind).terms for kind in sorted(kinds)]


def _reports(workspace: "Workspace") -> Iterator[BagReport]:
    with workspace.engine.connect() as connection:
        after = 0
        while True:
            query = select(reports).where(reports.c.n > after, reports.c.text.is_not(None))
            rows: list[Row[Any]] = list(connection.execute(query.order_by(reports.c.n).limit(ROWS)))
            if not rows:
                return
            for row in rows:
                document = current_document(connection, row.n) or Document(report=report_of(row))
                yield BagReport(row.id, row.text, document)
            after = rows[-1].n
