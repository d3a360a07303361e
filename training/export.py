"""The trained network -> `words.onnx` (encoder and word heads) and `pairs.onnx` (pair heads)."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from torch import nn

from riwaya.reading.blocks import kind_of
from riwaya.reading.features import SIZES
from riwaya.reading.labels import ATTRIBUTES, LAYERS
from training.encoder import Encoder
from training.graph import CONTRIB, Graph, quantise
from training.network import Network, PairHead
from training.smooth import factors

Floats = NDArray[np.float32]


def array(tensor: torch.Tensor) -> Floats:
    """A parameter as numpy."""
    return np.asarray(tensor.detach().float().numpy(), dtype=np.float32)


class Exporter:
    """Writes modules into a graph, with integer products or, to compare, with float ones."""

    def __init__(
        self, graph: Graph, *, integer: bool, peaks: Mapping[nn.Module, Floats] | None = None
    ) -> None:
        self.graph = graph
        self.integer = integer
        self.peaks = peaks or {}

    def product(self, value: str, name: str, linear: nn.Linear) -> str:
        """The value @ weight + bias, a large product of the encoder."""
        if not self.integer:
            return self.linear(value, name, linear)
        matrix = array(linear.weight).T
        if linear in self.peaks:
            shared = factors(self.peaks[linear], matrix)
            value = self.graph.op("Mul", value, self.graph.weight(f"{name}.smooth", 1 / shared))
            matrix = matrix * shared[:, None]
        whole, scale = quantise(matrix)
        weights = {"whole": whole, "scale": scale, "bias": array(linear.bias)}
        names = {part: self.graph.weight(f"{name}.{part}", w) for part, w in weights.items()}
        return self.graph.op(
            "DynamicQuantizeMatMul", value, names["whole"], names["scale"], "", names["bias"],
            domain=CONTRIB,
        )  # fmt: skip

    def linear(self, value: str, name: str, linear: nn.Linear) -> str:
        """The value @ weight + bias in floats."""
        weight = self.graph.small if self.integer else self.graph.weight
        product = self.graph.op("MatMul", value, weight(f"{name}.weight", array(linear.weight).T))
        return self.graph.op("Add", product, self.graph.weight(f"{name}.bias", array(linear.bias)))

    def norm(self, value: str, name: str, norm: nn.LayerNorm, added: str | None = None) -> str:
        """Layer normalisation of value (+ added)."""
        scale = self.graph.weight(f"{name}.scale", array(norm.weight))
        shift = self.graph.weight(f"{name}.shift", array(norm.bias))
        # A sum and a normalisation: the fused operator is four times slower on a processor.
        if added is not None:
            value = self.graph.op("Add", value, added)
        return self.graph.op("LayerNormalization", value, scale, shift, epsilon=norm.eps)

    def embed(self, ids: str, table: Floats) -> str:
        """Rows of the piece table; integers with a scale per row, or floats."""
        if not self.integer:
            return self.graph.op("Gather", self.graph.weight("pieces", table), ids)
        scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8) / 127
        whole = np.rint(table / scale).astype(np.int8)
        rows = self.graph.op("Gather", self.graph.weight("pieces.whole", whole), ids)
        scales = self.graph.op("Gather", self.graph.weight("pieces.scale", scale), ids)
        return self.graph.op("Mul", self.graph.op("Cast", rows, to=onnx.TensorProto.FLOAT), scales)

    def encode(self, ids: str, blocks: str, encoder: Encoder) -> str:
        """States (1, n, width) of ids (n), attended within blocks (2): see reading.blocks."""
        graph = self.graph
        count = graph.op("Shape", ids)
        table = graph.small("positions", array(encoder.positions))
        positions = graph.op("Slice", table, graph.ints(0), count, graph.ints(0))
        summed = graph.op("Add", self.embed(ids, array(encoder.pieces.weight)), positions)
        states = graph.op("Unsqueeze", summed, graph.ints(0))
        states = self.norm(states, "norm", encoder.norm)
        tripled = graph.ints(3 * encoder.sizes.width)
        shapes = [
            graph.op("Concat", count, graph.ints(-1), tripled, axis=0)
            for count in graph.ops("Split", 2, blocks, axis=0)
        ]
        for number, layer in enumerate(encoder.layers):
            name = f"layer{number}"
            parts = self.product(states, f"{name}.attend_in", layer.attend_in)
            kind = kind_of(number)
            if kind is not None:
                parts = graph.op("Reshape", parts, shapes[kind])
            query, key, value = graph.ops("Split", 3, parts, axis=2)
            mixed = graph.op(
                "MultiHeadAttention", query, key, value, domain=CONTRIB, num_heads=layer.heads
            )
            if kind is not None:
                mixed = graph.op("Reshape", mixed, graph.ints(1, -1, encoder.sizes.width))
            attended = self.product(mixed, f"{name}.attend_out", layer.attend_out)
            states = self.norm(states, f"{name}.attend_norm", layer.attend_norm, attended)
            wide = gelu(graph, self.product(states, f"{name}.feed_in", layer.feed_in))
            fed = self.product(wide, f"{name}.feed_out", layer.feed_out)
            states = self.norm(states, f"{name}.feed_norm", layer.feed_norm, fed)
        return states


def words_model(
    network: Network, *, integer: bool = True, peaks: Mapping[nn.Module, Floats] | None = None
) -> onnx.ModelProto:
    """From ids (n), blocks (2), first (w), last (w) -> states (w, width) and logits per word."""
    graph = Graph("words")
    exporter = Exporter(graph, integer=integer, peaks=peaks)
    ids = graph.input("ids", ["n"])
    blocks = graph.input("blocks", [2])
    first, last = graph.input("first", ["w"]), graph.input("last", ["w"])
    states = graph.op("Squeeze", exporter.encode(ids, blocks, network.encoder), graph.ints(0))
    both = graph.op("Add", graph.op("Gather", states, first), graph.op("Gather", states, last))
    words = graph.op("Mul", both, graph.weight("half", np.array(0.5, np.float32)))
    heads = network.heads
    graph.output(words, "states", ["w", network.encoder.sizes.width])
    named = {"trigger": heads.trigger, "trim": heads.trim}
    named |= {f"is.{name}": head for name, head in heads.attributes.items()}
    for name, head in named.items():
        graph.output(exporter.linear(words, name, head), name, ["w", head.out_features])
    tags = exporter.linear(words, "tags", heads.tags)
    for layer, part in zip(LAYERS, graph.ops("Split", len(LAYERS), tags, axis=1), strict=True):
        graph.output(part, f"tags.{layer}", ["w", 3])
    return graph.model()


def gelu(graph: Graph, value: str) -> str:
    """The exact GELU."""
    return graph.op("Gelu", value, domain=CONTRIB)


def pair_logits(
    exporter: Exporter,
    name: str,
    head: PairHead,
    trigger: str,
    event: str,
    mention: str,
    places: str,
) -> str:
    """Logits (T, S, outputs) of a pair head; see PairHead.forward."""
    graph = exporter.graph
    halves = graph.ops(
        "Split", 2, exporter.linear(trigger, f"{name}.trigger", head.trigger), axis=1
    )
    events = graph.op("Gather", graph.small(f"{name}.event", array(head.event.weight)), event)
    rows = [
        graph.op("Unsqueeze", v, graph.ints(1))
        for v in (graph.op("Add", halves[0], events), halves[1])
    ]
    parts = graph.ops("Split", 2, exporter.linear(mention, f"{name}.mention", head.mention), axis=1)
    columns = [graph.op("Unsqueeze", v, graph.ints(0)) for v in parts]
    hidden = graph.op(
        "Add", graph.op("Add", rows[0], columns[0]), graph.op("Mul", rows[1], columns[1])
    )
    for number, table in enumerate(head.places):
        index = graph.op("Gather", places, graph.weight(f"axis{number}", np.array(number)), axis=2)
        rows_of = graph.small(f"{name}.place{number}", array(table.weight))
        hidden = graph.op("Add", hidden, graph.op("Gather", rows_of, index))
    hidden = gelu(graph, exporter.linear(gelu(graph, hidden), f"{name}.mix", head.mix))
    return exporter.linear(hidden, f"{name}.out", head.out)


def pairs_model(network: Network, *, integer: bool = True) -> onnx.ModelProto:
    """States, triggers, events, spans and their features by layer -> logits of pairs."""
    graph = Graph("pairs")
    exporter = Exporter(graph, integer=integer)
    heads, width = network.heads, network.encoder.sizes.width
    states = graph.float_input("states", ["w", width])
    triggers, events = graph.input("triggers", ["t"]), graph.input("events", ["t"])
    trigger = graph.op("Gather", states, triggers)
    for layer in (*LAYERS, "links"):
        head = heads.links if layer == "links" else heads.pairs[layer]
        size = f"s.{layer}"
        firsts, lasts = (graph.input(f"{layer}.{end}", [size]) for end in ("first", "last"))
        places = graph.input(f"{layer}.places", ["t", size, len(SIZES)])
        ends = [graph.op("Gather", states, index) for index in (firsts, lasts)]
        mention = graph.op("Concat", *ends, axis=1)
        logits = pair_logits(exporter, layer, head, trigger, events, mention, places)
        graph.output(logits, layer, ["t", size, head.out.out_features])
        if layer == "source":
            for name, linear in (("kind", heads.kind), ("named", heads.named)):
                found = exporter.linear(mention, name, linear)
                graph.output(found, name, [size, linear.out_features])
    return graph.model()


def export(
    network: Network,
    folder: Path,
    *,
    integer: bool = True,
    peaks: Mapping[nn.Module, Floats] | None = None,
) -> None:
    """Both files into a folder; `peaks` of training windows (training.smooth) spare precision."""
    assert set(network.heads.attributes) == set(ATTRIBUTES)
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in (
        ("words", words_model(network, integer=integer, peaks=peaks)),
        ("pairs", pairs_model(network, integer=integer)),
    ):
        (folder / f"{name}.onnx").write_bytes(model.SerializeToString(deterministic=True))
