"""A report's text cut where mentions begin and end: overlapping mentions become plain stretches."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from riwaya.export.evidence import Role, mentions_by_role
from riwaya.records.claim import Claim

LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


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
    #: Where it begins in the raw text.
    start: int = 0

    @property
    def trigger_of(self) -> tuple[str, ...]:
        """The claims whose trigger begins here."""
        return tuple(use.claim for use in self.uses if use.role == "trigger" and use.opens)


def paragraphs_of(text: str, claims: Iterable[Claim]) -> list[list[Stretch]]:
    """The stretches of each line with words; a mention over a line's end goes on in the next."""
    paragraphs: list[list[Stretch]] = [[]]
    for stretch in stretches_of(text, claims):
        carried = tuple(replace(use, opens=False) for use in stretch.uses)
        begins = [0, *(end.end() for end in LINE_END.finditer(stretch.text))]
        lines = LINE_END.split(stretch.text)
        for number, (begin, line) in enumerate(zip(begins, lines, strict=True)):
            if number:
                paragraphs.append([])
            uses = carried if number else stretch.uses
            paragraphs[-1].append(Stretch(line, uses, stretch.start + begin))
    return [line for line in paragraphs if any(piece.text.strip() for piece in line)]


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
    for start, end in pairwise(cuts):
        open_ = [item for item in open_ if item[0] > start]
        open_ += [(stop, claim, role, start) for stop, claim, role in starting.get(start, [])]
        uses = tuple(Use(claim, role, opens=first == start) for _, claim, role, first in open_)
        stretches.append(Stretch(text[start:end], uses, start))
    return stretches
