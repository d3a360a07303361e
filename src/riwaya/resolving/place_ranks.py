"""Which of its namesakes a place is: each reason adds to a score, and is said."""

from __future__ import annotations

from math import log10

from riwaya.knowledge.gazetteer import Spot
from riwaya.knowledge.geodesy import distance_km
from riwaya.knowledge.places import word_of
from riwaya.resolving.fixes import Area, Named, kind_of
from riwaya.resolving.scene import Scene

#: How far from other places of the report still counts as its area, km.
AREA_KM = 150.0
#: Letters of the text within which places belong together most.
NEAR_LETTERS = 70


def rank(named: Named, scene: Scene, start: int, area: Area) -> list[tuple[Spot, float, str]]:
    """Candidates with their scores and what spoke for them, the best first."""
    wanted = [word for token in named.before if (word := word_of(token)) and word.kinds]
    total = sum(scene.countries.values()) or 1
    nearby = [
        (3 if abs(at - start) < NEAR_LETTERS else 1, fix)
        for at, fix in area.around(start)
        if fix.spot is not None and at != start and fix.radius_km < AREA_KM
    ]
    weight = sum(w for w, _ in nearby) or 1
    alone = "the only place of this name"
    if len(named.spots) > 1:
        alone = "the most peopled of its name"
    ranked = []
    for spot in named.spots:
        reasons = []
        score = log10(spot.population + 300) / 2
        if spot.listed:
            score += 1.2
            reasons.append("in the list of conflict places")
        share = scene.countries[spot.country] / total
        if share:
            score += 1.5 + 3 * share
            reasons.append(f"the text speaks of {spot.country}")
        if wanted:
            fits = any(kind_of(spot) in plain(word.kinds) for word in wanted)
            score += 1.5 if fits else -3.0
            reasons += ["the word before asks for such a place"] if fits else []
        elif kind_of(spot) in {"region", "district"}:
            score -= 0.7
        close = sum(w for w, f in nearby if distance_km(spot.lat, spot.lon, f.lat, f.lon) < AREA_KM)
        if close:
            score += 2.5 * close / weight
            reasons.append("near other places of the report")
        ranked.append((spot, score, ", ".join(reasons) or alone))
    return sorted(ranked, key=lambda item: -item[1])


def plain(kinds: frozenset[str]) -> frozenset[str]:
    """Kinds as candidates have them: cities are towns, provinces regions."""
    return frozenset({"city": "town", "province": "region"}.get(kind, kind) for kind in kinds)
