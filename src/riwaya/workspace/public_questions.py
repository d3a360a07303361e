"""What the public may ask: what is held back can't be found out by searching for it.

Whoever may search for any word learns which claim a name was covered in; whoever may draw an area
learns where a hospital is. So words must name nobody, places are asked for by name, and identities
must be public.
"""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from riwaya.errors import BadInput
from riwaya.knowledge.name_words import WORD
from riwaya.publishing.words import facility_at, sort_of
from riwaya.records.decision import Review
from riwaya.store.facets import Bin
from riwaya.store.query import Facet, Query
from riwaya.workspace.publishing import Publisher

#: Filters that are refused, by what a person calls them.
REFUSED = {
    "in_text": "letters of a report's text",
    "near": "the surroundings of a point",
    "within": "an area on the map",
    "source_words": "the words of a source that no table knows",
}


def public_words(words: str, publisher: Publisher) -> str:
    """Words to search for as they were typed; raises BadInput for any that may be a name."""
    sight = publisher.screen.look(words)
    for number, token in enumerate(sight.tokens):
        said = words[token.start : token.end]
        if number in sight.hidden or facility_at(sight.tokens, number):
            raise BadInput(
                f"{said!r} may name a private person or place: it isn't searched for here"
            )
        if sort_of(said) == "place":
            raise BadInput(f"{said!r}: ask for a place by its name as a place, not as a word")
    return words


def public_query(
    query: Query, publisher: Publisher, connection: Connection, words: str = ""
) -> Query:
    """A query as the public may ask it; `words` are those that `query.words` was made of.

    Raises BadInput for what can't be asked about.
    """
    for name, what in REFUSED.items():
        if getattr(query, name):
            raise BadInput(f"{what} can't be searched by here: it could tell what is held back")
    if query.words and not WORD.search(words):
        raise BadInput("words can't be searched for here")
    public_words(words, publisher)
    for outlet in query.outlets:
        if not publisher.is_public_outlet(connection, outlet):
            raise BadInput(f"{outlet!r} may name a private person: not searched for here")
    for entity in _identities(query):
        if not publisher.screen.is_public(entity):
            raise BadInput(f"{entity!r}: nothing public goes by that name")
    for entity in query.places:
        spot = publisher.places.spot(entity)
        if spot is None or publisher.places.is_facility(entity):
            raise BadInput(f"{entity!r}: no place that is published goes by that name")
    return msgspec.structs.replace(query, reviews=_reviews(query.reviews, publisher))


def _identities(query: Query) -> list[str]:
    return [*(e for actor in query.actors for e in actor.entities), *query.sources]


def _reviews(asked: Sequence[Review], publisher: Publisher) -> tuple[Review, ...]:
    """Those asked for that are published; of none, all that are."""
    every: tuple[Review, ...] = ("open", "accepted", "corrected", "rejected")
    public = tuple(review for review in every if publisher.profile.admits(review))
    if not asked:
        return public
    return tuple(review for review in asked if review in public) or public[:1]


def public_bins(
    by: Facet, bins: Sequence[Bin], publisher: Publisher, connection: Connection
) -> list[Bin]:
    """What claims divide by, without what isn't published; names are the tables'."""
    found: list[Bin] = []
    for one in bins:
        if by in {"actor", "source"} and one.value is not None:
            name = publisher.screen.name_of(one.value)
            if name is None:
                continue
            found.append(Bin(one.value, name, one.count))
        elif by == "place" and one.value is not None:
            spot = publisher.places.spot(one.value)
            if spot is None or publisher.places.is_facility(one.value):
                continue
            found.append(Bin(one.value, spot.name, one.count))
        elif by == "outlet" and one.value is not None:
            if publisher.is_public_outlet(connection, one.value):
                found.append(one)
        else:
            found.append(one)
    return found
