"""What decoding asks of a model; the ONNX reader and the network in training both answer."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from riwaya.reading.features import Integers, Span

Floats = NDArray[np.float32]


class Model(Protocol):
    """Two looks at a window: at its words, then at pairs of what was found."""

    def look_at_words(
        self, ids: Sequence[int], first: Sequence[int], last: Sequence[int]
    ) -> dict[str, Floats]:
        """Logits per word: `trigger`, `trim`, `tags.LAYER`, `is.ATTRIBUTE`; and `states`."""
        ...

    def look_at_pairs(
        self,
        states: Floats,
        triggers: Sequence[int],
        events: Sequence[int],
        spans: Mapping[str, Sequence[Span]],
        places: Mapping[str, Integers],
    ) -> dict[str, Floats]:
        """Logits of every trigger with every span by layer, `links`; `kind`, `named` of sources."""
        ...
