"""The encoder as the released model has it: fewer heads and neurons, 7-bit weights, much the same answers.

What the trained encoder's products take in over some windows tells which heads and neurons the others
can stand in for (training.thin), which features are loud (training.smooth) and how rounded weights
make up for each other (training.rounding).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from training.encoder import Encoder, Layer
from training.rounding import Doubles, Floats, Integers, rounded
from training.smooth import factors
from training.thin import stand_ins

#: Width of an attention head.
HEAD = 32
#: Heads and neurons left out, by layer.
HEADS_OUT = (0,) * 12
NEURONS_OUT = (0,) * 12
#: Layers whose neurons are quietened.
LOUD = frozenset({0, 4, 5})


@dataclass(frozen=True, slots=True)
class Heard:
    """What a product took in: the largest absolute value of each input, the mean of x xᵀ."""

    peak: Floats
    moment: Doubles


@dataclass(frozen=True, slots=True)
class Product:
    """Integer weights (inputs, outputs) with a step and a bias for each output."""

    whole: Integers
    step: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class Lean:
    """The products of one layer. Inputs are divided by `quiet` factors first, where it has any."""

    attend_quiet: Floats
    #: Queries, keys, values.
    attend_in: tuple[Product, ...]
    attend_out: Product
    feed_quiet: Floats
    feed_in: Product
    out_quiet: Floats | None
    feed_out: Product


def lean_layers(encoder: Encoder, windows: Sequence[Sequence[int]]) -> list[Lean]:
    """The layers of an encoder made lean; `windows` are sub-word ids to learn from."""
    heard = hear(encoder, windows)
    return [
        lean(layer, heard, heads, neurons, loud=number in LOUD)
        for number, (layer, heads, neurons) in enumerate(
            zip(encoder.layers, HEADS_OUT, NEURONS_OUT, strict=True)
        )
    ]


def hear(encoder: Encoder, windows: Sequence[Sequence[int]]) -> dict[nn.Module, Heard]:
    """What each product of the layers takes in over some windows."""
    linears = [m for m in encoder.layers.modules() if isinstance(m, nn.Linear)]
    peaks = {linear: torch.zeros(linear.in_features) for linear in linears}
    sums = {
        linear: torch.zeros(linear.in_features, linear.in_features, dtype=torch.float64)
        for linear in linears
    }

    def listen(linear: nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
        rows = inputs[0].flatten(0, -2)
        peaks[linear] = torch.maximum(peaks[linear], rows.abs().amax(dim=0))
        sums[linear] += rows.T @ rows

    hooks = [linear.register_forward_pre_hook(listen) for linear in linears]
    encoder.eval()
    with torch.inference_mode():
        for ids in windows:
            encoder(torch.tensor([ids]), torch.tensor([len(ids)]))
    for hook in hooks:
        hook.remove()
    length = sum(map(len, windows))
    return {
        linear: Heard(peaks[linear].numpy(), (sums[linear] / length).numpy()) for linear in linears
    }


def lean(
    layer: Layer, heard: Mapping[nn.Module, Heard], heads: int, neurons: int, *, loud: bool
) -> Lean:
    """A layer without so many heads and neurons, in integers."""
    mixed, hidden = heard[layer.attend_out], heard[layer.feed_out]
    mixing, kept = stand_ins(matrix_of(layer.attend_out), mixed.moment, HEAD, heads)
    mixed = Heard(mixed.peak[kept], mixed.moment[np.ix_(kept, kept)])
    # Mixtures are sums of values with shares of one head: dividing the values divides them.
    mixed_quiet = factors(mixed.peak, mixing)
    width = layer.attend_out.in_features
    columns = np.concatenate([kept + width * part for part in range(3)])
    matrix, bias = matrix_of(layer.attend_in)[:, columns], bias_of(layer.attend_in)[columns]
    attend_quiet = factors(heard[layer.attend_in].peak, matrix)
    query, key, value = (
        product_of(*part, heard[layer.attend_in], attend_quiet)
        for part in zip(np.split(matrix, 3, axis=1), np.split(bias, 3), strict=True)
    )
    feeding, kept = stand_ins(matrix_of(layer.feed_out), hidden.moment, 1, neurons)
    hidden = Heard(hidden.peak[kept], hidden.moment[np.ix_(kept, kept)])
    out_quiet = factors(hidden.peak, feeding) if loud else None
    matrix, bias = matrix_of(layer.feed_in)[:, kept], bias_of(layer.feed_in)[kept]
    feed_quiet = factors(heard[layer.feed_in].peak, matrix)
    return Lean(
        attend_quiet,
        (query, key, Product(value.whole, value.step / mixed_quiet, value.bias / mixed_quiet)),
        product_of(mixing, bias_of(layer.attend_out), mixed, mixed_quiet),
        feed_quiet,
        product_of(matrix, bias, heard[layer.feed_in], feed_quiet),
        out_quiet,
        product_of(feeding, bias_of(layer.feed_out), hidden, out_quiet),
    )


def product_of(matrix: Floats, bias: Floats, heard: Heard, quiet: Floats | None) -> Product:
    """An integer product of inputs that were divided by factors."""
    if quiet is None:
        return Product(*rounded(matrix, heard.moment), bias)
    return Product(
        *rounded(matrix * quiet[:, None], heard.moment / np.outer(quiet, quiet)), bias
    )


def matrix_of(linear: nn.Linear) -> Floats:
    """Weights (inputs, outputs)."""
    return np.asarray(linear.weight.detach().float().numpy().T, np.float32)


def bias_of(linear: nn.Linear) -> Floats:
    """Bias (outputs)."""
    return np.asarray(linear.bias.detach().float().numpy(), np.float32)
