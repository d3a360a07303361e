"""Raw claims -> claims whose words stand for something: who, where, when, how much, and why so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import UNSET
from msgspec.structs import replace

from riwaya.knowledge.naming import in_english
from riwaya.knowledge.outlets import country_of
from riwaya.knowledge.places import PlaceTable, shipped_places
from riwaya.records.claim import Claim
from riwaya.records.mention import Mention, Party, Place, Quantity, Source, Time
from riwaya.records.report import Report
from riwaya.records.resolution import Alternative, PlacePrecision, Resolution
from riwaya.resolving.actors import identify
from riwaya.resolving.equivalents import with_equivalent
from riwaya.resolving.fixes import Fix, kind_of
from riwaya.resolving.happened import Tense, when_of
from riwaya.resolving.identity import NOWHERE, Around, Identity, Who
from riwaya.resolving.local_actors import sight_local_names
from riwaya.resolving.quantities import read_quantity
from riwaya.resolving.report_places import Located, locate_all
from riwaya.resolving.scene import Scene, scene_of
from riwaya.resolving.speakers import Speakers
from riwaya.resolving.surroundings import NEARBY
from riwaya.resolving.times import ReadTime, read_time

#: Characters around a time that are read with it.
AROUND = 80
#: Events that happen in another country than that of their sides.
TALKS = frozenset(("negotiate", "ceasefire", "aid", "support", "trade"))
#: Relations of a place where something happens.
HERE = frozenset(("in", "near"))
#: Events that are states: without a time they say nothing of the day.
STATES = frozenset(("control", "base"))


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The tables that words are resolved by; a user's own may stand in for the shipped ones."""

    who: Who = field(default_factory=Who)
    places: PlaceTable = field(default_factory=shipped_places)


def resolve_claims(
    raw: str, claims: Iterable[Claim], report: Report | None = None, known: Knowledge | None = None
) -> list[Claim]:
    """The claims of one report with everything resolved that the tables can resolve."""
    claims = list(claims)
    if not claims:
        return []
    known = known or Knowledge()
    published = report.published if report else None
    outlet = report.outlet if report else None
    scene = scene_of(
        raw, known.who.actors, known.who.persons, published=published, country=country_of(outlet)
    )
    stretches = {(p.start, p.end) for claim in claims for p in claim.places}
    located = locate_all(scene, known.places, known.who, stretches)
    sight_local_names(scene, known.who)
    station = Station(raw, scene, known.who, located, published, Speakers(), {})
    return [station.resolved(claim) for claim in claims]


@dataclass(frozen=True, slots=True)
class Station:
    """What the claims of one report are resolved with."""

    raw: str
    scene: Scene
    who: Who
    located: Mapping[tuple[int, int], Sequence[Located]]
    published: str | None
    speakers: Speakers
    known: dict[tuple[int, int, bool, bool, bool, Around], Identity]

    def resolved(self, claim: Claim) -> Claim:
        """One claim; claims must come in text order, since speakers carry on."""
        read = self._time_read(claim.time)
        sources = [
            (source, self.heard(source, origin=number == 0))
            for number, source in enumerate(claim.attribution)
        ]
        around = self.around(claim, sources[0] if sources else None)
        return replace(
            claim,
            agents=tuple(self.party(p, around, agent=True) for p in claim.agents),
            targets=tuple(self.party(p, around, agent=False) for p in claim.targets),
            places=tuple(p for place in claim.places for p in self.places_of(place)),
            time=self.time(claim.time, read),
            quantities=tuple(quantity_read(self.raw, quantity) for quantity in claim.quantities),
            attribution=tuple(
                replace(source, **self._who(source, found)) for source, found in sources
            ),
            when=when_of(read, self.published, tense_of(claim)),
        )

    def around(self, claim: Claim, origin: tuple[Source, Identity] | None) -> Around:
        """Who tells a claim (of an unknown person: of whose side), and in which country it is."""
        country = next((c for c in self._countries(claim) if self.scene.speaks_of(c)), None)
        if origin is None:
            return Around(country=country)
        source, found = origin
        side = found.entity or (found.others[0] if found.others else None)
        return Around(side, source.end, country)

    def _countries(self, claim: Claim) -> Iterator[str]:
        """The countries of the places where a claim happens."""
        if claim.event in TALKS:
            return
        for place in claim.places:
            if place.relation in HERE:
                spots = (one.fix.spot for one in self.located[place.start, place.end])
                yield from (spot.country for spot in spots if spot is not None)

    def party(self, party: Party, around: Around, *, agent: bool) -> Party:
        """An agent or a target with its identity."""
        return replace(party, **self._who(party, self._identity(party, around, agent=agent)))

    def heard(self, source: Source, *, origin: bool) -> Identity:
        """A link of a chain; «المصدر» is the origin who spoke last, not who passed it on."""
        found = self.speakers.same_again(self.scene, source) if origin else None
        found = found or self._identity(source, NOWHERE, agent=False)
        if origin:
            self.speakers.spoke(source, found)
        return found

    def _identity(self, mention: Party | Source, around: Around, *, agent: bool) -> Identity:
        """Who a mention is; the same words in several claims are looked at once."""
        named = mention.named if isinstance(mention, Source) else True
        key = (mention.start, mention.end, isinstance(mention, Source), named, agent, around)
        if key not in self.known:
            self.known[key] = identify(
                self.scene, self.who, mention.start, mention.end,
                source=isinstance(mention, Source), named=named, agent=agent, around=around,
            )  # fmt: skip
        return self.known[key]

    def _who(self, mention: Mention, found: Identity) -> dict[str, object]:
        """The fields of an identity; a name that no table knows is romanised."""
        name = self.who.name_of(found.entity) if found.entity else None
        return {
            "entity": found.entity,
            "name": name or UNSET,
            "romanised": UNSET if name else in_english(mention.text),
            "resolution": because(found, self.who.basis_of(found.entity)),
        }

    def places_of(self, place: Place) -> Iterator[Place]:
        """A place, or those of a list in one mention, each with its own words."""
        for located in self.located[place.start, place.end]:
            one = Place.of(self.raw, located.start, located.end, relation=place.relation)
            yield self.place(one, located.fix)

    def place(self, place: Place, fix: Fix) -> Place:
        """A place with its point; without one it keeps the reason only."""
        why = Resolution(
            reason=fix.reason,
            alternatives=tuple(Alternative(entity=e, score=s) for e, s in fix.others),
            basis=fix.spot.basis if fix.spot else UNSET,
        )
        if fix.spot is None:
            return replace(place, romanised=in_english(place.text), resolution=why)
        return replace(
            place, entity=fix.spot.id, name=fix.spot.name, lat=fix.lat, lon=fix.lon,
            radius_km=round(fix.radius_km, 1), precision=precision_of(fix), resolution=why,
        )  # fmt: skip

    def _time_read(self, time: Time | None) -> ReadTime | None:
        if time is None:
            return None
        before = self.raw[max(0, time.start - AROUND) : time.start]
        after = self.raw[time.end : time.end + AROUND]
        return read_time(time.text, self.published, before=before, after=after)

    def time(self, time: Time | None, read: ReadTime | None) -> Time | None:
        """A time with its days."""
        if time is None or read is None:
            return time
        return replace(
            time, from_=read.from_, to=read.to, precision=read.precision or UNSET,
            resolution=Resolution(reason=read.reason),
        )  # fmt: skip


def tense_of(claim: Claim) -> Tense:
    """Told as news, still to come, or a state that goes on."""
    if claim.reality != "actual":
        return "ahead"
    return "state" if claim.event in STATES else "past"


def because(found: Identity, basis: str | None = None) -> Resolution:
    """Why, on what it rests, and who else it could be (by equal shares)."""
    share = 1 / (len(found.others) + 1)
    return Resolution(
        reason=found.reason,
        alternatives=tuple(Alternative(entity=e, score=round(share, 2)) for e in found.others if e),
        basis=basis or UNSET,
    )


def precision_of(fix: Fix) -> PlacePrecision:
    """ACLED's geo_precision and UCDP's where_prec, by rule.

    ACLED: 1 the town itself, 2 near it or a small region, 3 a province or more. UCDP: 1 the exact
    place, 2 near it (within some 25 km), 3 the second-level unit, 4 the first-level unit, 6 the
    country.
    """
    kind = kind_of(fix.spot) if fix.spot else ""
    if kind == "country":
        return PlacePrecision(acled=3, ucdp=6)
    if kind in {"region", "desert", "sea"}:
        return PlacePrecision(acled=3, ucdp=4)
    if kind == "district":
        return PlacePrecision(acled=2, ucdp=3)
    return (
        PlacePrecision(acled=2, ucdp=2)
        if fix.near or fix.within
        else PlacePrecision(acled=1, ucdp=1)
    )


def quantity_read(raw: str, quantity: Quantity) -> Quantity:
    """A quantity with its bounds, unit and flags."""
    amount = read_quantity(
        quantity.text,
        quantity.measure,
        before=raw[max(0, quantity.start - NEARBY) : quantity.start],
        after=raw[quantity.end : quantity.end + NEARBY],
    )
    flags = {name: True for name in ("approximate", "subset", "joint") if getattr(amount, name)}
    read = replace(quantity, low=amount.low, high=amount.high, unit=amount.unit, **flags)
    return with_equivalent(raw, read)
