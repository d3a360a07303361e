"""Held-out reports -> thresholds that score best there, and a calibration of confidence."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import msgspec
import numpy as np

from evaluation.score import match
from riwaya.reading.confidence import CERTAIN, Calibration
from riwaya.reading.decode import Thresholds
from riwaya.reading.features import Integers, Span
from riwaya.reading.model import Floats, Model
from riwaya.reading.pieces import Pieces
from riwaya.reading.reader import read_claims
from training.compact import Compiled
from training.measure import measure

#: What is tried for each threshold, one after another.
TRIED = {
    "trigger": (0.3, 0.4, 0.5, 0.6, 0.7),
    "role": (0.35, 0.45, 0.5, 0.55, 0.65),
    "source": (0.25, 0.35, 0.5, 0.65),
    "link": (0.3, 0.5, 0.6),
}


class Remembered:
    """A model whose first looks are kept: thresholds are tried over the same windows."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.seen: dict[tuple[int, ...], dict[str, Floats]] = {}

    def look_at_words(
        self, ids: Sequence[int], first: Sequence[int], last: Sequence[int]
    ) -> dict[str, Floats]:
        """See Model."""
        key = tuple(ids)
        if key not in self.seen:
            self.seen[key] = self.model.look_at_words(ids, first, last)
        return self.seen[key]

    def look_at_pairs(
        self,
        states: Floats,
        triggers: Sequence[int],
        events: Sequence[int],
        spans: Mapping[str, Sequence[Span]],
        places: Mapping[str, Integers],
    ) -> dict[str, Floats]:
        """See Model."""
        return self.model.look_at_pairs(states, triggers, events, spans, places)


def choose_thresholds(model: Model, pieces: Pieces, held: list[Compiled]) -> Thresholds:
    """One threshold after another by the score on held-out reports (links by their own F1)."""
    remembered = Remembered(model)
    chosen = Thresholds()
    for name, values in TRIED.items():
        figure = "links_f1" if name == "link" else "score"
        tried = {
            value: measure(remembered, pieces, held, replace(chosen, **{name: value}))[figure]
            for value in values
        }
        chosen = replace(chosen, **{name: max(tried, key=lambda value: tried[value])})
    return chosen


class AsItIs(Calibration, frozen=True):
    """No calibration and no rounding: the fit must see what it will be applied to."""

    def confidence(self, sure: float) -> float:
        """How sure the model is."""
        return sure


def right_and_sure(
    model: Model, pieces: Pieces, held: list[Compiled], thresholds: Thresholds
) -> list[tuple[float, bool]]:
    """Uncalibrated confidence of every claim found, and whether gold has the claim."""
    found = []
    for report in held:
        gold = msgspec.json.decode(msgspec.json.encode(report.document.claims))
        claims = read_claims(report.text, model, pieces, thresholds, AsItIs())
        predicted = msgspec.json.decode(msgspec.json.encode(claims))
        matched = {j for _, j in match(gold, predicted, report.text)}
        found += [(claim["confidence"], j in matched) for j, claim in enumerate(predicted)]
    return found


def calibrate(pairs: Sequence[tuple[float, bool]], *, steps: int = 50) -> Calibration:
    """Logistic regression of right on log-odds, by Newton's method, a little damped."""
    sure = np.clip(np.array([p for p, _ in pairs]), CERTAIN, 1 - CERTAIN)
    right = np.array([r for _, r in pairs], dtype=float)
    inputs = np.stack([np.log(sure / (1 - sure)), np.ones_like(sure)], axis=1)
    weights = np.array([1.0, 0.0])
    for _ in range(steps):
        guess = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (right - guess) - 1e-2 * (weights - [1.0, 0.0])
        curve = (inputs * (guess * (1 - guess))[:, None]).T @ inputs + 1e-2 * np.eye(2)
        step = np.linalg.solve(curve, slope)
        # A full step may jump far over the top from a poor start.
        weights = weights + step / max(1.0, float(np.linalg.norm(step)))
    return Calibration(round(float(weights[0]), 4), round(float(weights[1]), 4))
