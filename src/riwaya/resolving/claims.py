"""Raw claims -> claims whose words stand for something: for now, quantities."""

from collections.abc import Iterable

from msgspec.structs import replace

from riwaya.records.claim import Claim
from riwaya.records.mention import Quantity
from riwaya.resolving.quantities import read_quantity
from riwaya.resolving.surroundings import NEARBY


def resolve_claims(raw: str, claims: Iterable[Claim]) -> list[Claim]:
    """The claims with their quantities read."""
    return [
        replace(claim, quantities=tuple(read(raw, quantity) for quantity in claim.quantities))
        for claim in claims
    ]


def read(raw: str, quantity: Quantity) -> Quantity:
    """A quantity with its bounds, unit and flags."""
    amount = read_quantity(
        quantity.text,
        quantity.measure,
        before=raw[max(0, quantity.start - NEARBY) : quantity.start],
        after=raw[quantity.end : quantity.end + NEARBY],
    )
    flags = {name: True for name in ("approximate", "subset", "joint") if getattr(amount, name)}
    return replace(quantity, low=amount.low, high=amount.high, unit=amount.unit, **flags)
