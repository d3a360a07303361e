"""The publishing profile: what is held back, one switch each."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from riwaya.errors import BadTable
from riwaya.knowledge.labels import Label
from riwaya.knowledge.tables import read_table, shipped
from riwaya.records.decision import Review

Why = Literal["text", "private_person", "sensitive_place", "address", "file", "unreviewed"]
#: Reviews that a claim is published with.
REVIEWED: frozenset[Review] = frozenset(("accepted", "corrected"))


@dataclass(frozen=True, slots=True)
class Profile:
    """What is held back; everything is unless somebody says otherwise.

    `reviewed_only`: only claims that a person has accepted or corrected. `coarse_places`: camps,
    hospitals, shelters and homes no finer than their district. `hide_private`: names of people who
    hold no office by the tables. `text`: whether claims keep their offsets and triggers; names stay
    covered. `imported`: whether rows of datasets that were taken in are published as well, whose
    terms may not allow it. Rejected claims are never published.
    """

    reviewed_only: bool = True
    coarse_places: bool = True
    hide_private: bool = True
    text: bool = False
    imported: bool = False

    def admits(self, review: Review) -> bool:
        """Whether a claim with this review is published."""
        return review in REVIEWED or (review == "open" and not self.reviewed_only)


@cache
def reasons() -> dict[str, Label]:
    """Why something isn't published, by code, from data/publishing/reasons.tsv; raises BadTable."""
    rows = read_table(shipped("publishing/reasons.tsv"), columns=("key", "english", "arabic"))
    found = {row["key"]: Label(row["english"], row["arabic"]) for row in rows}
    if wrong := set(found) ^ set(get_args(Why)):
        raise BadTable(f"reasons.tsv: unknown or missing: {', '.join(sorted(wrong))}")
    return found
