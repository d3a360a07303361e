"""The network in training, answering what decoding asks, so that it is measured as it will read."""

from collections.abc import Mapping, Sequence

import torch

from riwaya.reading.features import Integers, Span
from riwaya.reading.labels import LAYERS
from riwaya.reading.model import Floats
from training.network import Network, span_states


class TorchModel:
    """A reader's model over the torch network; see riwaya.reading.model.Model."""

    def __init__(self, network: Network) -> None:
        self.network = network

    @torch.inference_mode()
    def look_at_words(
        self, ids: Sequence[int], first: Sequence[int], last: Sequence[int]
    ) -> dict[str, Floats]:
        """Logits per word, and the word states."""
        self.network.eval()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=torch.is_autocast_cpu_enabled()):
            words = self.network.words(
                torch.tensor([ids]), torch.tensor([len(ids)]), torch.tensor([first]),
                torch.tensor([last]),
            ).float()  # fmt: skip
        found = self.network.heads.on_words(words) | {"states": words}
        return {name: tensor[0].float().numpy() for name, tensor in found.items()}

    @torch.inference_mode()
    def look_at_pairs(
        self,
        states: Floats,
        triggers: Sequence[int],
        events: Sequence[int],
        spans: Mapping[str, Sequence[Span]],
        places: Mapping[str, Integers],
    ) -> dict[str, Floats]:
        """Logits of pairs."""
        heads = self.network.heads
        words = torch.from_numpy(states)[None]
        claim_words = words[:, list(triggers)]
        claim_events = torch.tensor([events])
        found: dict[str, torch.Tensor] = {}
        for layer in (*LAYERS, "links"):
            if layer == "links":
                stretches = [(word, word + 1) for word in triggers]
            else:
                stretches = list(spans[layer])
            if not stretches:
                outputs = heads.pairs[layer].out.out_features
                found[layer] = torch.zeros(1, len(triggers), 0, outputs)
                continue
            starts = torch.tensor([[start for start, _ in stretches]])
            ends = torch.tensor([[end for _, end in stretches]])
            states_of = span_states(words, starts, ends)
            head = heads.links if layer == "links" else heads.pairs[layer]
            found[layer] = head(
                claim_words, claim_events, states_of, torch.from_numpy(places[layer])[None]
            )
            if layer == "source":
                found |= {"kind": heads.kind(states_of), "named": heads.named(states_of)}
        return {name: tensor[0].float().numpy() for name, tensor in found.items()}
