"""One pass of training: windows in random order, the averaged weights measured as it goes."""

import argparse
import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from riwaya.reading.decode import Thresholds
from riwaya.reading.features import Span
from riwaya.reading.labels import LAYERS
from riwaya.reading.passage import Passage, passage_of
from riwaya.reading.pieces import Pieces
from riwaya.reading.tagging import find_spans
from training.augment import Augmenter
from training.average import Average
from training.batches import batch_of
from training.compact import Compiled
from training.examples import Example, examples_of
from training.losses import loss_of
from training.measure import measure
from training.network import Network
from training.torch_model import TorchModel

#: Steps until the rate is reached.
WARM_UP = 100
#: Heads start from nothing and learn faster than the encoder.
HEADS = 6


@dataclass(frozen=True, slots=True)
class Course:
    """How a pass is run."""

    epochs: int
    #: The rate falls towards the end of so many epochs; a course may stop before.
    planned: int
    rate: float
    #: Epochs before pair heads meet spans that the network makes up: a new one makes up too many.
    unwary: int
    #: Added to the seed that was chosen, so that passes over the same reports differ.
    turn: int = 0


def train(
    network: Network,
    reports: Sequence[Compiled],
    held: list[Compiled],
    pieces: Pieces,
    course: Course,
    chosen: argparse.Namespace,
) -> None:
    """Run a pass; the averaged weights that do best on held-out reports go to work/network.pt."""
    seed = chosen.seed + course.turn
    torch.manual_seed(seed)
    draw = random.Random(seed)
    augmenter = Augmenter(draw, chosen.augment)
    passages = {report.name: passage_of(report.text) for report in reports}
    optimizer = torch.optim.AdamW(
        parameter_groups(network, course.rate, chosen.decay), weight_decay=0.01, fused=True
    )
    total = steps_of(reports, passages, pieces, chosen.batch) * course.planned
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / WARM_UP) * max(0.02, 1 - step / total)
    )
    average = Average(network, chosen.average)
    best, began = 0.0, time.time()
    for epoch in range(1, course.epochs + 1):
        network.train()
        losses = []
        examples = [e for r in reports for e in augmenter.examples(r, passages[r.name], pieces)]
        for group in batches(examples, chosen.batch, draw):
            losses.append(step_of(network, optimizer, group, wary=epoch > course.unwary))
            schedule.step()
            average.update(network)
        minutes = (time.time() - began) / 60
        print(f"epoch {epoch} loss {sum(losses) / len(losses):.3f} {minutes:.1f} min", flush=True)
        if epoch % chosen.every == 0 or epoch == course.epochs:
            best = keep_best(network, average, held, pieces, chosen, best)


def steps_of(
    reports: Sequence[Compiled], passages: Mapping[str, Passage], pieces: Pieces, batch: int
) -> int:
    """Steps of an epoch at most; cut reports have fewer, so the rate ends above its floor."""
    windows = [examples_of(r, pieces, passage=passages[r.name]) for r in reports]
    return int(1.02 * sum(map(len, windows)) / batch) + 1


def step_of(
    network: Network, optimizer: torch.optim.Optimizer, group: list[Example], *, wary: bool
) -> float:
    """One step on a batch of windows; its loss."""
    batch = batch_of(group)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words = network.words(batch.ids, batch.lengths, batch.first, batch.last)
        if wary:
            batch = batch_of(group, distractors(network, group, words))
        loss = loss_of(network, batch, words)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return float(loss.item())


def keep_best(
    network: Network,
    average: Average,
    held: list[Compiled],
    pieces: Pieces,
    chosen: argparse.Namespace,
    best: float,
) -> float:
    """Measure the averaged weights, keep them if they are the best so far; the best score."""
    current = {name: weight.clone() for name, weight in network.state_dict().items()}
    network.load_state_dict(average.weights)
    golds: dict[str, Path | list[Compiled]] = {"held": held}
    golds |= {folder.name: folder for folder in chosen.gold}
    for name, gold in golds.items():
        figures = measure(TorchModel(network), pieces, gold, Thresholds())
        print(name, json.dumps(figures), flush=True)
        # Kept at once: a gold folder that can't be read must not cost the pass.
        if name == "held" and figures["score"] >= best:
            best = figures["score"]
            torch.save(network.state_dict(), chosen.work / "network.pt")
    network.load_state_dict(current)
    return best


def parameter_groups(network: Network, rate: float, decay: float) -> list[dict[str, object]]:
    """Lower layers know the language and learn slower; the heads start from nothing."""
    layers = network.encoder.layers
    depth = len(layers)
    lowest = [*network.encoder.pieces.parameters(), *network.encoder.norm.parameters()]
    groups: list[dict[str, object]] = [
        {"params": [*lowest, network.encoder.positions], "lr": rate * decay**depth},
        {"params": list(network.heads.parameters()), "lr": rate * HEADS},
    ]
    for number, layer in enumerate(layers):
        slower = decay ** (depth - 1 - number)
        groups.append({"params": list(layer.parameters()), "lr": rate * slower})
    return groups


def batches(examples: Sequence[Example], size: int, draw: random.Random) -> Iterator[list[Example]]:
    """Batches of windows of like length, in random order."""
    order = sorted(examples, key=lambda example: len(example.ids) + draw.random() * 60)
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
