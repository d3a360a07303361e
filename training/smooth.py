"""Factors that share the range of an input out: a few loud features don't cost all others precision.

An int8 product has one scale for all its inputs, and some features of the encoder run to tens of
times the others. Dividing each input feature by a factor and multiplying its row of weights by the
same factor changes no product and shares the range out evenly (SmoothQuant: Xiao and others, 2023).
"""

import numpy as np

from training.rounding import Floats

#: Share of the range that moves from activations into weights (0.5 does too little here).
STRENGTH = 0.8
#: No feature is taken for quieter than this.
QUIET = 1e-3


def factors(peaks: Floats, matrix: Floats) -> Floats:
    """What each input feature is divided by; `matrix` is (inputs, outputs)."""
    loud = np.maximum(peaks, QUIET) ** STRENGTH
    heavy = np.maximum(np.abs(matrix).max(axis=1), QUIET) ** (1 - STRENGTH)
    shared = loud / heavy
    return np.asarray(shared / np.exp(np.log(shared).mean()), np.float32)
