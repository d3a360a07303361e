"""Claims together, as a notebook shows them."""

from riwaya.records.claim import Claim


class Claims(tuple[Claim, ...]):
    """The claims of a reading: a tuple that a notebook shows as a table."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{len(self)} claims: {', '.join(claim.event for claim in self[:8])}" + (
            ", …>" if len(self) > 8 else ">"
        )

    def _repr_html_(self) -> str:
        """The table."""
        from riwaya.records.notebook import claims_html  # noqa: PLC0415 (seldom asked for)

        return claims_html(self)
