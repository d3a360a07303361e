"""A second opinion: sentences that several people voted on (Open Event Data Alliance, MIT).

A sentence counts as found when the reader has a claim in it that is affirmed, actual, of the
kind asked for and sure enough. Balanced accuracy is the mean of the share of `yes` sentences
found and of `easy no` sentences left silent.
"""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from riwaya.records.claim import Claim

#: Force against people (PLOVER's ASSAULT).
ASSAULT = frozenset(
    {
        "air_strike", "missile_strike", "shelling", "bombing", "suicide_attack",
        "chemical_attack", "attack", "kill", "injure", "execute",
    }
)  # fmt: skip
PROTEST = frozenset({"protest"})
KINDS = {"assault": ASSAULT, "protest": PROTEST}
#: Chosen on gold/gsr, one for each kind: its passing mentions of violence are less sure.
ENOUGH = {"assault": 0.9, "protest": 0.5}


@dataclass(frozen=True, slots=True)
class Vote:
    """A sentence and what people said of it."""

    text: str
    accepted: bool


def votes(path: Path) -> list[Vote]:
    """Sentences that all accepted (`yes`) or all rejected (`easy no`)."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        Vote(row["text"], row["label"] == "yes")
        for row in rows
        if row["label"] in {"yes", "easy no"}
    ]


def surest(claims: Sequence[Claim], events: frozenset[str]) -> float:
    """Confidence of the surest affirmed, actual claim of some events; 0 without one."""
    fitting = [
        float(claim.confidence or 0)
        for claim in claims
        if claim.event in events and claim.polarity == "affirmed" and claim.reality == "actual"
    ]
    return max(fitting, default=0.0)


def balanced_accuracy(scores: Sequence[tuple[float, bool]], enough: float) -> float:
    """Mean of the shares right among accepted and rejected sentences."""
    shares = []
    for accepted in (True, False):
        group = [score >= enough for score, is_yes in scores if is_yes is accepted]
        shares.append(sum(found is accepted for found in group) / len(group))
    return sum(shares) / 2


def gsr_figures(folder: Path, read: Callable[[str], Sequence[Claim]]) -> dict[str, float]:
    """Balanced accuracy by kind."""
    figures = {}
    for kind, events in KINDS.items():
        scores = [
            (surest(read(vote.text), events), vote.accepted)
            for vote in votes(folder / f"{kind}.csv")
        ]
        figures[f"gsr_{kind}"] = round(balanced_accuracy(scores, ENOUGH[kind]), 4)
    return figures
