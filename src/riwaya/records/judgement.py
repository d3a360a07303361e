"""What a person says of two claims: one happening or two. It stands above the machine's word."""

import hashlib
from typing import Literal

import msgspec

JudgementVerdict = Literal["same", "different", "unsure", "withdraw"]


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict on two claims, each "report/anchor", by a named person at a time (ISO, UTC).

    `withdraws` is the id of the judgement that a "withdraw" takes back.
    """

    one: str
    other: str
    verdict: JudgementVerdict
    author: str
    made_at: str
    withdraws: str | None = None
    note: str | None = None

    @property
    def id(self) -> str:
        """The digest of all it says."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()
