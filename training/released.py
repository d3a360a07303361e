"""The released ONNX files -> a network, so that training goes on where the release stopped.

The way back of `training.export`: integers times their scales, spared inputs given back, halves
widened. What rounding took is gone; it is less than the noise of a run.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor, nn

from training.encoder import Encoder
from training.network import Network, PairHead
from training.weights import Sizes

Constants = Mapping[str, NDArray[np.generic]]


def released_network(folder: Path) -> Network:
    """The network whose export lies in a folder.

    Raises KeyError where the files were exported with other heads.
    """
    graphs = [onnx.load(folder / f"{name}.onnx").graph for name in ("words", "pairs")]
    words, pairs = map(constants_of, graphs)
    sizes = sizes_of(graphs[0], words)
    network = Network(Encoder(sizes, sizes.vocabulary))
    with torch.no_grad():
        fill_encoder(network.encoder, words)
        heads = network.heads
        on_words = {"trigger": heads.trigger, "tags": heads.tags, "trim": heads.trim}
        on_words |= {f"is.{name}": head for name, head in heads.attributes.items()}
        for name, head in on_words.items():
            fill_linear(head, words, name)
        fill_linear(heads.kind, pairs, "kind")
        fill_linear(heads.named, pairs, "named")
        for name, pair_head in (*heads.pairs.items(), ("links", heads.links)):
            fill_pair_head(pair_head, pairs, name)
    return network


def constants_of(graph: onnx.GraphProto) -> Constants:
    """The weights of a graph by name."""
    return {w.name: numpy_helper.to_array(w) for w in graph.initializer}


def sizes_of(graph: onnx.GraphProto, found: Constants) -> Sizes:
    """The encoder's shape."""
    attention, norm = (
        {a.name: a for a in next(n for n in graph.node if n.op_type == kind).attribute}
        for kind in ("MultiHeadAttention", "LayerNormalization")
    )
    positions, width = found["positions.half"].shape
    return Sizes(
        width=width,
        layers=sum(name.endswith(".attend_in.whole") for name in found),
        heads=attention["num_heads"].i,
        feed_forward=found["layer0.feed_in.whole"].shape[1],
        vocabulary=len(found["pieces.whole"]),
        positions=positions,
        epsilon=norm["epsilon"].f,
    )


def fill_encoder(encoder: Encoder, found: Constants) -> None:
    """Embeddings and layers."""
    encoder.pieces.weight.copy_(floats(found["pieces.whole"]) * floats(found["pieces.scale"]))
    encoder.positions.copy_(floats(found["positions.half"]))
    fill_norm(encoder.norm, found, "norm")
    for number, layer in enumerate(encoder.layers):
        for part in ("attend_in", "attend_out", "feed_in", "feed_out"):
            fill_product(getattr(layer, part), found, f"layer{number}.{part}")
        for part in ("attend_norm", "feed_norm"):
            fill_norm(getattr(layer, part), found, f"layer{number}.{part}")


def fill_product(linear: nn.Linear, found: Constants, name: str) -> None:
    """A large product; without `.smooth` its inputs were not spared."""
    matrix = floats(found[f"{name}.whole"]) * floats(found[f"{name}.scale"])
    if f"{name}.smooth" in found:
        matrix = matrix * floats(found[f"{name}.smooth"])[:, None]
    linear.weight.copy_(matrix.T)
    linear.bias.copy_(floats(found[f"{name}.bias"]))


def fill_norm(norm: nn.LayerNorm, found: Constants, name: str) -> None:
    """A layer normalisation."""
    norm.weight.copy_(floats(found[f"{name}.scale"]))
    norm.bias.copy_(floats(found[f"{name}.shift"]))


def fill_linear(linear: nn.Linear, found: Constants, name: str) -> None:
    """A product in floats."""
    linear.weight.copy_(floats(found[f"{name}.weight.half"]).T)
    linear.bias.copy_(floats(found[f"{name}.bias"]))


def fill_pair_head(head: PairHead, found: Constants, name: str) -> None:
    """A pair head."""
    for part in ("trigger", "mention", "mix", "out"):
        fill_linear(getattr(head, part), found, f"{name}.{part}")
    head.event.weight.copy_(floats(found[f"{name}.event.half"]))
    for number, table in enumerate(head.places):
        table.weight.copy_(floats(found[f"{name}.place{number}.half"]))


def floats(array: NDArray[np.generic]) -> Tensor:
    """As 32-bit floats."""
    return torch.from_numpy(np.array(array, np.float32))
