"""A small builder of ONNX graphs: operations by name, weights as initialisers.

Written out by hand instead of traced, so that the file holds just the operators that
ONNX Runtime runs fast, and the same bytes for the same weights.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

OPSET = 17
CONTRIB = "com.microsoft"
#: Weights take seven bits: processors without VNNI add two 8-bit products in 16 bits, and only
#: seven bits can't overflow there. So the sums are the same on every processor.
WEIGHT_MAX = 63


class Graph:
    """Nodes and weights of a graph under construction; values are named by strings."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._nodes: list[onnx.NodeProto] = []
        self._weights: dict[str, onnx.TensorProto] = {}
        self._inputs: list[onnx.ValueInfoProto] = []
        self._outputs: list[onnx.ValueInfoProto] = []

    def input(self, name: str, shape: Sequence[str | int]) -> str:
        """An int64 input."""
        return self._input(name, TensorProto.INT64, shape)

    def float_input(self, name: str, shape: Sequence[str | int]) -> str:
        """A float32 input."""
        return self._input(name, TensorProto.FLOAT, shape)

    def _input(self, name: str, kind: int, shape: Sequence[str | int]) -> str:
        self._inputs.append(helper.make_tensor_value_info(name, kind, list(shape)))
        return name

    def output(self, value: str, name: str, shape: Sequence[str | int]) -> None:
        """A float32 output under a public name."""
        self._nodes.append(helper.make_node("Identity", [value], [name]))
        self._outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape)))

    def weight(self, name: str, array: NDArray[Any]) -> str:
        """A constant; the same name is stored once."""
        if name not in self._weights:
            self._weights[name] = numpy_helper.from_array(np.array(array, order="C"), name)
        return name

    def small(self, name: str, array: NDArray[Any]) -> str:
        """A float constant stored in 16 bits and widened when the session starts."""
        half = self.weight(f"{name}.half", np.asarray(array, np.float16))
        return self.op("Cast", half, to=TensorProto.FLOAT)

    def ints(self, *values: int) -> str:
        """A constant vector of integers."""
        return self.weight("ints." + ".".join(map(str, values)), np.array(values, np.int64))

    def op(self, kind: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """A node with one output; the output's name."""
        return self.ops(kind, 1, *inputs, domain=domain, **attributes)[0]

    def ops(
        self, kind: str, outputs: int, *inputs: str, domain: str = "", **attributes: Any
    ) -> list[str]:
        """A node with several outputs; their names."""
        names = [f"{kind}.{len(self._nodes)}.{i}" for i in range(outputs)]
        node = helper.make_node(kind, list(inputs), names, domain=domain, **attributes)
        self._nodes.append(node)
        return names

    def model(self) -> onnx.ModelProto:
        """The finished model."""
        graph = helper.make_graph(
            self._nodes, self.name, self._inputs, self._outputs, list(self._weights.values())
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=9)
        model.producer_name = "riwaya"
        return model


def quantise(matrix: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """A (in, out) matrix as 7-bit integers with a scale per output column."""
    scale = np.maximum(np.abs(matrix).max(axis=0), 1e-8) / WEIGHT_MAX
    rounded = np.clip(np.rint(matrix / scale), -WEIGHT_MAX, WEIGHT_MAX)
    return rounded.astype(np.int8), scale.astype(np.float32)
