"""The pieces of one happening -> its telling: where, when, who, how many, by whose word."""

from collections.abc import Iterable, Iterator, Sequence

from riwaya.fusion.elsewhere import Elsewhere
from riwaya.fusion.pieces import Piece
from riwaya.fusion.told import Count, Spot, Telling, ToldReport, claim_key
from riwaya.knowledge.folding import fold
from riwaya.knowledge.name_words import bare, keys_of
from riwaya.knowledge.places import place_words
from riwaya.records.claim import Claim

#: A mention of a place in a country's or region's radius says little, in km.
WIDE_KM = 40.0


def telling_of(report: ToldReport, pieces: Sequence[Piece], elsewhere: Elsewhere) -> Telling:
    """The telling of one happening's pieces, which are in text order."""
    stated = [p for p in pieces if p.stated and p.first_day is not None] or [
        p for p in pieces if p.first_day is not None and p.last_day is not None
    ]
    claims = [piece.claim for piece in pieces]
    spots = _narrowest(pieces)
    return Telling(
        key=claim_key(report.id, claims[0].id),
        report=report.id,
        claims=tuple(claim.id for claim in claims),
        events=frozenset(claim.event for claim in claims),
        families=frozenset(piece.family.name for piece in pieces),
        spots=spots or elsewhere.spots_near(claims[0].trigger.start),
        implied=not spots,
        place_names=_place_names(claims),
        first_day=min((p.first_day for p in stated if p.first_day is not None), default=None),
        last_day=max((p.last_day for p in stated if p.last_day is not None), default=None),
        stated=any(piece.stated for piece in pieces),
        agents=frozenset(p.entity for c in claims for p in c.agents if p.entity),
        targets=frozenset(p.entity for c in claims for p in c.targets if p.entity),
        things=frozenset(_things(claims)),
        killed=count_of(claims, "killed"),
        injured=count_of(claims, "injured"),
        strikes=count_of(claims, "strikes"),
        origins=tuple(dict.fromkeys(_origins(report, claims))),
        denied=all(claim.polarity == "negated" for claim in claims),
        row=report.row,
    )


def _narrowest(pieces: Sequence[Piece]) -> tuple[Spot, ...]:
    """The places of all pieces, each once, the narrow ones first, wide ones only if alone."""
    spots = sorted(
        {spot for piece in pieces for spot in piece.spots},
        key=lambda spot: (spot.radius_km, spot.lat, spot.lon),
    )
    narrow = tuple(spot for spot in spots if spot.radius_km <= WIDE_KM)
    return narrow or tuple(spots[:1])


def _things(claims: Iterable[Claim]) -> Iterator[str]:
    """The words of what was struck or hurt, and where, that stand for no known identity."""
    for claim in claims:
        for place in claim.places:
            if place.lat is None:
                yield from _names_in(place.text)
        for target in claim.targets:
            if target.entity is None:
                yield from _names_in(target.text)


def _place_names(claims: Iterable[Claim]) -> tuple[tuple[str, ...], ...]:
    """The telling words of each place that the claims name, each place once, in order."""
    found = (tuple(_names_in(place.text)) for claim in claims for place in claim.places)
    return tuple(dict.fromkeys(words for words in found if words))


def _names_in(text: str) -> Iterator[str]:
    """The folded words of a mention, without those that say what kind of place it is."""
    for key in keys_of(text):
        if bare(key) not in place_words() and key not in place_words():
            yield bare(key)


def count_of(claims: Iterable[Claim], measure: str) -> Count | None:
    """The largest whole count of a measure: parts and joint counts are left out."""
    best: Count | None = None
    for claim in claims:
        for quantity in claim.quantities:
            if quantity.measure != measure or quantity.subset is True or quantity.joint is True:
                continue
            if quantity.low is None and quantity.high is None:
                continue
            low = float(quantity.low) if quantity.low is not None else 0.0
            high = float(quantity.high) if quantity.high is not None else float("inf")
            if best is None or low > best.low:
                best = Count(low, high)
    return best


def _origins(report: ToldReport, claims: Iterable[Claim]) -> Iterator[str]:
    for claim in claims:
        origin = claim.origin
        if origin is not None:
            yield origin.entity or fold(origin.text)
        elif report.outlet:
            yield f"outlet:{fold(report.outlet)}"
