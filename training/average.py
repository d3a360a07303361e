"""An exponential average of the weights in training: what is measured and kept."""

import torch
from torch import nn


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
