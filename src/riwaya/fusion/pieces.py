"""The claims of a report as grouping takes them, and what the text around them says of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.fusion.earlier import Turn
from riwaya.fusion.openings import opening_spots
from riwaya.fusion.told import Spot
from riwaya.fusion.topics import Topics
from riwaya.knowledge.families import Family
from riwaya.records.claim import Claim


@dataclass(slots=True)
class Piece:
    """A claim with what grouping asks of it."""

    claim: Claim
    family: Family
    sentence: int
    spots: tuple[Spot, ...]
    first_day: int | None
    last_day: int | None
    stated: bool
    #: The stretch of the text that turns to another happening, which it is in.
    turn: Turn | None = None
    #: The topic of the text that it belongs to, and where «another» deed begins that it tells.
    topic: int = 0
    other: int | None = None
    #: Ids of claims that a person says are of another happening.
    judged_apart: frozenset[str] = frozenset()
    group: int = 0


def open_with_places(
    pieces: Sequence[Piece], text: str, ends: Sequence[int], widest: float
) -> None:
    """Give what names no place the one that opens its sentence; `ends`: where sentences end."""
    spots = (spot for piece in pieces for spot in piece.spots if spot.radius_km <= widest)
    opening = opening_spots(text, ends, list(dict.fromkeys(spots)))
    for piece in pieces:
        if not piece.spots and piece.sentence in opening:
            piece.spots = (opening[piece.sentence],)


def take_turn(pieces: Sequence[Piece], turn: Turn, published: int | None) -> None:
    """Date what a stretch tells by what is told before it, else by the publication day."""
    told = [p for p in pieces if turn.start <= p.claim.trigger.start < turn.end]
    ahead = [p for p in pieces if p.claim.trigger.start < turn.start and p.first_day is not None]
    stated = [p for p in ahead if p.stated] or ahead
    first = stated[-1].first_day if stated else published
    last = stated[-1].last_day if stated else published
    for piece in told:
        piece.turn = turn
        time = piece.claim.time
        if time is not None and time.from_ is not None and time.start >= turn.start:
            continue  # its own day is said
        if first is not None and last is not None:
            piece.first_day = first - turn.before.most
            piece.last_day = last - turn.before.least
            piece.stated = piece.last_day - piece.first_day <= 1


def place_topics(pieces: Sequence[Piece], topics: Topics) -> None:
    """Say of each claim which topic it belongs to, and whether it is of another deed."""
    for piece in pieces:
        start = piece.claim.trigger.start
        piece.topic, piece.other = topics.topic_at(start), topics.other_at(start)


def turned(earlier: Piece, later: Piece) -> bool:
    """Whether the report turns to another happening between two claims."""
    if later.other is not None and later.other > earlier.claim.trigger.start:
        return earlier.sentence >= later.sentence - 1
    turn = later.turn
    if turn is None or turn is earlier.turn or earlier.claim.trigger.start >= turn.start:
        return False
    return earlier.sentence == later.sentence
