"""Weights as 7-bit integers, each row's error made good by the rows after it.

Rounding every weight to its nearest integer is not the best for the sum of many: what one row loses,
others that mostly sound with it can give back (GPTQ: Frantar and others, 2023).
"""

import numpy as np
from numpy.typing import NDArray

from training.graph import WEIGHT_MAX

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Integers = NDArray[np.int8]
#: Added to the moments, as a share of their mean.
DAMPING = 1e-2
#: Rows whose errors are passed on to all others at once.
BLOCK = 64


def rounded(matrix: Floats, moment: Doubles) -> tuple[Integers, Floats]:
    """A (inputs, outputs) matrix as integers with a scale per column; `moment` is the mean x xᵀ."""
    scale = np.maximum(np.abs(matrix).max(axis=0), 1e-8).astype(np.float64) / WEIGHT_MAX
    # The loudest first: the quiet ones that come late have few others left to make up for them.
    order = np.argsort(-np.diag(moment), kind="stable")
    rows = matrix[order].astype(np.float64)
    inverse = np.linalg.inv(damped(moment[np.ix_(order, order)], DAMPING))
    passed_on = np.linalg.cholesky(inverse).T
    whole = np.empty(rows.shape, np.int8)
    for start in range(0, len(rows), BLOCK):
        stop = min(start + BLOCK, len(rows))
        errors = np.empty((stop - start, rows.shape[1]))
        for row in range(start, stop):
            near = np.clip(np.rint(rows[row] / scale), -WEIGHT_MAX, WEIGHT_MAX)
            errors[row - start] = error = (rows[row] - near * scale) / passed_on[row, row]
            rows[row:stop] -= np.outer(passed_on[row, row:stop], error)
            whole[row] = near
        rows[stop:] -= passed_on[start:stop, stop:].T @ errors
    back = np.empty_like(whole)
    back[order] = whole
    return back, scale.astype(np.float32)


def damped(moment: Doubles, share: float) -> Doubles:
    """The moments with a share of their mean added to the diagonal."""
    return moment + share * float(np.diag(moment).mean()) * np.eye(len(moment))
