"""Averages of weights: over the steps of a pass, and over passes that began as one."""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn

Weights = Mapping[str, Tensor]


class Average:
    """Follows a network; young averages follow faster."""

    def __init__(self, network: nn.Module, decay: float) -> None:
        self.decay = decay
        self.steps = 0
        self.weights = {k: v.detach().clone() for k, v in network.state_dict().items()}

    @torch.no_grad()
    def update(self, network: nn.Module) -> None:
        """Take in the weights after a step."""
        self.steps += 1
        decay = min(self.decay, self.steps / (self.steps + 10))
        mine, theirs = list(self.weights.values()), list(network.state_dict().values())
        torch._foreach_lerp_(mine, theirs, 1 - decay)


def mean_of(several: Sequence[Weights]) -> Weights:
    """The mean of several networks' weights; they must have begun as one."""
    return {
        name: torch.stack([weights[name] for weights in several]).mean(0)
        if first.is_floating_point()
        else first
        for name, first in several[0].items()
    }
