"""The trained network -> `words.onnx` (encoder and word heads) and `pairs.onnx` (pair heads)."""

from collections.abc import Sequence
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
from training.graph import CONTRIB, Graph
from training.lean import HEAD, Lean, Product
from training.network import Network, PairHead

Floats = NDArray[np.float32]


def array(tensor: torch.Tensor) -> Floats:
    """A parameter as numpy."""
    return np.asarray(tensor.detach().float().numpy(), dtype=np.float32)


class Exporter:
    """Writes modules into a graph, with integer products or, to compare, with float ones."""

    def __init__(self, graph: Graph, *, integer: bool) -> None:
        self.graph = graph
        self.integer = integer

    def integers(self, value: str, name: str, *products: Product) -> list[str]:
        """Integer products of one value, which is rounded once: large products of the encoder."""
        graph = self.graph
        rounded, scale, zero = graph.ops("DynamicQuantizeLinear", 3, value)
        found = []
        for number, product in enumerate(products):
            kept = {"whole": product.whole, "step": product.step, "bias": product.bias}
            whole, step, bias = (
                graph.weight(f"{name}.{number}.{part}", array) for part, array in kept.items()
            )
            found.append(
                graph.op(
                    "MatMulIntegerToFloat", rounded, whole, scale, step, zero, "", bias,
                    domain=CONTRIB,
                )
            )  # fmt: skip
        return found

    def quieter(self, value: str, name: str, factors: Floats | None) -> str:
        """The value over factors."""
        if factors is None:
            return value
        return self.graph.op("Mul", value, self.graph.weight(name, 1 / factors))

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

    def encode(
        self, ids: str, blocks: str, encoder: Encoder, layers: Sequence[Lean] | None
    ) -> str:
        """States (1, n, width) of ids (n), attended within blocks (2): see reading.blocks.

        The layers are lean ones, or, to compare, the encoder's own in floats.
        """
        graph = self.graph
        count = graph.op("Shape", ids)
        table = graph.small("positions", array(encoder.positions))
        positions = graph.op("Slice", table, graph.ints(0), count, graph.ints(0))
        summed = graph.op("Add", self.embed(ids, array(encoder.pieces.weight)), positions)
        states = graph.op("Unsqueeze", summed, graph.ints(0))
        states = self.norm(states, "norm", encoder.norm)
        counts = graph.ops("Split", 2, blocks, axis=0)
        for number, layer in enumerate(encoder.layers):
            name, kind = f"layer{number}", kind_of(number)
            within = None if kind is None else counts[kind]
            lean = layers[number] if layers else None
            if lean:
                quiet = self.quieter(states, f"{name}.attend_quiet", lean.attend_quiet)
                parts = self.integers(quiet, f"{name}.attend_in", *lean.attend_in)
                mixed = self.mix(parts, len(lean.attend_out.whole), within)
                attended = self.integers(mixed, f"{name}.attend_out", lean.attend_out)[0]
            else:
                joined = self.linear(states, f"{name}.attend_in", layer.attend_in)
                parts = graph.ops("Split", 3, joined, axis=2)
                mixed = self.mix(parts, encoder.sizes.width, within)
                attended = self.linear(mixed, f"{name}.attend_out", layer.attend_out)
            states = self.norm(states, f"{name}.attend_norm", layer.attend_norm, attended)
            if lean:
                quiet = self.quieter(states, f"{name}.feed_quiet", lean.feed_quiet)
                wide = gelu(graph, self.integers(quiet, f"{name}.feed_in", lean.feed_in)[0])
                quiet = self.quieter(wide, f"{name}.out_quiet", lean.out_quiet)
                fed = self.integers(quiet, f"{name}.feed_out", lean.feed_out)[0]
            else:
                wide = gelu(graph, self.linear(states, f"{name}.feed_in", layer.feed_in))
                fed = self.linear(wide, f"{name}.feed_out", layer.feed_out)
            states = self.norm(states, f"{name}.feed_norm", layer.feed_norm, fed)
        return states

    def mix(self, parts: Sequence[str], width: int, blocks: str | None) -> str:
        """What each position takes from the others (of its block), head beside head."""
        graph = self.graph
        if blocks is not None:
            shape = graph.op("Concat", blocks, graph.ints(-1), graph.ints(width), axis=0)
            parts = [graph.op("Reshape", part, shape) for part in parts]
        mixed = graph.op("MultiHeadAttention", *parts, domain=CONTRIB, num_heads=width // HEAD)
        return mixed if blocks is None else graph.op("Reshape", mixed, graph.ints(1, -1, width))


def words_model(network: Network, layers: Sequence[Lean] | None) -> onnx.ModelProto:
    """From ids (n), blocks (2), first (w), last (w) -> states (w, width) and logits per word."""
    graph = Graph("words")
    exporter = Exporter(graph, integer=layers is not None)
    ids = graph.input("ids", ["n"])
    blocks = graph.input("blocks", [2])
    first, last = graph.input("first", ["w"]), graph.input("last", ["w"])
    encoded = exporter.encode(ids, blocks, network.encoder, layers)
    states = graph.op("Squeeze", encoded, graph.ints(0))
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


def export(network: Network, folder: Path, layers: Sequence[Lean] | None = None) -> None:
    """Both files into a folder: with lean layers, or, to compare, whole and in floats."""
    assert set(network.heads.attributes) == set(ATTRIBUTES)
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in (
        ("words", words_model(network, layers)),
        ("pairs", pairs_model(network, integer=layers is not None)),
    ):
        (folder / f"{name}.onnx").write_bytes(model.SerializeToString(deterministic=True))
