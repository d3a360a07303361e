"""Annotated reports -> a trained network, seeded: `python -m training.train`.

The first pass trains on most reports. Late ones, short and at a low rate, each begin where it ended
and take in the authors in `LATE`, whose reports were written for what real pages still got wrong.
The mean of their weights is better than each of them (Wortsman and others, 2022: model soups).

With `--goes-on-from FOLDER` training begins where a released model stopped: no base weights, and
just late passes, over all reports, that differ in their seed.
"""

import argparse
import random
import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from riwaya.reading.pieces import Pieces
from training.average import Weights as Weighed
from training.average import mean_of
from training.compact import Compiled, compile_folders
from training.encoder import base_encoder
from training.held_out import HELD_OUT
from training.loop import Course, train
from training.network import Network
from training.released import released_network
from training.vocabulary import cut
from training.weights import Weights, fetch

HERE = Path(__file__).parent
#: The authors whose reports join in each late pass.
LATE = (("x",), ("x", "y"))
#: Late passes where a released model is gone on from.
TURNS = 2


def options() -> argparse.ArgumentParser:
    """Command line; the defaults are what the released model was made with."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=Path, default=HERE / "reports")
    parser.add_argument(
        "--also", type=Path, nargs="*", default=[],
        help="further folders of reports, as `riwaya corrections export` writes them",
    )  # fmt: skip
    parser.add_argument(
        "--goes-on-from",
        type=Path,
        help="folder of a released model, such as src/riwaya/data/model",
    )
    parser.add_argument("--work", type=Path, default=HERE / "work")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--planned", type=int, default=14, help="epochs over which the rate falls")
    parser.add_argument("--late-epochs", type=int, default=4)
    parser.add_argument("--every", type=int, default=5, help="epochs between measurements")
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--rate", type=float, default=2.5e-4)
    parser.add_argument("--late-rate", type=float, default=1.3e-4)
    parser.add_argument("--decay", type=float, default=0.95, help="rate of a layer to the next")
    parser.add_argument("--average", type=float, default=0.998, help="decay of averaged weights")
    parser.add_argument("--augment", type=float, default=1.0, help="0: reports as they are")
    parser.add_argument("--share", type=float, default=1.0, help="share of the reports")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--gold", type=Path, nargs="*", default=[], help="measured, never trained on"
    )
    parser.add_argument(
        "--last-pass", action="store_true", help="only late ones, from work/first.pt as it is"
    )
    return parser


def train_network(chosen: argparse.Namespace) -> None:
    """All passes; work/network.pt holds the result."""
    torch.manual_seed(chosen.seed)
    network, tokenizer = untrained(chosen)
    tokenizer.save(str(chosen.work / "pieces.json"))
    pieces = Pieces(chosen.work / "pieces.json")
    reports = compile_folders(chosen.reports, chosen.also)
    held = [report for report in reports if report.name.startswith(HELD_OUT)]
    taught = [report for report in reports if not report.name.startswith(HELD_OUT)]
    taught = random.Random(chosen.seed).sample(taught, round(len(taught) * chosen.share))
    late = {author for several in LATE for author in several}
    early = without(taught, late)
    claims = sum(len(report.document.claims) for report in taught)
    print(f"{len(taught)} reports, {len(early)} of them early, {claims} claims, "
          f"{len(held)} held out", flush=True)  # fmt: skip
    if chosen.goes_on_from:
        began = {name: weight.clone() for name, weight in network.state_dict().items()}
        late_passes(network, began, [taught] * TURNS, held, pieces, chosen)
        return
    result, first = chosen.work / "network.pt", chosen.work / "first.pt"
    joined = [without(taught, late - set(joining)) for joining in LATE]
    if not chosen.last_pass:
        early_course = Course(chosen.epochs, chosen.planned, chosen.rate, unwary=2)
        train(network, early, held, pieces, early_course, chosen)
        shutil.copy(result, first)
    if not chosen.late_epochs:
        return
    late_passes(network, torch.load(first), joined, held, pieces, chosen)


def untrained(chosen: argparse.Namespace) -> tuple[Network, Tokenizer]:
    """The network that training begins with, and its tokenizer."""
    chosen.work.mkdir(parents=True, exist_ok=True)
    if chosen.goes_on_from:
        tokenizer = Tokenizer.from_file(str(chosen.goes_on_from / "pieces.json"))
        return released_network(chosen.goes_on_from), tokenizer
    weights_file, tokenizer_file = fetch(chosen.work)
    kept, tokenizer = cut(tokenizer_file)
    return Network(base_encoder(Weights(weights_file), kept)), tokenizer


def late_passes(
    network: Network,
    began: Weighed,
    several: Sequence[Sequence[Compiled]],
    held: list[Compiled],
    pieces: Pieces,
    chosen: argparse.Namespace,
) -> None:
    """A pass over each lot of reports, all from the same weights; the mean of them is kept."""
    result, passes = chosen.work / "network.pt", []
    for number, reports in enumerate(several):
        network.load_state_dict(began)
        turn = several[:number].count(reports)  # the same reports again come in another order
        course = Course(chosen.late_epochs, chosen.late_epochs, chosen.late_rate, 0, turn)
        train(network, reports, held, pieces, course, chosen)
        passes.append(torch.load(result))
    torch.save(mean_of(passes), result)


def without(reports: Sequence[Compiled], authors: Collection[str]) -> list[Compiled]:
    """The reports of all other authors, in their order."""
    return [report for report in reports if not report.name.startswith(tuple(authors))]


if __name__ == "__main__":
    train_network(options().parse_args())
