"""One thing that was looked at, and what to do about it."""

from dataclasses import dataclass
from typing import Literal

#: `wrong`: something that is needed fails; `missing`: something that can be done without.
State = Literal["fine", "missing", "wrong"]


@dataclass(frozen=True, slots=True)
class Sign:
    """What was found of one part; `advice` says what to do unless all is fine."""

    part: str
    state: State
    says: str
    advice: str = ""


def fine(part: str, says: str, advice: str = "") -> Sign:
    """It is there, and good."""
    return Sign(part, "fine", says, advice)


def missing(part: str, says: str, advice: str) -> Sign:
    """It isn't there; only what asks for it can't be done."""
    return Sign(part, "missing", says, advice)


def wrong(part: str, says: str, advice: str) -> Sign:
    """It is needed, and fails."""
    return Sign(part, "wrong", says, advice)
