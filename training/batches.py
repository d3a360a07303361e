"""Examples -> padded tensors."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from riwaya.reading.blocks import padded_length
from riwaya.reading.features import SIZES, Span, link_features, pair_features
from riwaya.reading.labels import ATTRIBUTES, LAYERS
from riwaya.reading.pieces import PAD
from training.examples import LONGEST, Example

#: Lengths are padded to multiples of this.
STEP = 64
#: A label that no loss counts.
IGNORED = -100


@dataclass(slots=True)
class Pairs:
    """Triggers against spans of one layer: features, labels and where the spans stand."""

    starts: Tensor
    ends: Tensor
    places: Tensor
    labels: Tensor


@dataclass(slots=True)
class Batch:
    """Windows of one step."""

    ids: Tensor
    lengths: Tensor
    first: Tensor
    last: Tensor
    trigger: Tensor
    trims: Tensor
    tags: dict[str, Tensor]
    claim_words: Tensor
    claim_events: Tensor
    attributes: dict[str, Tensor]
    pairs: dict[str, Pairs]
    links: Pairs
    source_kinds: Tensor
    source_named: Tensor
    claims: int


def rounded(length: int) -> int:
    """A length up to a multiple of a step: few distinct shapes, so that kernels are reused."""
    return min(LONGEST, -(-length // STEP) * STEP)


def padded(rows: Sequence[Sequence[int]], width: int, filler: int) -> Tensor:
    """Rows of integers as one tensor."""
    return torch.tensor([[*row, *[filler] * (width - len(row))] for row in rows])


def batch_of(
    examples: Sequence[Example], extra: Sequence[dict[str, list[Span]]] | None = None
) -> Batch:
    """One batch; `extra` holds spans per layer that the network found and gold hasn't."""
    length = padded_length(rounded(max(len(example.ids) for example in examples)))
    words = rounded(max(len(example.words) for example in examples))
    claims = max(1, *(len(example.targets) for example in examples), 1)
    extra = extra or [{} for _ in examples]
    spans = {
        layer: [
            [*example.spans[layer], *more.get(layer, [])]
            for example, more in zip(examples, extra, strict=True)
        ]
        for layer in LAYERS
    }
    return Batch(
        ids=padded([e.ids for e in examples], length, PAD),
        lengths=torch.tensor([len(e.ids) for e in examples]),
        first=padded([e.first for e in examples], words, 0),
        last=padded([e.last for e in examples], words, 0),
        trigger=padded([e.trigger for e in examples], words, IGNORED),
        trims=padded([e.trims for e in examples], words, IGNORED),
        tags={layer: padded([e.tags[layer] for e in examples], words, IGNORED) for layer in LAYERS},
        claim_words=padded([[t.word for t in e.targets] for e in examples], claims, 0),
        claim_events=padded([[t.event for t in e.targets] for e in examples], claims, 0),
        attributes={
            name: padded(
                [[t.attributes[name] for t in e.targets] for e in examples], claims, IGNORED
            )
            for name in ATTRIBUTES
        },
        pairs={layer: pairs_of(examples, layer, spans[layer], claims) for layer in LAYERS},
        links=links_of(examples, claims),
        source_kinds=source_labels(examples, spans["source"], 0),
        source_named=source_labels(examples, spans["source"], 1),
        claims=sum(len(e.targets) for e in examples),
    )


def pairs_of(
    examples: Sequence[Example], layer: str, spans: Sequence[Sequence[Span]], claims: int
) -> Pairs:
    """Every claim against every span of a layer."""
    width = max(1, *(len(row) for row in spans), 1)
    places = np.zeros((len(examples), claims, width, len(SIZES)), dtype=np.int64)
    labels = np.full((len(examples), claims, width), IGNORED, dtype=np.int64)
    for number, (example, row) in enumerate(zip(examples, spans, strict=True)):
        triggers = [target.word for target in example.targets]
        if not triggers or not row:
            continue
        places[number, : len(triggers), : len(row)] = pair_features(
            triggers, row, example.sentence, example.quotes
        )
        for i, target in enumerate(example.targets):
            labels[number, i, : len(row)] = [target.roles.get((layer, span), 0) for span in row]
    return Pairs(
        padded([[s for s, _ in row] for row in spans], width, 0),
        padded([[e for _, e in row] for row in spans], width, 1),
        torch.from_numpy(places),
        torch.from_numpy(labels),
    )


def links_of(examples: Sequence[Example], claims: int) -> Pairs:
    """Every claim against every other claim of its window."""
    places = np.zeros((len(examples), claims, claims, len(SIZES)), dtype=np.int64)
    labels = np.full((len(examples), claims, claims), IGNORED, dtype=np.int64)
    words = padded([[t.word for t in e.targets] for e in examples], claims, 0)
    for number, example in enumerate(examples):
        triggers = [target.word for target in example.targets]
        if not triggers:
            continue
        size = len(triggers)
        places[number, :size, :size] = link_features(triggers, example.sentence, example.quotes)
        labels[number, :size, :size] = 0
        where = {target.id: i for i, target in enumerate(example.targets)}
        for i, target in enumerate(example.targets):
            labels[number, i, i] = IGNORED
            for claim, relation in target.links:
                if claim in where:
                    labels[number, i, where[claim]] = relation
    return Pairs(words, words + 1, torch.from_numpy(places), torch.from_numpy(labels))


def source_labels(
    examples: Sequence[Example], spans: Sequence[Sequence[Span]], index: int
) -> Tensor:
    """Kind (0) or named (1) of each source span; spans that gold hasn't are ignored."""
    width = max(1, *(len(row) for row in spans), 1)
    rows = [
        [e.sources[span][index] if span in e.sources else IGNORED for span in row]
        for e, row in zip(examples, spans, strict=True)
    ]
    return padded(rows, width, IGNORED)
