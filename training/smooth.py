"""Peaks of activations: so that a few loud features don't cost all others their precision.

An int8 product has one scale for all its inputs, and some features of the encoder run to tens of
times the others. Dividing each input feature by a factor and multiplying its row of weights by the
same factor changes no product and shares the range out evenly (SmoothQuant: Xiao and others, 2023).
"""

from collections.abc import Iterable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from training.batches import batch_of
from training.examples import Example
from training.network import Network

Floats = NDArray[np.float32]
#: Share of the range that moves from activations into weights (0.5 does too little here).
STRENGTH = 0.8
#: No feature is taken for quieter than this.
QUIET = 1e-3


def input_peaks(network: Network, examples: Iterable[Example]) -> dict[nn.Module, Floats]:
    """The largest absolute input of each feature, for each product of the encoder's layers."""
    peaks: dict[nn.Module, torch.Tensor] = {}

    def listen(module: nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
        loudest = inputs[0].detach().abs().flatten(0, -2).amax(dim=0)
        peaks[module] = torch.maximum(peaks[module], loudest) if module in peaks else loudest

    linears = [m for m in network.encoder.layers.modules() if isinstance(m, nn.Linear)]
    hooks = [linear.register_forward_pre_hook(listen) for linear in linears]
    network.eval()
    with torch.inference_mode():
        for example in examples:
            batch = batch_of([example])
            network.encoder(batch.ids, batch.lengths)
    for hook in hooks:
        hook.remove()
    return {module: np.asarray(peak.numpy(), np.float32) for module, peak in peaks.items()}


def factors(peaks: Floats, matrix: Floats) -> Floats:
    """What each input feature is divided by; `matrix` is (inputs, outputs)."""
    loud = np.maximum(peaks, QUIET) ** STRENGTH
    heavy = np.maximum(np.abs(matrix).max(axis=1), QUIET) ** (1 - STRENGTH)
    shared = loud / heavy
    return np.asarray(shared / np.exp(np.log(shared).mean()), np.float32)
