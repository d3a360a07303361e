"""Reports with made claims put into a workspace without the model."""

from collections.abc import Iterable

from riwaya.fusion.told import ToldReport
from riwaya.records.report import Document, Report
from riwaya.store.decided import decided
from riwaya.store.entries import entries_of
from riwaya.store.readings import Read, packed
from riwaya.store.reports import Taken, put_reports
from riwaya.store.tables import takes
from riwaya.store.takes import Take, put_takes
from riwaya.store.writing import numbers_of
from riwaya.workspace.keeping import keep
from riwaya.workspace.workspace import Workspace


def put(workspace: Workspace, several: Iterable[ToldReport], *, reader: str = "r") -> list[str]:
    """Keep reports with their claims as if they had been read; returns the ids."""
    ids = []
    with workspace.engine.begin() as connection:
        for told in several:
            report = Report(
                id=told.id,
                outlet=told.outlet,
                published=told.published,
                sha256=Report.digest(told.text),
            )
            take = Take(
                raw_sha256=report.sha256, source=told.sources[0], locator=told.sources[0],
                kind="text", facts={}, mapping={}, seq=0, taken_at="", taken_by="",
            )  # fmt: skip
            put_takes(connection, [take])
            take_n = numbers_of(connection, takes, [take.id])[take.id]
            put_reports(connection, [(take_n, Taken(report=report, text=told.text))])
            document = Document(report=report, claims=told.claims, model="m", riwaya="0")
            found = decided(document, ())
            read = Read(
                report=report.id, reader=reader, model="m", riwaya="0", document=packed(document),
                entries=entries_of(report, found, [""] * len(found)),
            )  # fmt: skip
            keep(connection, [read], "")
            ids.append(report.id)
    return ids
