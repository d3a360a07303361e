"""Words a second on one core, against a bare int8 product of the encoder's shapes.

`python -m evaluation.benchmarks.speed`: reads distinct reports of some 200 words with one thread,
and in turns runs, in ONNX Runtime with one thread, just the large integer products that the
encoder needs for as many sub-words. The ratio of the two rates says how much of the machine the
reader uses; it doesn't depend on how busy the machine is.
"""

import argparse
import os
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from riwaya.pipeline import MODEL, Reader
from riwaya.reading.passage import passage_of
from riwaya.reading.silent_runtime import onnxruntime
from riwaya.reading.windows import windows_of
from training.compact import compile_folder
from training.graph import CONTRIB, OPSET, quantise

REPORTS = Path(__file__).parents[2] / "training" / "reports"
#: multilingual-e5-small: width, feed-forward width.
WIDTH, WIDE = 384, 1536
SHAPES = ((WIDTH, 3 * WIDTH), (WIDTH, WIDTH), (WIDTH, WIDE), (WIDE, WIDTH))


def texts(count: int, words: int) -> Iterator[str]:
    """Distinct texts of some number of words, made of lines of the training reports."""
    pool: list[str] = []
    for report in compile_folder(REPORTS):
        pool += [line for line in report.text.split("\n") if len(line.split()) > 8]
    made: list[str] = []
    size = 0
    for number in range(10**6):
        line = pool[number % len(pool)]
        if number >= len(pool):  # a second round starts elsewhere, so that texts stay distinct
            line = pool[(number * 7 + number // len(pool)) % len(pool)]
        made.append(line)
        size += len(line.split())
        if size >= words:
            yield "\n".join(made)
            count -= 1
            made, size = [], 0
        if not count:
            return


def layers_of(words: Path) -> int:
    """How many layers the encoder has: each takes an integer product for every shape."""
    nodes = onnx.load(words).graph.node
    return sum(node.op_type == "DynamicQuantizeMatMul" for node in nodes) // len(SHAPES)


def bare_products(layers: int) -> onnxruntime.InferenceSession:
    """The encoder's integer products and nothing else."""
    draw = np.random.default_rng(0)
    nodes, weights = [], []
    for layer in range(layers):
        for number, (rows, columns) in enumerate(SHAPES):
            name = f"{layer}.{number}"
            whole, scale = quantise(draw.normal(size=(rows, columns)).astype(np.float32) / 20)
            weights += [
                numpy_helper.from_array(whole, f"{name}.w"),
                numpy_helper.from_array(scale, f"{name}.s"),
            ]
            source = "x" if rows == WIDTH else f"{layer}.2.y"
            nodes.append(
                helper.make_node(
                    "DynamicQuantizeMatMul",
                    [source, f"{name}.w", f"{name}.s"],
                    [f"{name}.y"],
                    domain=CONTRIB,
                )
            )
    outputs = [
        helper.make_tensor_value_info(f"{layer}.{i}.y", TensorProto.FLOAT, None)
        for layer in range(layers)
        for i in (0, 1, 3)
    ]
    graph = helper.make_graph(
        nodes,
        "bare",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", WIDTH])],
        outputs,
        weights,
    )
    model = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)],
        ir_version=9,
    )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )


def main() -> None:
    """Measure in turns, print both rates and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=400)
    parser.add_argument("--words", type=int, default=200)
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    reader = Reader(threads=1)
    bare = bare_products(layers_of(MODEL / "words.onnx"))
    reports = list(texts(options.reports, options.words))
    assert len(set(reports)) == len(reports)
    pieces = reader._model.pieces  # noqa: SLF001 - a benchmark looks inside
    reader.read(reports[0])
    words = sum(len(text.split()) for text in reports)
    reading = multiplying = 0.0
    subwords = 0
    for text in reports:
        start = time.perf_counter()
        reader.read(text)
        reading += time.perf_counter() - start
        passage = passage_of(text)
        sizes = [len(pieces.of(word.text)) for word in passage.words]
        for window in windows_of(passage.sentences, sizes):
            count = sum(sizes[window.words.start : window.words.stop]) + 2
            states = np.ones((count, WIDTH), np.float32)
            start = time.perf_counter()
            bare.run(None, {"x": states})
            multiplying += time.perf_counter() - start
            subwords += count
    print(f"{len(reports)} reports, {words} words, {subwords} sub-words in windows, one core")
    for name, seconds in (("reading", reading), ("bare products", multiplying)):
        print(f"{name:14}{words / seconds:8.0f} words/s{subwords / seconds:9.0f} sub-words/s")
    print(f"{'share':14}{multiplying / reading:8.2f} of the bare rate")


if __name__ == "__main__":
    main()
