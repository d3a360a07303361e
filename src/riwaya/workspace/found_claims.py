"""What a search found, as people who program and their notebooks look at it."""

from collections.abc import Iterable

from riwaya.records.notebook import arabic, claim_cells, table
from riwaya.store.found import Found


class FoundClaims(list[Found]):
    """Claims that a search found, in its order; `of` is how many there are in all.

    Each says where it stands (`report`, `claim`, `outlet`, `review`…); `decoded()` is the claim.
    """

    def __init__(self, several: Iterable[Found] = (), *, of: int | None = None) -> None:
        super().__init__(several)
        self.of = len(self) if of is None else of

    def __repr__(self) -> str:
        return f"<{len(self):,} of {self.of:,} claims>"

    def _repr_html_(self) -> str:
        """A table: each claim with its outlet, its day of publication and its review."""
        heads = ("claim", "in English", "words", "who says so", "when", "where", "sure", "outlet",
                 "published", "review")  # fmt: skip
        rows = [
            [
                *claim_cells(found.decoded()),
                arabic(found.outlet or ""),
                arabic(found.published or ""),
                found.review,
            ]
            for found in self[:50]
        ]
        return table(heads, rows, of=self.of)
