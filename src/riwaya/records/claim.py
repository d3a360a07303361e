"""A claim: who says that who did what to whom, where, when and with what result."""

from collections.abc import Iterator

import msgspec
from msgspec import UNSET, UnsetType

from riwaya.records.mention import Mention, Party, Place, Quantity, Source, Time
from riwaya.records.resolution import When
from riwaya.records.terms import Event, LinkRelation, Polarity, Reality, Stance


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """How this claim hangs on another claim of the same report."""

    relation: LinkRelation
    claim: str


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One event, state or change that a report puts forward, with roles and attribution."""

    id: str
    event: Event
    trigger: Mention
    polarity: Polarity
    reality: Reality
    agents: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    places: tuple[Place, ...] = ()
    time: Time | None = None
    quantities: tuple[Quantity, ...] = ()
    attribution: tuple[Source, ...] = ()
    stance: Stance
    quoted: bool
    links: tuple[Link, ...] = ()
    confidence: float | UnsetType = UNSET
    gloss: str | UnsetType = UNSET
    when: When | UnsetType = UNSET

    def __repr__(self) -> str:
        said = self.event if self.gloss is UNSET else self.gloss
        sure = "" if self.confidence is UNSET else f" ({self.confidence:.2f})"
        return f"<Claim {self.id} {self.event}: {said}{sure}>"

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from riwaya.records.notebook import claims_html  # noqa: PLC0415 (it knows this class)

        return claims_html([self])

    @property
    def origin(self) -> Source | None:
        """The first link of the chain; None when the outlet speaks for itself."""
        return self.attribution[0] if self.attribution else None

    def mentions(self) -> Iterator[Mention]:
        """Every mention of the claim, the trigger first."""
        yield self.trigger
        yield from self.agents
        yield from self.targets
        yield from self.places
        if self.time is not None:
            yield self.time
        yield from self.quantities
        yield from self.attribution
