"""What a person decided about a claim: a row of its own, which another one can take back."""

import hashlib
from typing import Any, Literal

import msgspec

Verdict = Literal["accept", "reject", "correct", "add", "withdraw"]
Review = Literal["open", "accepted", "corrected", "rejected"]


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict on the claim at `anchor` of a report, by a named person at a time (ISO, UTC).

    `patch` is a JSON merge patch (RFC 7396) on the claim's JSON for "correct" and the whole claim
    for "add"; `seen` is the digest of the claim as the person saw it; `withdraws` is the id of the
    decision that a "withdraw" takes back.
    """

    report: str
    anchor: str
    verdict: Verdict
    author: str
    made_at: str
    patch: dict[str, Any] | None = None
    seen: str | None = None
    withdraws: str | None = None
    note: str | None = None

    @property
    def id(self) -> str:
        """The digest of all it says: the same decision imported twice is one."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()
