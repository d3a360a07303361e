"""Neurons and attention heads that the others can stand in for are left out of the released model.

What a neuron or a head adds to its layer can mostly be said by the others: the second moments of what
a product takes in tell how well, and what must change in the rows that stay. The one whose loss costs
least goes first, and so on (Optimal Brain Surgeon: Hassibi and Stork, 1993).
"""

import numpy as np
from numpy.typing import NDArray

from training.rounding import Doubles, Floats, damped

Indices = NDArray[np.int64]
#: Added to the moments, as a share of their mean, so that they can be inverted.
DAMPING = 1e-3


def stand_ins(matrix: Floats, moment: Doubles, size: int, count: int) -> tuple[Floats, Indices]:
    """A (inputs, outputs) matrix without the `count` groups of `size` rows that matter least.

    `moment` is the mean of x xᵀ over inputs x. Returns the rows that stay, changed to stand in for
    those that went, and their indices.
    """
    rows = matrix.astype(np.float64)
    inverse = np.linalg.inv(damped(moment, DAMPING))
    left = list(range(len(rows) // size))
    for _ in range(count):
        groups = np.array(left)[:, None] * size + np.arange(size)
        gone = groups[int(np.argmin(costs(rows, inverse, groups)))]
        share = inverse[:, gone] @ np.linalg.inv(inverse[np.ix_(gone, gone)])
        rows -= share @ rows[gone]
        inverse -= share @ inverse[gone]
        left.remove(int(gone[0]) // size)
    kept = (np.array(left)[:, None] * size + np.arange(size)).reshape(-1)
    return rows[kept].astype(np.float32), kept


def costs(rows: Doubles, inverse: Doubles, groups: Indices) -> Doubles:
    """What the outputs lose (mean square) without each group, the others standing in at best."""
    blocks = inverse[groups[:, :, None], groups[:, None, :]]
    lost = rows[groups]
    return np.asarray((lost * np.linalg.solve(blocks, lost)).sum(axis=(1, 2)), np.float64)
