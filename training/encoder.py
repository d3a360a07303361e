"""The base encoder (multilingual-e5-small, a BERT of 12 layers) as a torch module."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from riwaya.reading.blocks import blocks_of, kind_of
from training.weights import Sizes, Weights

#: Added to the score of a padded position.
FAR_BELOW = -1e4


class FeatureDropout(nn.Module):
    """Dropout of whole features over a sequence: cheap on a processor, and it regularises more."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, states: Tensor) -> Tensor:
        """States of shape (batch, length, width) with some features at zero."""
        if not self.training or not self.share:
            return states
        kept = torch.rand(states.shape[0], 1, states.shape[2]) >= self.share
        return states * (kept.to(states.dtype) / (1 - self.share))


class Layer(nn.Module):
    """One layer: attention, then feed-forward, each added and normalised."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.heads = sizes.heads
        self.attend_in = nn.Linear(sizes.width, 3 * sizes.width)
        self.attend_out = nn.Linear(sizes.width, sizes.width)
        self.attend_norm = nn.LayerNorm(sizes.width, sizes.epsilon)
        self.feed_in = nn.Linear(sizes.width, sizes.feed_forward)
        self.feed_out = nn.Linear(sizes.feed_forward, sizes.width)
        self.feed_norm = nn.LayerNorm(sizes.width, sizes.epsilon)
        self.dropout = FeatureDropout(dropout)

    def forward(self, states: Tensor, hidden: Tensor | None, blocks: int = 1) -> Tensor:
        """States (batch, length, width), attended within so many blocks.

        `hidden` (batch, length) is true where a position is padding.
        """
        batch, length, width = states.shape
        unseen = None if hidden is None else hidden.view(batch * blocks, -1)
        mixed = self.attend(states.view(batch * blocks, length // blocks, width), unseen)
        mixed = mixed.view(batch, length, width)
        states = self.attend_norm(states + self.dropout(self.attend_out(mixed)))
        fed = self.feed_out(functional.gelu(self.feed_in(states)))
        return self.feed_norm(states + self.dropout(fed))  # type: ignore[no-any-return]

    def attend(self, states: Tensor, hidden: Tensor | None) -> Tensor:
        """What each position takes from the others of its row."""
        batch, length, width = states.shape
        parts = self.attend_in(states).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        # Plain products: torch's fused attention is slower backwards on a processor.
        scores = torch.matmul(query / math.sqrt(width // self.heads), key.transpose(-1, -2))
        # Scores stay in the products' precision: at this size their traffic is the cost.
        with torch.autocast("cpu", enabled=False):
            if hidden is not None:
                scores = scores + hidden[:, None, None].to(scores.dtype) * FAR_BELOW
            shares = torch.softmax(scores, dim=-1)
        return torch.matmul(shares, value).transpose(1, 2).reshape(batch, length, width)


class Encoder(nn.Module):
    """Sub-word ids -> states; the vocabulary is cut to the kept ids of the base."""

    def __init__(self, sizes: Sizes, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.sizes = sizes
        self.pieces = nn.Embedding(vocabulary, sizes.width)
        self.positions = nn.Parameter(torch.zeros(sizes.positions, sizes.width))
        self.norm = nn.LayerNorm(sizes.width, sizes.epsilon)
        self.layers = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes.layers))

    def forward(self, ids: Tensor, lengths: Tensor) -> Tensor:
        """States (batch, length, width) of padded ids (batch, length)."""
        length = ids.shape[1]
        hidden = torch.arange(length)[None] >= lengths[:, None]
        mask = hidden if bool(hidden.any()) else None
        states = self.norm(self.pieces(ids) + self.positions[:length])
        counts = blocks_of(length)
        for number, layer in enumerate(self.layers):
            kind = kind_of(number)
            states = layer(states, mask, 1 if kind is None else counts[kind])
        return states


def base_encoder(weights: Weights, kept: list[int], dropout: float = 0.1) -> Encoder:
    """The base encoder with its trained weights."""
    sizes = weights.sizes
    width, wide = sizes.width, sizes.feed_forward
    encoder = Encoder(sizes, len(kept), dropout)

    def take(name: str, *shape: int) -> Tensor:
        return torch.from_numpy(weights.tensor(name, *shape))

    # Segment embeddings are constant for a single text: they go into the positions.
    segment = take("emb.type", -1, width)[0]
    encoder.pieces.weight.data = take("emb.word", -1, width)[kept].clone()
    encoder.positions.data = take("emb.pos", -1, width) + segment
    encoder.norm.weight.data, encoder.norm.bias.data = take("emb.ln.w"), take("emb.ln.b")
    for number, layer in enumerate(encoder.layers):
        name = f"l{number}."
        joined = [take(f"{name}{part}.w", width, width) for part in "qkv"]
        layer.attend_in.weight.data = torch.cat(joined)
        layer.attend_in.bias.data = torch.cat([take(f"{name}{part}.b") for part in "qkv"])
        for module, key, shape in (
            (layer.attend_out, "ao", (width, width)),
            (layer.attend_norm, "aln", (width,)),
            (layer.feed_in, "fi", (wide, width)),
            (layer.feed_out, "fo", (width, wide)),
            (layer.feed_norm, "oln", (width,)),
        ):
            module.weight.data = take(f"{name}{key}.w", *shape)
            module.bias.data = take(f"{name}{key}.b")
    return encoder
