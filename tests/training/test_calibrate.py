"""Confidence is fitted on what it will be applied to."""

from pathlib import Path

import numpy as np
import pytest

from riwaya.pipeline import MODEL
from riwaya.reading.confidence import Calibration
from riwaya.reading.onnx_model import OnnxModel
from training.calibrate import calibrate, right_and_sure
from training.compact import compile_folder

GOLD = Path(__file__).parents[2] / "evaluation" / "gold"


def test_the_fit_finds_what_the_figures_were_drawn_from() -> None:
    draw = np.random.default_rng(0)
    sure = draw.uniform(0.3, 0.999, size=20_000)
    chances = 1 / (1 + np.exp(-(0.6 * np.log(sure / (1 - sure)) - 0.4)))
    right = draw.random(20_000) < chances
    found = calibrate(list(zip(sure.tolist(), right.tolist(), strict=True)))
    assert found.slope == pytest.approx(0.6, abs=0.05)
    assert found.intercept == pytest.approx(-0.4, abs=0.1)


def test_without_claims_nothing_is_changed() -> None:
    assert calibrate([]) == Calibration()


def test_the_fit_sees_unrounded_figures() -> None:
    model = OnnxModel(MODEL)
    reports = list(compile_folder(GOLD))[:2]
    pairs = right_and_sure(model, model.pieces, reports, model.card.thresholds)
    assert pairs
    assert any(sure != round(sure, 2) for sure, _ in pairs)
