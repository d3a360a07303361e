"""What a target form can't carry, counted: the loss report that stands beside an export."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from riwaya.export.events.acting import Acting

DISPUTE = frozenset(("denial", "blame"))
#: What no form of one row per event has room for, by whether an incident has any of it.
ROOMLESS: dict[str, Callable[[Acting], bool]] = {
    "who says so: claims with a named source": lambda a: any(
        claim.claim.attribution for claim in a.one.claims
    ),
    "that it is denied or blamed on others": lambda a: any(
        one.kind in DISPUTE for one in a.one.incident.disagreements
    ),
    "other disagreements of the origins": lambda a: any(
        one.kind not in DISPUTE for one in a.one.incident.disagreements
    ),
    "findings of the checks": lambda a: bool(a.one.incident.findings),
    "the grade": lambda a: a.one.incident.grade is not None,
    "claims that are planned, demanded, possible, negated or denials": lambda a: (
        len(a.happened) < len(a.one.claims)
    ),
    "the radius in km": lambda a: a.one.incident.radius_km is not None,
    "injured, detained and other tolls": lambda a: any(
        toll.measure != "killed" for toll in a.one.incident.tolls
    ),
}


@dataclass(slots=True)
class Losses:
    """Counts of incidents: those left out and why, and what of the others is not carried."""

    form: str
    edition: str
    #: Columns that are always empty, and why.
    empty: Mapping[str, str]
    incidents: int = 0
    rows: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    not_carried: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)

    def leave_out(self, why: str) -> None:
        """An incident has no row at all."""
        self.left_out[why] += 1

    def lose(self, what: str, *, when: bool = True) -> None:
        """Something of an incident isn't in its row."""
        if when:
            self.not_carried[what] += 1

    def lose_roomless(self, acting: Acting) -> None:
        """Count what no such form has room for."""
        for what, has in ROOMLESS.items():
            self.lose(what, when=has(acting))

    def told(self) -> dict[str, Any]:
        """The report in JSON's plain values, the most frequent first."""
        return {
            "form": self.form,
            "edition": self.edition,
            "incidents": self.incidents,
            "rows": self.rows,
            "left_out": dict(self.left_out.most_common()),
            "not_carried": dict(self.not_carried.most_common()),
            "columns_never_filled": dict(self.empty),
            "rules": dict(self.rules.most_common()),
        }
