"""A model's figures on annotated reports, by the scorer that the gate uses."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from evaluation.score import score
from riwaya.reading.confidence import Calibration
from riwaya.reading.decode import Thresholds
from riwaya.reading.model import Model
from riwaya.reading.pieces import Pieces
from riwaya.reading.reader import read_claims
from riwaya.records.report import Document, Report
from riwaya.resolving.claims import resolve_claims
from training.compact import Compiled

SHOWN = (
    "score", "claims_f1", "claims_precision", "claims_recall", "arguments_f1", "attribution_f1",
    "sourced_accuracy", "quantities_f1", "links_f1", "flags_accuracy", "stance_accuracy",
    "quoted_accuracy", "ece",
)  # fmt: skip


def measure(
    model: Model,
    pieces: Pieces,
    gold: Path | list[Compiled],
    thresholds: Thresholds,
    calibration: Calibration = Calibration(),  # noqa: B008 - frozen
) -> dict[str, float]:
    """Figures of a model over a folder of gold files or over compiled reports."""
    with tempfile.TemporaryDirectory() as scratch:
        right, found = Path(scratch, "gold"), Path(scratch, "found")
        right.mkdir()
        found.mkdir()
        for name, text, content in gold_files(gold):
            (right / f"{name}.json").write_bytes(content)
            (right / f"{name}.txt").write_bytes(text.encode())
            claims = resolve_claims(text, read_claims(text, model, pieces, thresholds, calibration))
            document = Document(
                report=Report(id=name, sha256=Report.digest(text)), claims=tuple(claims)
            )
            (found / f"{name}.json").write_bytes(msgspec.json.encode(document))
        figures, _ = score(right, found)
    return {name: round(float(figures[name] or 0), 4) for name in SHOWN}


def gold_files(gold: Path | list[Compiled]) -> Iterator[tuple[str, str, bytes]]:
    """(name, text, JSON) of annotated reports."""
    if isinstance(gold, Path):
        for path in sorted(gold.glob("*.json")):
            yield path.stem, path.with_suffix(".txt").read_bytes().decode(), path.read_bytes()
    else:
        for compiled in gold:
            yield compiled.name, compiled.text, msgspec.json.encode(compiled.document)
