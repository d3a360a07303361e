"""How alike two tellings are: the weights of all reasons added up, in bits."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from riwaya.fusion.columns import Columns, Numbers
from riwaya.fusion.reasons import REASONS, Levels, named_levels, text_levels
from riwaya.knowledge.fusion_weights import Level, fusion_weights
from riwaya.records.incident import Reason

Weights = Mapping[str, tuple[Level, ...]]


class Between(NamedTuple):
    """What the reports of each pair have to do with one another.

    `share`: how much text both have (0 to 1); `names`: whether the first's text names a place of
    the second, and the other way round.
    """

    share: Numbers
    names: Numbers
    named: Numbers


def likeness(a: Columns, b: Columns, reports: Between, weights: Weights | None = None) -> Numbers:
    """The score of each pair: row i of `a` with row i of `b`."""
    weights = weights or fusion_weights()
    score = np.zeros(len(a), np.float32)
    for name, levels in found_levels(a, b, reports).items():
        names = [level for level, _ in levels]
        known = {level.name: level.weight for level in weights[name]}
        chosen = np.argmax(np.stack([found for _, found in levels]), axis=0)
        score += np.array([known[level] for level in names], np.float32)[chosen]
    return score


def found_levels(a: Columns, b: Columns, reports: Between) -> dict[str, Levels]:
    """What every reason finds: of a reason's levels the first that holds counts."""
    with np.errstate(invalid="ignore"):
        found = {name: reason(a, b) for name, reason in REASONS.items()}
    # A report that is copied holds other happenings too.
    found["text"] = text_levels(np.where((a.families & b.families) != 0, reports.share, 0))
    found["named"] = named_levels(a, b, reports.names, reports.named)
    return found


def explained(a: Columns, b: Columns, reports: Between) -> list[Reason]:
    """Why one pair is or isn't one happening, weightiest first; levels of no weight left out."""
    weights = fusion_weights()
    reasons = []
    for name, levels in found_levels(a, b, reports).items():
        level = next(level for level, found in levels if found[0])
        known = next(known for known in weights[name] if known.name == level)
        if known.weight:
            reasons.append(Reason(name=name, sentence=known.sentence, weight=known.weight))
    return sorted(reasons, key=lambda reason: -abs(reason.weight))
