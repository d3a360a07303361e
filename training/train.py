"""Annotated reports -> a trained network: `python -m training.train`; seeded."""

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from riwaya.reading.decode import Thresholds
from riwaya.reading.features import Span
from riwaya.reading.labels import LAYERS
from riwaya.reading.passage import passage_of
from riwaya.reading.pieces import Pieces
from riwaya.reading.tagging import find_spans
from training.augment import Augmenter
from training.batches import batch_of
from training.compact import Compiled, compile_folder
from training.encoder import base_encoder
from training.examples import Example, examples_of
from training.held_out import HELD_OUT
from training.losses import loss_of
from training.measure import measure
from training.network import Network
from training.torch_model import TorchModel
from training.vocabulary import cut
from training.weights import Weights, fetch

HERE = Path(__file__).parent


def options() -> argparse.ArgumentParser:
    """Command line; the defaults are what the released model was made with."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=Path, default=HERE / "reports")
    parser.add_argument("--work", type=Path, default=HERE / "work")
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--every", type=int, default=5, help="epochs between measurements")
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--rate", type=float, default=2.5e-4)
    parser.add_argument("--frozen", type=int, default=0, help="lowest layers that aren't trained")
    parser.add_argument("--decay", type=float, default=0.95, help="rate of a layer to the next")
    parser.add_argument("--average", type=float, default=0.998, help="decay of averaged weights")
    parser.add_argument("--augment", type=float, default=1.0)
    parser.add_argument("--distract", type=int, default=1)
    parser.add_argument("--share", type=float, default=1.0, help="share of the reports")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--gold", type=Path, nargs="*", default=[])
    return parser


def parameter_groups(network: Network, rate: float, decay: float) -> list[dict[str, object]]:
    """Lower layers know the language and learn slower; the heads start from nothing."""
    layers = network.encoder.layers
    depth = len(layers)
    lower = [network.encoder.pieces, network.encoder.norm]
    groups: list[dict[str, object]] = [
        {"params": [p for m in lower for p in m.parameters()], "lr": rate * decay**depth},
        {"params": [network.encoder.positions], "lr": rate * decay**depth},
        {"params": list(network.heads.parameters()), "lr": rate * 6},
    ]
    for number, layer in enumerate(layers):
        groups.append(
            {"params": list(layer.parameters()), "lr": rate * decay ** (depth - 1 - number)}
        )
    for group in groups:
        group["params"] = [p for p in group["params"] if p.requires_grad]
    return [group for group in groups if group["params"]]


class Average:
    """An exponential average of the weights: what is measured and kept."""

    def __init__(self, network: Network, decay: float) -> None:
        self.decay = decay
        self.steps = 0
        self.weights = {k: v.detach().clone() for k, v in network.state_dict().items()}

    @torch.no_grad()
    def update(self, network: Network) -> None:
        """Take in the weights after a step."""
        self.steps += 1
        decay = min(self.decay, self.steps / (self.steps + 10))
        mine, theirs = list(self.weights.values()), list(network.state_dict().values())
        torch._foreach_lerp_(mine, theirs, 1 - decay)


def batches(examples: Sequence[Example], size: int, draw: random.Random) -> Iterator[list[Example]]:
    """Batches of windows of like length, in random order."""
    order = sorted(examples, key=lambda e: len(e.ids) + draw.random() * 60)
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    draw.shuffle(groups)
    yield from groups


def distractors(
    network: Network, examples: Sequence[Example], words: Tensor
) -> list[dict[str, list[Span]]]:
    """Spans that the network finds and gold hasn't: pair heads must learn to leave them."""
    found = []
    with torch.no_grad():
        logits = network.heads.on_words(words.detach())
    for number, example in enumerate(examples):
        rows: dict[str, list[Span]] = {}
        for layer in LAYERS:
            size = len(example.words)
            guessed = find_spans(logits[f"tags.{layer}"][number, :size].float().numpy())
            gold = example.spans[layer]
            rows[layer] = [s for s in guessed if not any(s[0] < e and b < s[1] for b, e in gold)]
        found.append(rows)
    return found


def train_network(chosen: argparse.Namespace) -> None:
    """Train, measure as it goes, keep the best averaged weights on held-out reports."""
    random.seed(chosen.seed)
    torch.manual_seed(chosen.seed)
    draw = random.Random(chosen.seed)
    weights_file, tokenizer_file = fetch(chosen.work)
    kept, tokenizer = cut(tokenizer_file)
    tokenizer.save(str(chosen.work / "pieces.json"))
    pieces = Pieces(chosen.work / "pieces.json")
    reports = list(compile_folder(chosen.reports))
    held = [r for r in reports if r.name.startswith(HELD_OUT)]
    trained = [r for r in reports if not r.name.startswith(HELD_OUT)]
    trained = draw.sample(trained, round(len(trained) * chosen.share))
    network = Network(base_encoder(Weights(weights_file), kept))
    network.encoder.freeze(chosen.frozen)
    print(
        f"{len(trained)} reports, {sum(len(r.document.claims) for r in trained)} claims, "
        f"held out {len(held)}, vocabulary {len(kept)}",
        flush=True,
    )
    train(network, trained, held, pieces, chosen, draw)


def train(
    network: Network,
    reports: list[Compiled],
    held: list[Compiled],
    pieces: Pieces,
    chosen: argparse.Namespace,
    draw: random.Random,
) -> None:
    """The loop."""
    augmenter = Augmenter(draw, chosen.augment)
    passages = {r.name: passage_of(r.text) for r in reports}
    steps_an_epoch = (
        sum(len(examples_of(r, pieces, passage=passages[r.name])) for r in reports) / chosen.batch
    )
    total = int(chosen.epochs * steps_an_epoch * 1.02) + 1
    optimizer = torch.optim.AdamW(
        parameter_groups(network, chosen.rate, chosen.decay), weight_decay=0.01, fused=True
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: min(1.0, (k + 1) / 100) * max(0.02, 1 - k / total)
    )
    average = Average(network, chosen.average)
    began = time.time()
    best = 0.0
    for epoch in range(chosen.epochs):
        start, losses = time.time(), []
        network.train()
        examples = [e for r in reports for e in augmenter.examples(r, passages[r.name], pieces)]
        for group in batches(examples, chosen.batch, draw):
            batch = batch_of(group)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                words = network.words(batch.ids, batch.lengths, batch.first, batch.last)
                if chosen.distract and epoch >= 2:
                    extra = distractors(network, group, words)
                    batch = batch_of(group, extra)
                loss = loss_of(network, batch, words)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            average.update(network)
            losses.append(loss.item())
        print(
            f"epoch {epoch + 1} loss {sum(losses) / len(losses):.3f} {time.time() - start:.0f} s "
            f"{(time.time() - began) / 60:.1f} min",
            flush=True,
        )
        last = epoch + 1 == chosen.epochs
        if (epoch + 1) % chosen.every == 0 or last:
            current = {k: v.clone() for k, v in network.state_dict().items()}
            network.load_state_dict(average.weights)
            figures = measure(TorchModel(network), pieces, held, Thresholds())
            print("held", json.dumps(figures), flush=True)
            for folder in chosen.gold:
                print(
                    folder.name,
                    json.dumps(measure(TorchModel(network), pieces, folder, Thresholds())),
                    flush=True,
                )
            if figures["score"] >= best:
                best = figures["score"]
                torch.save(network.state_dict(), chosen.work / "network.pt")
            network.load_state_dict(current)


if __name__ == "__main__":
    train_network(options().parse_args())
