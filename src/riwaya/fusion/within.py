"""The claims of one report -> tellings: a strike, its dead and its damage are one happening."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from msgspec import UNSET

from riwaya.fusion.earlier import turns_of
from riwaya.fusion.elsewhere import Elsewhere, spots_of
from riwaya.fusion.pieces import Piece, open_with_places, place_topics, take_turn, turned
from riwaya.fusion.sites import other_spots
from riwaya.fusion.summed_up import WIDE_KM, telling_of
from riwaya.fusion.told import Spot, Telling, ToldReport
from riwaya.fusion.topics import topics_of
from riwaya.knowledge.families import families
from riwaya.knowledge.folding import fold
from riwaya.knowledge.geodesy import distance_km
from riwaya.records.claim import Claim

SENTENCE_END = re.compile(r"[.!?\N{ARABIC QUESTION MARK}\N{HORIZONTAL ELLIPSIS}]+\s|\n+")
#: A time that spans more days is a period that is summed up, not a happening.
LONGEST = 7
#: What came of a deed is told within so many sentences after it.
HARM_REACH = 3
#: A deed without a place is the one of a sentence so near.
DEED_REACH = 2
#: So many claims back a happening is taken up again at most.
LOOK_BACK = 60
#: A day that is inferred may be so many days off.
FEW_DAYS = 3
#: Two places further apart than both radii and this are two places, in km.
SLACK_KM = 10.0
#: Families whose deeds are told together when one sentence names them.
TOGETHER = frozenset(["fight", "hold", "strike", "blast", "harm", "chemical", "execution"])


def tellings_of(
    report: ToldReport, judged_apart: Mapping[str, frozenset[str]] | None = None
) -> list[Telling]:
    """The happenings that a report tells, each with its claims in text order.

    `judged_apart` gives, by a claim's id, those of other claims of the report that people say are
    of another happening.
    """
    ends = [match.end() for match in SENTENCE_END.finditer(report.text)]
    pieces = [
        piece
        for claim in report.claims
        if (piece := _piece(claim, bisect_right(ends, claim.trigger.start))) is not None
    ]
    elsewhere = Elsewhere(report)
    for piece in pieces:
        piece.spots = piece.spots or elsewhere.spots_of_target(piece.claim)
    for piece in pieces if judged_apart else ():
        piece.judged_apart = (judged_apart or {}).get(piece.claim.id, frozenset())
    pieces.sort(key=lambda p: p.claim.trigger.start)
    open_with_places(pieces, report.text, ends, WIDE_KM)
    for turn in turns_of(report.text, ends):
        take_turn(pieces, turn, _ordinal(report.published))
    place_topics(pieces, topics_of(report.text, ends))
    _group(pieces)
    groups: dict[int, list[Piece]] = {}
    for piece in pieces:
        groups.setdefault(piece.group, []).append(piece)
    found = [telling_of(report, several, elsewhere) for several in groups.values()]
    for number, (telling, several) in enumerate(zip(found, groups.values(), strict=True)):
        telling.number = number
        telling.apart = frozenset(
            other for other, others in enumerate(groups.values()) if _told_apart(several, others)
        )
    return found


def _told_apart(ones: Sequence[Piece], others: Sequence[Piece]) -> bool:
    """Whether the report itself says that two groups are two happenings, or turns between them."""
    if {piece.topic for piece in ones}.isdisjoint(piece.topic for piece in others):
        return True
    return any(_apart(a, b) for a in ones for b in others)


def _piece(claim: Claim, sentence: int) -> Piece | None:
    """None for what is no happening: a state, a habit, a plan, a period summed up."""
    family = families()[claim.event]
    denied = claim.stance == "denies"
    if not family.happening or (claim.reality != "actual" and not denied):
        return None
    if claim.polarity == "negated" and not denied and not claim.attribution:
        return None
    first, last, stated = days_of(claim)
    if first is not None and last is not None and last - first > LONGEST:
        if stated:
            return None
        first = last = None
    return Piece(claim, family, sentence, spots_of(claim), first, last, stated)


def days_of(claim: Claim) -> tuple[int | None, int | None, bool]:
    """The first and the last day as ordinals, and whether the report states them."""
    if claim.when is not UNSET:
        when = claim.when
        return _ordinal(when.from_), _ordinal(when.to), not when.inferred and when.from_ is not None
    if claim.time is not None:
        return _ordinal(claim.time.from_), _ordinal(claim.time.to), claim.time.from_ is not None
    return None, None, False


@lru_cache(maxsize=10_000)
def _day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


def _ordinal(iso: str | None) -> int | None:
    # A year or a month alone is no day: «2009».
    return _day(iso[:10]) if iso and len(iso) >= len("2015-11-21") else None


def _group(pieces: Sequence[Piece]) -> None:
    """Number the pieces by happening: each joins the best of those before it, or begins one."""
    by_id = {piece.claim.id: piece for piece in pieces}
    for number, piece in enumerate(pieces):
        piece.group = number
    for number, piece in enumerate(pieces):
        for link in piece.claim.links:
            other = by_id.get(link.claim)
            if link.relation == "caused_by" and other and not _apart(piece, other):
                _join(pieces, piece.group, other.group)
        earlier = range(max(0, number - LOOK_BACK), number)
        best, which = max(((_nearness(piece, pieces[k]), -k) for k in earlier), default=(0, 0))
        if best > 0:
            _join(pieces, piece.group, pieces[-which].group)


def _join(pieces: Sequence[Piece], one: int, other: int) -> None:
    """Two groups become one, unless any two of their pieces are apart."""
    if one == other:
        return
    ones = [piece for piece in pieces if piece.group == one]
    others = [piece for piece in pieces if piece.group == other]
    if any(_apart(a, b) for a in ones for b in others):
        return
    for piece in (*ones, *others):
        piece.group = min(one, other)


def _nearness(piece: Piece, earlier: Piece) -> int:
    """How much speaks for one happening; 0: nothing."""
    turned_away = piece.topic != earlier.topic and not _one_place(piece, earlier)
    if turned_away or _apart(piece, earlier):
        return 0
    between = piece.sentence - earlier.sentence
    same_family = piece.family.name == earlier.family.name
    if between == 0 and _agents(piece) and _agents(piece) == _agents(earlier):
        return 7  # «stormed the building and kidnapped thirty»
    if between == 0 and (same_family or {piece.family.name, earlier.family.name} <= TOGETHER):
        return 6
    same_place = _same_place(piece, earlier)
    if piece.family.part == "harm" and earlier.family.part in {"deed", "harm"}:
        return 5 - min(between, 3) if same_place or _may_follow(piece, between, HARM_REACH) else 0
    if earlier.family.part == "harm" and piece.family.part == "deed":
        return 3 if same_place or _may_follow(piece, between, DEED_REACH) else 0
    return _again(piece, earlier, between) if same_family else 0


def _again(piece: Piece, earlier: Piece, between: int) -> int:
    """How much speaks for one deed told twice."""
    if _same_place(piece, earlier):
        return 4
    if (piece.spots and earlier.spots) or between > DEED_REACH:
        return 0
    ones, others = _agents(piece), _agents(earlier)
    return 2 if ones == others or not ones or not others else 0


def _may_follow(piece: Piece, between: int, reach: int) -> bool:
    """Whether a claim that names no place may speak of the one so many sentences before."""
    return between <= reach and not piece.spots


def _agents(piece: Piece) -> frozenset[str]:
    return frozenset(party.entity or fold(party.text) for party in piece.claim.agents)


def _apart(one: Piece, other: Piece) -> bool:
    """Whether two claims can't be of one happening: by a person's word, other places or days."""
    if other.claim.id in one.judged_apart:
        return True
    if turned(one, other) or turned(other, one):
        return True
    if _days_apart(one, other, 0 if one.stated and other.stated else FEW_DAYS):
        near = abs(one.sentence - other.sentence) <= 1 and one.stated != other.stated
        if not near:
            return True
    if other_spots(one.spots, other.spots):
        return True
    return bool(one.spots and other.spots) and gap_km(one.spots, other.spots) > SLACK_KM


def _days_apart(one: Piece, other: Piece, least: int) -> bool:
    """Whether more than so many days lie between; never where a day isn't known."""
    if one.first_day is None or one.last_day is None:
        return False
    if other.first_day is None or other.last_day is None:
        return False
    return max(one.first_day, other.first_day) - min(one.last_day, other.last_day) > least


def gap_km(ones: Iterable[Spot], others: Sequence[Spot]) -> float:
    """The km that remain between two sets of places when both uncertainties are taken off."""
    return min(
        distance_km(a.lat, a.lon, b.lat, b.lon) - a.radius_km - b.radius_km
        for a in ones
        for b in others
    )


def _same_place(one: Piece, other: Piece) -> bool:
    if not one.spots or not other.spots:
        return False
    a, b = one.spots[0], other.spots[0]
    if a.radius_km > WIDE_KM or b.radius_km > WIDE_KM:
        return a.entity is not None and a.entity == b.entity
    return gap_km(one.spots, other.spots) <= SLACK_KM


def _one_place(one: Piece, other: Piece) -> bool:
    """Whether both name the very place, and one that is narrow."""
    if not one.spots or not other.spots:
        return False
    a, b = one.spots[0], other.spots[0]
    same = (a.entity, a.lat, a.lon) == (b.entity, b.lat, b.lon)
    return same and max(a.radius_km, b.radius_km) < WIDE_KM
