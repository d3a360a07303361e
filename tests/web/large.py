"""A workspace of 1,000 reports and more: the training reports with their annotated claims.

Nothing is read by the model, so that it is there in a minute: the claims that people annotated are
resolved and kept as a reading.
"""

from itertools import islice
from pathlib import Path

import msgspec

from riwaya.export.gloss import with_glosses
from riwaya.pipeline import shipped_knowledge, with_outlet
from riwaya.records.report import Document, Report
from riwaya.resolving.claims import resolve_claims
from riwaya.store.decided import decided
from riwaya.store.entries import entries_of
from riwaya.store.readings import Read, packed, put_readings
from riwaya.store.reports import Taken, put_reports, report_id
from riwaya.store.takes import Take, put_takes
from riwaya.workspace.fusing import fuse
from riwaya.workspace.passages import indexed_words
from riwaya.workspace.workspace import Workspace
from training.compact import Compiled, compile_folder

TRAINING = Path(__file__).parents[2] / "training" / "reports"
MADE_AT = "2026-01-01T00:00:00Z"
AT_ONCE = 200


def large_workspace(path: Path, count: int = 1000) -> Workspace:
    """A workspace at `path` with so many reports, fused."""
    workspace = Workspace.create(path, by="tester")
    compiled = islice(compile_folder(TRAINING), count)
    number = 0
    while several := [kept(one) for one in islice(compiled, AT_ONCE)]:
        number += 1
        keep(workspace, number, several)
    fuse(workspace)
    return workspace


def kept(one: Compiled) -> tuple[Taken, Read]:
    """An annotated report as the workspace keeps what a model has read."""
    known = one.document.report
    report = Report(
        id="", sha256=Report.digest(one.text), outlet=known.outlet, published=known.published,
        title=one.text.splitlines()[0][:120],
    )  # fmt: skip
    report = with_outlet(msgspec.structs.replace(report, id=report_id(report)))
    claims = resolve_claims(one.text, one.document.claims, report, shipped_knowledge())
    claims = [msgspec.structs.replace(claim, confidence=0.9) for claim in claims]
    document = with_glosses(Document(report=report, claims=tuple(claims), model="annotated"))
    found = decided(document, ())
    words = indexed_words(one.text, [claim.claim for claim in found])
    read = Read(
        report=report.id, reader="annotated", model="annotated", riwaya="0",
        document=packed(document), entries=entries_of(report, found, words),
    )  # fmt: skip
    return Taken(report=report, text=one.text, part=one.name), read


def keep(workspace: Workspace, number: int, several: list[tuple[Taken, Read]]) -> None:
    """Put reports with their readings into the database, as pieces of one source."""
    name = f"annotated-{number}.jsonl"
    take = Take(
        raw_sha256=f"{number:064x}", source=name, locator=f"/annotated/{name}", kind="jsonl",
        facts={}, mapping={}, seq=number, taken_at=MADE_AT, taken_by="tester",
    )  # fmt: skip
    with workspace.engine.begin() as connection:
        put_takes(connection, [take])
        taken = [(number, one) for one, _ in several]
        numbers = {id_: n for id_, (n, _) in put_reports(connection, taken).items()}
        put_readings(connection, [read for _, read in several], numbers, MADE_AT)
