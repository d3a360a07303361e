"""The queries of the benchmark: each filter with frequent, middling and rare values."""

import random
from collections.abc import Mapping, Sequence
from math import cos, radians, sin

import msgspec
from sqlalchemy import ColumnElement, Connection, func, select

from riwaya.knowledge.search_words import query_words, source_words
from riwaya.records.terms import EVENTS
from riwaya.store.query import Actor, Near, Number, Polygon, Query
from riwaya.store.tables import claim_parties, claim_places, claims, reports

#: Where in the list of values, the most frequent first, the values are taken from.
RANKS = (0, 1, 2, 5, 20, 50, 200)
WORDS = (
    "\u0642\u0648\u0627\u062a",  # forces
    "\u0628\u063a\u062f\u0627\u062f",  # Baghdad
    "\u062f\u064a\u0631 \u0627\u0644\u0632\u0648\u0631",  # Deir ez-Zor
    "\u0642\u0635\u0641 \u0645\u0633\u062a\u0634\u0641\u0649",  # shelling, hospital
    '"\u0648\u0632\u0627\u0631\u0629 \u0627\u0644\u062f\u0641\u0627\u0639"',  # defence ministry
    "\u0642\u062a\u0644 \u0645\u062f\u0646\u064a\u064a\u0646",  # killed, civilians
    "Aleppo",
)
SPEAKERS = (
    "\u0627\u0644\u0634\u0631\u0637\u0629",  # the police
    "\u0645\u0635\u062f\u0631 \u0623\u0645\u0646\u064a",  # a security source
    "\u0646\u0627\u0634\u0637\u0648\u0646",  # activists
)


def cases(connection: Connection, draw: random.Random) -> dict[str, list[Query]]:
    """Queries by the filter that they have."""
    return {
        "none": [Query(offset=offset) for offset in (0, 50, 500, 5000)],
        "newest": [Query(sort="newest", offset=offset) for offset in (0, 50, 500, 5000)],
        "oldest": [Query(sort="oldest", offset=offset) for offset in (0, 50, 500, 5000)],
        "words": [Query(words=query_words(words)) for words in WORDS],
        "words, newest": [Query(words=query_words(words), sort="newest") for words in WORDS],
        **_who(connection),
        **_where(connection, draw),
        **_when(draw),
        **_how(connection),
    }


def _who(connection: Connection) -> dict[str, list[Query]]:
    party = claim_parties.c
    actors = _values(connection, party.entity, party.role.in_(("agent", "target")))
    sources = _values(connection, party.entity, party.role.in_(("origin", "via")))
    return {
        "actor": [Query(actors=(Actor((one,)),)) for one in actors],
        "agent": [Query(actors=(Actor((one,), "agent"),)) for one in actors],
        "two actors": [Query(actors=(Actor((a,)), Actor((b,)))) for a in actors for b in actors],
        "source": [Query(sources=(one,)) for one in sources],
        "origin": [Query(sources=(one,), origin_only=True) for one in sources],
        "source's words": [Query(source_words=(source_words(one),)) for one in SPEAKERS],
        "outlet": [Query(outlets=(one,)) for one in _values(connection, claims.c.outlet)],
    }


def _where(connection: Connection, draw: random.Random) -> dict[str, list[Query]]:
    places = _values(connection, claim_places.c.entity)
    points = connection.execute(
        select(claim_places.c.lat, claim_places.c.lon).where(claim_places.c.lat.is_not(None))
    ).all()
    middles = draw.sample(points, 8)
    return {
        "place": [Query(places=(one,)) for one in places],
        "within 20 km": [Query(near=Near(lat, lon, 20)) for lat, lon in middles],
        "within 300 km": [Query(near=Near(lat, lon, 300)) for lat, lon in middles],
        "polygon": [Query(within=(_around(lat, lon, draw),)) for lat, lon in middles],
    }


def _around(lat: float, lon: float, draw: random.Random) -> Polygon:
    """Some border of forty points around a place, a degree or two away."""
    steps = [(k * 9, 1 + draw.random()) for k in range(40)]
    return (tuple((lon + far * cos(radians(a)), lat + far * sin(radians(a))) for a, far in steps),)


def _when(draw: random.Random) -> dict[str, list[Query]]:
    months = [f"{draw.randrange(2011, 2025)}-{draw.randrange(1, 13):02}" for _ in range(6)]
    periods = [(f"{month}-01", f"{month}-28") for month in months]
    return {
        "month": [Query(since=a, until=b) for a, b in periods],
        "month, newest": [Query(since=a, until=b, sort="newest") for a, b in periods],
        "since a day": [Query(since=a, sort="oldest") for a, _ in periods],
        "published": [Query(published_since=a, published_until=b) for a, b in periods],
    }


def _how(connection: Connection) -> dict[str, list[Query]]:
    ids = connection.execute(select(reports.c.id).limit(5)).scalars().all()
    numbers = [
        Number("killed", operator, value)
        for operator in (">=", "<=", "=")
        for value in (1, 30, 1000)
    ]
    return {
        "event": [Query(events=(event,)) for event in EVENTS],
        "number": [Query(numbers=(number,)) for number in numbers],
        "stance": [Query(stances=(s,)) for s in ("states", "denies", "accuses")],
        "polarity, reality": [
            Query(polarity=polarity, reality=reality)
            for polarity in ("affirmed", "negated")
            for reality in (("actual",), ("intended", "possible"))
        ],
        "confidence": [Query(min_confidence=least) for least in (0.3, 0.9, 0.999)],
        "review": [Query(reviews=(r,)) for r in ("open", "accepted", "rejected")],
        "report": [Query(reports=(one,)) for one in ids],
        "letters of the text": [Query(in_text=words) for words in SPEAKERS],
    }


def _values(
    connection: Connection, column: ColumnElement[str], *held: ColumnElement[bool]
) -> list[str]:
    """Frequent, middling and rare values of a column."""
    chosen = select(column).where(column.is_not(None), *held).group_by(column)
    found = connection.execute(chosen.order_by(func.count().desc(), column)).scalars().all()
    return [found[rank] for rank in RANKS if rank < len(found)]


def combinations(
    singles: Mapping[str, Sequence[Query]], draw: random.Random, count: int = 30
) -> dict[str, list[Query]]:
    """Filters combined by two to four, each combination with several values."""
    names = [name for name in singles if name not in {"none", "letters of the text"}]
    found: dict[str, list[Query]] = {}
    while len(found) < count:
        chosen = sorted(draw.sample(names, draw.choice((2, 2, 3, 4))), key=names.index)
        queries = [_merged([draw.choice(singles[name]) for name in chosen]) for _ in range(8)]
        found[" + ".join(chosen)] = queries
    return found


def _merged(queries: Sequence[Query]) -> Query:
    """One query with the filters of several; of two that say one thing, the later counts."""
    default = Query()
    said = {
        name: getattr(query, name)
        for query in queries
        for name in default.__struct_fields__
        if getattr(query, name) != getattr(default, name)
    }
    return msgspec.structs.replace(default, **said)
