"""What the network is wrong about, as one number to lower."""

import torch
from torch import Tensor
from torch.nn import functional

from riwaya.reading.labels import ATTRIBUTES, LAYERS
from training.batches import IGNORED, Batch
from training.network import Network, pick, span_states

#: A missed trigger loses the whole claim, so triggers weigh double.
TRIGGER_WEIGHT = 2.0


def mean_loss(logits: Tensor, labels: Tensor) -> Tensor:
    """Cross-entropy per counted label; 0 where there is none."""
    if not bool((labels != IGNORED).any()):
        return logits.sum() * 0
    return functional.cross_entropy(
        logits.float().flatten(0, -2), labels.flatten(), ignore_index=IGNORED
    )


def sum_loss(logits: Tensor, labels: Tensor) -> Tensor:
    """Cross-entropy summed over counted labels."""
    return functional.cross_entropy(
        logits.float().flatten(0, -2), labels.flatten(), ignore_index=IGNORED, reduction="sum"
    )


def loss_of(network: Network, batch: Batch, words: Tensor) -> Tensor:
    """The loss of a batch, given its word states."""
    heads = network.heads
    words = heads.dropout(words)
    found = heads.on_words(words)
    total = TRIGGER_WEIGHT * mean_loss(found["trigger"], batch.trigger)
    total = total + 0.2 * mean_loss(found["trim"], batch.trims)
    for layer in LAYERS:
        total = total + mean_loss(found[f"tags.{layer}"], batch.tags[layer])
    if not batch.claims:
        return total
    claim_words = pick(words, batch.claim_words)
    for name in ATTRIBUTES:
        total = total + mean_loss(heads.attributes[name](claim_words), batch.attributes[name])
    # Roles count per claim, not per pair: most pairs are nothing to each other.
    pairs = torch.zeros(())
    for layer in LAYERS:
        spans = span_states(words, batch.pairs[layer].starts, batch.pairs[layer].ends)
        logits = heads.pairs[layer](
            claim_words, batch.claim_events, spans, batch.pairs[layer].places
        )
        pairs = pairs + sum_loss(logits, batch.pairs[layer].labels)
        if layer == "source":
            total = total + 0.3 * mean_loss(heads.kind(spans), batch.source_kinds)
            total = total + 0.3 * mean_loss(heads.named(spans), batch.source_named)
    spans = span_states(words, batch.links.starts, batch.links.ends)
    logits = heads.links(claim_words, batch.claim_events, spans, batch.links.places)
    pairs = pairs + sum_loss(logits, batch.links.labels)
    return total + pairs / batch.claims
