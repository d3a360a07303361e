"""What the queue shows of the claim at hand: its words in their surroundings, its reasons."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import msgspec
from msgspec import UNSET
from sqlalchemy import Connection

from riwaya.export.evidence import ROLES, Role, Sentences, mentions_by_role
from riwaya.export.gloss import gloss
from riwaya.export.screen.marked import stretches_of
from riwaya.export.shown.language import Language
from riwaya.records.claim import Claim
from riwaya.records.withdrawing import standing
from riwaya.store.decided import Decided
from riwaya.store.decisions import decisions_of
from riwaya.store.queue import bodies_of, candidates_named, claim_at
from riwaya.store.reports import find_report
from riwaya.web.report_view import Shown, shown
from riwaya.workspace.queue import Queued, Why, key_of, ranked
from riwaya.workspace.report_in_full import Standing
from riwaya.workspace.second import Blind
from riwaya.workspace.wishes import seen_of

#: Sentences shown before and after those of the claim's words, and how far those may reach.
AROUND, REACH = 1, 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: the role that shows, whether it is the claim's own sentence."""

    text: str
    role: Role | None
    own: bool


@dataclass(frozen=True, slots=True)
class Hand:
    """The claim at hand; `second` is for a second reader, who sees the machine's claim only."""

    n: int
    report: Any
    one: Shown
    pieces: tuple[Piece, ...]
    cut: tuple[bool, bool]
    why: tuple[Why, ...]
    second: bool

    @property
    def anchor(self) -> str:
        """Where the claim hangs."""
        return self.one.standing.one.anchor

    @property
    def key(self) -> str:
        """How the claim is called."""
        return f"{self.report.id}/{self.anchor}"


def first_hand(
    connection: Connection, report: str, anchor: str, words: Language, queued: Queued | None = None
) -> Hand | None:
    """A claim as it stands, for whoever decides about it; None where it isn't there."""
    row, kept = find_report(connection, report), claim_at(connection, report, anchor)
    if row is None or row.text is None or kept is None:
        return None
    claim = msgspec.json.decode(kept.body, type=Claim)
    made = standing(decisions_of(connection, [row.n]).get(row.n, []))
    about = tuple(one for one in made if one.anchor == anchor)
    one = Decided(claim, anchor, kept.review, about)
    if queued is None:
        found = candidates_named(connection, [kept.n])
        queued = next(iter(ranked(connection, found)), None)
    why = queued.why if queued is not None else ()
    return _hand(kept.n, row, Standing(one, seen_of(one), None), words, why, second=False)


@dataclass(frozen=True, slots=True)
class Listed:
    """A claim in the list, with its reasons."""

    queued: Queued
    gloss: str
    outlet: str | None
    published: str | None

    @property
    def key(self) -> str:
        """How the claim is called."""
        return key_of(self.queued.candidate)


def listed(connection: Connection, several: Sequence[Queued]) -> list[Listed]:
    """Claims of the queue as rows."""
    rows = bodies_of(connection, [one.candidate.n for one in several])
    return [
        Listed(one, gloss_of(row.body), row.outlet, row.published)
        for one in several
        if (row := rows.get(one.candidate.n)) is not None
    ]


def gloss_of(body: bytes) -> str:
    """The line of a claim in English."""
    claim = msgspec.json.decode(body, type=Claim)
    return gloss(claim) if claim.gloss is UNSET else claim.gloss


def second_hand(connection: Connection, found: Blind, words: Language) -> Hand:
    """A claim as the machine read it: nothing tells what the first reader said."""
    row = find_report(connection, found.report)
    one = Decided(found.claim, found.anchor, "open")
    return _hand(found.n, row, Standing(one, found.seen, None), words, (), second=True)


def _hand(
    n: int, row: Any, standing: Standing, words: Language, why: tuple[Why, ...], *, second: bool
) -> Hand:
    claim, text = standing.one.claim, row.text or ""
    pieces, cut = _surroundings(text, claim)
    return Hand(n, row, shown(standing, words), pieces, cut, why, second)


def _surroundings(text: str, claim: Claim) -> tuple[tuple[Piece, ...], tuple[bool, bool]]:
    """The claim's sentence with those around it, cut by role; whether text is left out there."""
    sentences = Sentences(text)
    spans = sentences.spans or [(0, len(text))]
    starts = [start for start, _ in spans]

    def place(offset: int) -> int:
        return max(0, bisect_right(starts, offset) - 1)

    own = place(claim.trigger.start)
    places = [place(mention.start) for _, mention in mentions_by_role(claim)]
    near = [at for at in places if abs(at - own) <= REACH]
    first = max(0, min(near) - AROUND)
    last = min(len(spans) - 1, max(near) + AROUND)
    start, end = (spans[first][0] if first else 0), spans[last][1]
    if last == len(spans) - 1:
        end = len(text)
    own_start, own_end = sentences.around(claim.trigger)
    pieces: list[Piece] = []
    for stretch in stretches_of(text, [claim]):
        roles = [use.role for use in stretch.uses]
        role = min(roles, key=ROLES.index) if roles else None
        cuts = sorted({start, end, own_start, own_end})
        for low, high in _cut(stretch.start, stretch.start + len(stretch.text), cuts):
            if start <= low and high <= end:
                own_piece = own_start <= low < own_end
                pieces.append(Piece(text[low:high], role, own_piece))
    return tuple(pieces), (start > 0, end < len(text))


def _cut(low: int, high: int, at: list[int]) -> list[tuple[int, int]]:
    bounds = [low, *(one for one in at if low < one < high), high]
    return list(pairwise(bounds))
