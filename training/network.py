"""The network: an encoder, heads on words, heads on pairs; trained together."""

import torch
from torch import Tensor, nn

from riwaya.reading.features import SIZES
from riwaya.reading.labels import ATTRIBUTES, KINDS, LAYERS, LINKS, NAMED, ROLES, TRIGGERS, TRIMS
from training.encoder import Encoder

#: Width of the pair heads.
PAIR_WIDTH = 192
DROPOUT = 0.15


class PairHead(nn.Module):
    """What a trigger and a mention are to each other.

    Sum of what each brings, what they bring together, the event and where they stand.
    """

    def __init__(self, width: int, outputs: int) -> None:
        super().__init__()
        self.trigger = nn.Linear(width, 2 * PAIR_WIDTH)
        self.mention = nn.Linear(2 * width, 2 * PAIR_WIDTH)
        self.event = nn.Embedding(len(TRIGGERS), PAIR_WIDTH)
        self.places = nn.ModuleList(nn.Embedding(size, PAIR_WIDTH) for size in SIZES.values())
        self.mix = nn.Linear(PAIR_WIDTH, PAIR_WIDTH)
        self.out = nn.Linear(PAIR_WIDTH, outputs)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, trigger: Tensor, event: Tensor, mention: Tensor, places: Tensor) -> Tensor:
        """Logits (batch, triggers, mentions, outputs).

        trigger (batch, T, width), event (batch, T), mention (batch, S, 2 * width),
        places (batch, T, S, features).
        """
        trigger_sum, trigger_product = self.trigger(trigger).chunk(2, dim=-1)
        mention_sum, mention_product = self.mention(mention).chunk(2, dim=-1)
        hidden = (trigger_sum + self.event(event))[:, :, None] + mention_sum[:, None]
        hidden = hidden + trigger_product[:, :, None] * mention_product[:, None]
        for number, table in enumerate(self.places):
            hidden = hidden + table(places[..., number])
        hidden = self.dropout(torch.nn.functional.gelu(hidden))
        hidden = self.dropout(torch.nn.functional.gelu(self.mix(hidden)))
        return self.out(hidden)  # type: ignore[no-any-return]


class Heads(nn.Module):
    """Everything above the encoder."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.dropout = nn.Dropout(DROPOUT)
        self.trigger = nn.Linear(width, len(TRIGGERS))
        self.tags = nn.Linear(width, 3 * len(LAYERS))
        self.trim = nn.Linear(width, TRIMS)
        self.attributes = nn.ModuleDict(
            {name: nn.Linear(width, len(classes)) for name, classes in ATTRIBUTES.items()}
        )
        self.kind = nn.Linear(2 * width, len(KINDS))
        self.named = nn.Linear(2 * width, len(NAMED))
        self.pairs = nn.ModuleDict({name: PairHead(width, len(ROLES[name])) for name in LAYERS})
        self.links = PairHead(width, len(LINKS))

    def on_words(self, words: Tensor) -> dict[str, Tensor]:
        """Logits per word (batch, words, classes)."""
        batch, length, _ = words.shape
        tags = self.tags(words).view(batch, length, len(LAYERS), 3)
        found = {"trigger": self.trigger(words), "trim": self.trim(words)}
        found |= {f"tags.{layer}": tags[:, :, i] for i, layer in enumerate(LAYERS)}
        return found | {f"is.{name}": head(words) for name, head in self.attributes.items()}


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads = Heads(encoder.sizes.width)

    def words(self, ids: Tensor, lengths: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Word states (batch, words, width): the mean of a word's first and last sub-word."""
        states = self.encoder(ids, lengths)
        return (pick(states, first) + pick(states, last)) / 2


def pick(states: Tensor, index: Tensor) -> Tensor:
    """States (batch, n, width) at indices (batch, k) -> (batch, k, width)."""
    return torch.gather(states, 1, index[..., None].expand(-1, -1, states.shape[-1]))


def span_states(words: Tensor, starts: Tensor, ends: Tensor) -> Tensor:
    """First and last word of spans [start, end): (batch, spans, 2 * width)."""
    return torch.cat([pick(words, starts), pick(words, ends - 1)], dim=-1)
