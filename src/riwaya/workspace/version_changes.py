"""Two versions of a report: the words that went and came, and the claims."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from msgspec.structs import replace

from riwaya.export.gloss import gloss
from riwaya.records.claim import Claim

Kind = Literal["same", "gone", "come"]
#: Words and the blanks between them; sentences end at a full stop, a question mark or a line end.
WORD = re.compile(r"\S+|\s+")
ENDS = ".!?\n\N{ARABIC QUESTION MARK}\N{HORIZONTAL ELLIPSIS}"
SENTENCE = re.compile(f"[^{ENDS}]+[{ENDS}]*\\s*|[{ENDS}]+\\s*")
#: Longer stretches are shown as gone and come whole: comparing words takes the square of them.
MOST_WORDS = 3_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that both versions have, or one of them."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that only one version makes."""

    kind: Kind
    claim: Claim


def text_changes(before: str, after: str) -> list[Piece]:
    """What differs: joined, all but what came is `before`, all but what went is `after`."""
    old, new = SENTENCE.findall(before), SENTENCE.findall(after)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        if tag == "equal":
            pieces.append(Piece("same", gone))
        else:
            pieces += _in_words(gone, come)
    return list(_joined(pieces))


def claim_changes(before: Iterable[Claim], after: Iterable[Claim]) -> list[ClaimChange]:
    """The claims that went, then those that came: a claim is the same if it says the same."""
    old = [(_line(claim), claim) for claim in before]
    new = [(_line(claim), claim) for claim in after]
    gone = Counter(line for line, _ in old) - Counter(line for line, _ in new)
    come = Counter(line for line, _ in new) - Counter(line for line, _ in old)
    return [*_of("gone", old, gone), *_of("come", new, come)]


def _in_words(gone: str, come: str) -> Iterator[Piece]:
    old, new = WORD.findall(gone), WORD.findall(come)
    if len(old) > MOST_WORDS or len(new) > MOST_WORDS:
        yield from (Piece("gone", gone), Piece("come", come))
        return
    matcher = SequenceMatcher(str.isspace, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(new[c:d]))
        else:
            yield from (Piece("gone", "".join(old[a:b])), Piece("come", "".join(new[c:d])))


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind as one; nothing empty."""
    waiting: Piece | None = None
    for piece in filter(lambda one: one.text, pieces):
        if waiting is not None and waiting.kind == piece.kind:
            waiting = Piece(piece.kind, waiting.text + piece.text)
            continue
        if waiting is not None:
            yield waiting
        waiting = piece
    if waiting is not None:
        yield waiting


def _line(claim: Claim) -> str:
    """What a claim says, without its ids and the claims that it hangs on."""
    return f"{claim.event} {claim.trigger.text} {gloss(replace(claim, links=()))}"


def _of(
    kind: Kind, several: Iterable[tuple[str, Claim]], wanted: Counter[str]
) -> Iterator[ClaimChange]:
    left = wanted.copy()
    for line, claim in several:
        if left[line] > 0:
            left[line] -= 1
            yield ClaimChange(kind, claim)
