"""A report's text cut where mentions begin and end: overlapping mentions become plain stretches."""

from collections.abc import Iterable
from dataclasses import dataclass

from riwaya.export.evidence import Role, mentions_by_role
from riwaya.records.claim import Claim


@dataclass(frozen=True, slots=True)
class Use:
    """A claim that rests on a stretch, and as what."""

    claim: str
    role: Role
    #: The first stretch of its mention: where its label stands.
    opens: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text under the same mentions from end to end."""

    text: str
    uses: tuple[Use, ...]

    @property
    def trigger_of(self) -> tuple[str, ...]:
        """The claims whose trigger begins here."""
        return tuple(use.claim for use in self.uses if use.role == "trigger" and use.opens)


def stretches_of(text: str, claims: Iterable[Claim]) -> list[Stretch]:
    """The whole text in order; joined, the stretches are the text again."""
    mentions = [
        (mention.start, mention.end, claim.id, role)
        for claim in claims
        for role, mention in mentions_by_role(claim)
    ]
    cuts = sorted({0, len(text)}.union(*({start, end} for start, end, _, _ in mentions)))
    starting: dict[int, list[tuple[int, str, Role]]] = {}
    for start, end, claim, role in mentions:
        starting.setdefault(start, []).append((end, claim, role))
    stretches = []
    open_: list[tuple[int, str, Role, int]] = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        open_ = [item for item in open_ if item[0] > start]
        open_ += [(stop, claim, role, start) for stop, claim, role in starting.get(start, [])]
        uses = tuple(Use(claim, role, opens=first == start) for _, claim, role, first in open_)
        stretches.append(Stretch(text[start:end], uses))
    return stretches
