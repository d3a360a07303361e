"""The released model: two ONNX files, the cut vocabulary and what was measured of them.

Folder: `words.onnx`, `pairs.onnx`, `pieces.json` (tokenizer), `model.json` (labels, thresholds,
calibration). One window is one run, so that a text reads the same alone or among many.
"""

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np

from riwaya.errors import BadModel
from riwaya.reading.blocks import blocks_of
from riwaya.reading.confidence import Calibration
from riwaya.reading.decode import Thresholds
from riwaya.reading.features import Integers, Span
from riwaya.reading.labels import LAYERS, TRIGGERS
from riwaya.reading.model import Floats
from riwaya.reading.model_files import FILES, digest_of
from riwaya.reading.pieces import Pieces
from riwaya.reading.silent_runtime import onnxruntime

#: Stands where a layer has no span, since tensors may not be empty.
NOWHERE: Span = (0, 1)


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """`model.json`: what the code must know of a model, and where it comes from."""

    triggers: tuple[str, ...]
    thresholds: Thresholds
    calibration: Calibration = Calibration()
    trained_on: Mapping[str, Any] = {}


def session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    """An ONNX Runtime session on the CPU."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The graphs are written with the operators they should run; further fusion makes them slower.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class Sessions(NamedTuple):
    """The two graphs, loaded by a process."""

    process: int
    words: onnxruntime.InferenceSession
    pairs: onnxruntime.InferenceSession


class OnnxModel:
    """A model folder, opened; see riwaya.reading.model.Model.

    Threads may share it. A process that was forked loads the graphs anew when it first reads.
    """

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise BadModel(f"{folder}: no {', '.join(missing)}; reinstall riwaya")
        self.folder = folder
        self._threads = threads
        self._inherited: list[Sessions] = []
        try:
            self.card = msgspec.json.decode((folder / "model.json").read_bytes(), type=Card)
        except msgspec.DecodeError as error:
            raise BadModel(f"{folder / 'model.json'}: {error}; reinstall riwaya") from error
        if self.card.triggers != TRIGGERS:
            raise BadModel(f"{folder}: made for other event codes than this version of riwaya")
        try:
            self.pieces = Pieces(folder / "pieces.json")
            self._sessions = self._opened()
        except Exception as error:  # the two libraries share no narrower one
            raise BadModel(f"{folder}: {error}; reinstall riwaya") from error
        self._word_outputs = [output.name for output in self._sessions.words.get_outputs()]
        self._pair_outputs = [output.name for output in self._sessions.pairs.get_outputs()]

    def _opened(self) -> Sessions:
        words, pairs = self.folder / "words.onnx", self.folder / "pairs.onnx"
        return Sessions(os.getpid(), session(words, self._threads), session(pairs, self._threads))

    def _mine(self) -> Sessions:
        """The sessions of this process: a fork inherits those of another without their threads."""
        if self._sessions.process != os.getpid():
            # Kept, since taking them down would wait for threads that aren't there.
            self._inherited.append(self._sessions)
            self._sessions = self._opened()
        return self._sessions

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the model's files: the model's name in every reading."""
        return digest_of(self.folder)

    def look_at_words(
        self, ids: Sequence[int], first: Sequence[int], last: Sequence[int]
    ) -> dict[str, Floats]:
        """Logits per word, and the word states."""
        given = {"ids": ids, "blocks": blocks_of(len(ids)), "first": first, "last": last}
        inputs = {name: np.array(value, dtype=np.int64) for name, value in given.items()}
        found = self._mine().words.run(self._word_outputs, inputs)
        return dict(zip(self._word_outputs, found, strict=True))

    def look_at_pairs(
        self,
        states: Floats,
        triggers: Sequence[int],
        events: Sequence[int],
        spans: Mapping[str, Sequence[Span]],
        places: Mapping[str, Integers],
    ) -> dict[str, Floats]:
        """Logits of pairs; no columns where a layer has no span."""
        stretches = {layer: list(spans[layer]) for layer in LAYERS}
        stretches["links"] = [(word, word + 1) for word in triggers]
        inputs: dict[str, Any] = {
            "states": states,
            "triggers": np.array(triggers, dtype=np.int64),
            "events": np.array(events, dtype=np.int64),
        }
        for layer, found in stretches.items():
            real = np.array(found or [NOWHERE], dtype=np.int64)
            inputs[f"{layer}.first"] = real[:, 0]
            inputs[f"{layer}.last"] = real[:, 1] - 1
            inputs[f"{layer}.places"] = places[layer] if found else nothing(places[layer])
        logits = dict(
            zip(
                self._pair_outputs,
                self._mine().pairs.run(self._pair_outputs, inputs),
                strict=True,
            )
        )
        for layer, found in stretches.items():
            if not found:
                logits[layer] = logits[layer][:, :0]
        return logits


def nothing(places: Integers) -> Integers:
    """Features of one column that stands for no span."""
    return np.zeros((places.shape[0], 1, places.shape[2]), dtype=np.int64)
