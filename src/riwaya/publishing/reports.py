"""What one report's private names are; its text, outlet and address as they may be used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from msgspec.structs import replace

from riwaya.fusion.told import ToldReport
from riwaya.knowledge.name_words import tokens_of
from riwaya.knowledge.outlets import shipped_outlets
from riwaya.publishing.addresses import published_address, skeleton
from riwaya.publishing.filler import FILLER, tidy
from riwaya.publishing.places import Places, Point, is_named, own_words
from riwaya.publishing.screen import Screen
from riwaya.publishing.words import personal_words
from riwaya.records.claim import Claim
from riwaya.records.mention import Party, Place, Source


@dataclass(frozen=True, slots=True)
class Private:
    """Of one report: keys of the names that it holds of private people, and the same in Latin.

    `near` are the points of its claims that speak of a camp, a hospital, a shelter or a home.
    """

    names: frozenset[str] = frozenset()
    latin: frozenset[str] = frozenset()
    near: frozenset[Point] = frozenset()


def private_of(claims: Iterable[Claim], screen: Screen, places: Places) -> Private:
    """All that claims of a report name, those that are not published included."""
    several = list(claims)
    names: set[str] = set()
    latin: set[str] = set()
    for claim in several:
        for mention in _naming(claim):
            spot = places.spot(mention.entity) if mention.entity else None
            place = isinstance(mention, Place)
            keys, words = screen.names_in(
                mention.text, mention.entity, own_words(spot), place,
                place and is_named(mention.text, spot),
            )  # fmt: skip
            names |= keys
            latin |= words
    return Private(frozenset(names), frozenset(latin), points_of(several, places))


def points_of(claims: Iterable[Claim], places: Places) -> frozenset[Point]:
    """The points of those claims that speak of a camp, a hospital, a shelter or a home."""
    return frozenset(
        (place.lat, place.lon)
        for claim in claims
        if is_sensitive(claim, places)
        for place in claim.places
        if place.lat is not None and place.lon is not None
    )


def _naming(claim: Claim) -> tuple[Party | Source | Place, ...]:
    """The mentions that can name people."""
    return (*claim.agents, *claim.targets, *claim.attribution, *claim.places)


def is_sensitive(claim: Claim, places: Places) -> bool:
    """Whether a claim speaks of a camp, a hospital, a shelter or a home."""
    words: tuple[Party | Source, ...] = (*claim.targets, *claim.agents, *claim.attribution)
    return any(places.is_sensitive(place) for place in claim.places) or any(
        places.speaks_of_facility(party) for party in words
    )


def covered_text(text: str, screen: Screen, private: Private, *, coarse: bool = False) -> str:
    """A text in which only words stand that name nobody, as long as it was: for comparing.

    With `coarse` it names no place either.
    """
    lines = text.splitlines(keepends=True)
    return "".join(_covered(line, screen, private, coarse=coarse) for line in lines)


def _covered(line: str, screen: Screen, private: Private, *, coarse: bool) -> str:
    sight = screen.look(line, names=private.names, facility=coarse)
    filled = screen.cover(line, sight)
    # Where a sentence ends must stay the same.
    return "".join(f if not o.isspace() else o for f, o in zip(filled, line, strict=True))


def published_outlet(outlet: str | None, screen: Screen, private: Private) -> str | None:
    """An outlet's name; of one that the tables don't know, only words that name nobody private.

    Outlets are published unless a person's name opens in theirs, they call themselves a person's
    page, or a word of theirs is a private name, in Arabic or in Latin letters.
    """
    if not outlet or shipped_outlets().named(outlet) is not None:
        return outlet
    own = any(token.key in personal_words() for token in tokens_of(outlet))
    sight = screen.look(outlet, names=private.names, place=not own)
    bones = {skeleton(name) for name in private.latin} - {""}
    for number, token in enumerate(sight.tokens):
        if token.key.isascii() and skeleton(token.key) in bones:
            sight.hidden[number] = "name"
    filled = screen.cover(outlet, sight)
    return tidy(filled) if FILLER in filled else outlet


def published_source(source: str | None, private: Private) -> str:
    """Where a report was taken from: an address as far as it is published, no file names."""
    return published_address(source, private.latin) or ""


def covered_report(
    report: ToldReport, claims: Iterable[Claim], screen: Screen, private: Private, *, coarse: bool
) -> ToldReport:
    """A report with published claims, as fusion takes it; its text names no place if `coarse`."""
    sources = (published for one in report.sources if (published := published_source(one, private)))
    return replace(
        report,
        sources=tuple(dict.fromkeys(sources)),
        outlet=published_outlet(report.outlet, screen, private),
        text=covered_text(report.text, screen, private, coarse=coarse),
        claims=tuple(claims),
    )
