"""A claim that a search found, with where it stands."""

import msgspec

from riwaya.records.claim import Claim
from riwaya.records.decision import Review


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One claim as it stands, decisions applied; `body` is its JSON.

    `source` is the path or URL that its report came from first, `sources` are all of them in the
    order in which they were taken in.
    """

    report: str
    claim: str
    anchor: str
    review: Review
    confidence: float
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
    source: str | None
    sources: tuple[str, ...]
    body: bytes

    def __repr__(self) -> str:
        return f"<Found {self.report}/{self.claim} ({self.review}): {self.decoded()!r}>"

    def decoded(self) -> Claim:
        """The record of the claim."""
        return msgspec.json.decode(self.body, type=Claim)
