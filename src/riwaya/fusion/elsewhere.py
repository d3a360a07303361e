"""Where a happening was, when its own claims don't say: by what else its report names."""

from bisect import bisect_right
from functools import cache, cached_property

from msgspec import UNSET

from riwaya.fusion.told import Spot, ToldReport
from riwaya.knowledge.families import families
from riwaya.knowledge.outlets import country_of
from riwaya.knowledge.places import shipped_places
from riwaya.records.claim import Claim
from riwaya.records.mention import Place
from riwaya.resolving.identity import Who
from riwaya.resolving.report_places import places_named

AT = frozenset(["in", "near"])
#: Families of deeds done from afar.
FIRED = frozenset(["strike", "blast", "fight"])
#: Families whose targets are where the deed was.
STRUCK = FIRED | {"harm"}
#: A country or a region says nothing of where a happening was, in km.
WIDEST = 60.0


def spots_of(claim: Claim) -> tuple[Spot, ...]:
    """Where it happened, narrow places first: in or near which, else any place that was named.

    Where fire came from is not where it fell.
    """
    known = [place for place in claim.places if place.lat is not None and place.lon is not None]
    there = [place for place in known if place.relation in AT]
    if not there and families()[claim.event].name not in FIRED:
        there = known
    there = there or [place for place in known if place.relation != "from"]
    return tuple(sorted((_spot(place) for place in there), key=lambda spot: spot.radius_km))


def _spot(place: Place) -> Spot:
    radius = 5.0 if place.radius_km is UNSET else float(place.radius_km)
    return Spot(place.entity, place.name, place.lat or 0.0, place.lon or 0.0, radius)


class Elsewhere:
    """The places of a report's other claims and of its text."""

    def __init__(self, report: ToldReport) -> None:
        self._report = report

    @cached_property
    def _named(self) -> list[tuple[int, Spot]]:
        return _of_text(self._report)

    @cached_property
    def _spots(self) -> list[tuple[int, Spot]]:
        return sorted([*_of_claims(self._report), *self._named], key=lambda found: found[0])

    def spots_of_target(self, claim: Claim) -> tuple[Spot, ...]:
        """Where something struck is, by its own name: «سوق مدينة الميادين»."""
        if families()[claim.event].name not in STRUCK:
            return ()
        several = [party for party in claim.targets if party.entity is None and " " in party.text]
        return tuple(
            dict.fromkeys(
                spot
                for party in several
                for start, spot in self._named
                if party.start < start < party.end
            )
        )

    def spots_near(self, position: int) -> tuple[Spot, ...]:
        """The place named last before a position and the first one after it, different ones."""
        at = bisect_right(self._spots, position, key=lambda found: found[0])
        several = [spot for _, spot in self._spots[max(0, at - 1) : at + 1]]
        return tuple(dict.fromkeys(several))


def _of_claims(report: ToldReport) -> list[tuple[int, Spot]]:
    found = [
        (claim.trigger.start, spots[0])
        for claim in report.claims
        if (spots := spots_of(claim)) and spots[0].radius_km <= WIDEST
    ]
    return sorted(found, key=lambda one: one[0])


def _of_text(report: ToldReport) -> list[tuple[int, Spot]]:
    named = places_named(
        report.text,
        shipped_places(),
        shipped_who(),
        published=report.published,
        country=country_of(report.outlet),
    )
    return [
        (start, Spot(fix.spot.id, fix.spot.name, fix.lat, fix.lon, fix.radius_km))
        for start, fix in named
        if fix.spot is not None
        and fix.lat is not None
        and fix.lon is not None
        and fix.radius_km <= WIDEST
    ]


@cache
def shipped_who() -> Who:
    """The shipped actors and persons."""
    return Who()
