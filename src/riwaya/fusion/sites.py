"""Whether two claims of one report are of two places, near as they may be."""

from collections.abc import Sequence

from riwaya.fusion.told import Spot
from riwaya.knowledge.geodesy import distance_km

#: A place of a larger radius is a region, of which nothing is told here, in km.
NARROW_KM = 12.0


def other_spots(ones: Sequence[Spot], others: Sequence[Spot]) -> bool:
    """Whether all known places of both are narrow, of other identities, and outside each other."""
    pairs = [(a, b) for a in ones for b in others]
    return bool(pairs) and all(
        a.radius_km <= NARROW_KM
        and b.radius_km <= NARROW_KM
        and None not in (a.entity, b.entity)
        and a.entity != b.entity
        and distance_km(a.lat, a.lon, b.lat, b.lon) > max(a.radius_km, b.radius_km)
        for a, b in pairs
    )
