"""`make train`: from annotated reports to the released model, all of it, seeded.

Trains (training.train), exports to int8, chooses thresholds and calibrates the exported model on
held-out reports, writes src/riwaya/data/model and the figures of the model card.
"""

import argparse
import json
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import msgspec
import torch
from tokenizers import Tokenizer

from riwaya.pipeline import MODEL
from riwaya.reading.confidence import Calibration
from riwaya.reading.decode import Thresholds
from riwaya.reading.labels import TRIGGERS
from riwaya.reading.model_files import digest_of as model_digest
from riwaya.reading.onnx_model import Card, OnnxModel
from riwaya.reading.pieces import Pieces
from training.calibrate import calibrate, choose_thresholds, right_and_sure
from training.compact import Compiled, compile_folders
from training.examples import examples_of
from training.export import export
from training.held_out import HELD_OUT
from training.measure import measure
from training.network import Network
from training.origin import digest_of
from training.smooth import input_peaks
from training.train import options, train_network, untrained
from training.weights import WHEELS

#: Every so many training reports are listened to for peaks of activations.
LISTENED = 20


def write_card(folder: Path, card: Card) -> None:
    """model.json."""
    content = msgspec.json.format(msgspec.json.encode(card), indent=1)
    (folder / "model.json").write_bytes(content + b"\n")


def release(
    network: Network,
    tokenizer: Tokenizer,
    taught: list[Compiled],
    held: list[Compiled],
    origin: dict[str, Any],
) -> None:
    """Export, choose thresholds, calibrate; the model's folder is replaced at the end."""
    fresh = MODEL.with_name("model.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    tokenizer.save(str(fresh / "pieces.json"), pretty=False)
    pieces = Pieces(fresh / "pieces.json")
    heard = [examples_of(report, pieces)[0] for report in taught[::LISTENED]]
    export(network, fresh, peaks=input_peaks(network, heard))
    card = Card(
        triggers=TRIGGERS, thresholds=Thresholds(), calibration=Calibration(), trained_on=origin
    )
    write_card(fresh, card)
    model = OnnxModel(fresh, threads=2)
    thresholds = choose_thresholds(model, model.pieces, held)
    calibration = calibrate(right_and_sure(model, model.pieces, held, thresholds))
    figures = measure(model, model.pieces, held, thresholds, calibration)
    print("held out, as released:", json.dumps(figures), json.dumps(asdict(thresholds)))
    write_card(
        fresh,
        Card(triggers=TRIGGERS, thresholds=thresholds, calibration=calibration,
             trained_on=origin | {"held_out_figures": figures}),
    )  # fmt: skip
    shutil.rmtree(MODEL, ignore_errors=True)
    fresh.rename(MODEL)


def main() -> None:
    """Make the model."""
    parser = options()
    parser.add_argument("--release-only", action="store_true", help="from work/network.pt as it is")
    chosen: argparse.Namespace = parser.parse_args()
    # Named before anything is written: the folder may be the one that is replaced.
    parent = chosen.goes_on_from and model_digest(chosen.goes_on_from)
    if not chosen.release_only:
        train_network(chosen)
    network, tokenizer = untrained(chosen)
    network.load_state_dict(torch.load(chosen.work / "network.pt"))
    reports = compile_folders(chosen.reports, chosen.also)
    held = [report for report in reports if report.name.startswith(HELD_OUT)]
    taught = [report for report in reports if not report.name.startswith(HELD_OUT)]
    origin = {
        "base": "multilingual-e5-small",
        "wheels": {name: digest for name, (digest, _) in WHEELS.items()},
        "reports": len(taught),
        "claims": sum(len(r.document.claims) for r in taught),
        "held_out": {"authors": list(HELD_OUT), "reports": len(held)},
        "reports_sha256": digest_of(reports),
        "options": {
            name: str(value)
            for name, value in sorted(vars(chosen).items())
            if name not in {"work", "gold", "reports", "also", "release_only", "last_pass",
                            "goes_on_from"}
        },
    }  # fmt: skip
    if chosen.goes_on_from:
        origin["goes_on_from"] = parent
    release(network, tokenizer, taught, held, origin)


if __name__ == "__main__":
    main()
