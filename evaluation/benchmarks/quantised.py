"""What int8 costs: the same network exported with integer and with float products, on gold.

`python -m evaluation.benchmarks.quantised` needs torch and training/work/network.pt (`make train`).
"""

import json
import shutil
import tempfile
from pathlib import Path

import torch

from evaluation.gold import gold_folders, predictions
from evaluation.score import score
from riwaya.pipeline import MODEL, Reader
from training.encoder import base_encoder
from training.export import export
from training.network import Network
from training.vocabulary import cut
from training.weights import Weights, fetch

WORK = Path(__file__).parents[2] / "training" / "work"


def main() -> None:
    """Print the figures of both on every gold set."""
    weights, tokenizer_file = fetch(WORK)
    kept, _ = cut(tokenizer_file)
    network = Network(base_encoder(Weights(weights), kept))
    network.load_state_dict(torch.load(WORK / "network.pt"))
    with tempfile.TemporaryDirectory() as scratch:
        floats = Path(scratch, "floats")
        export(network, floats, integer=False)
        for name in ("pieces.json", "model.json"):
            shutil.copy(MODEL / name, floats)
        readers = {"int8": Reader(MODEL), "fp32": Reader(floats)}
        for gold, folder in gold_folders().items():
            for name, reader in readers.items():
                with predictions(reader, folder) as found:
                    figures, _ = score(folder, found)
                shown = {
                    key: round(figures[key], 4)
                    for key in (
                        "score",
                        "claims_f1",
                        "arguments_f1",
                        "attribution_f1",
                        "quantities_f1",
                    )
                }
                print(gold, name, json.dumps(shown), flush=True)


if __name__ == "__main__":
    main()
