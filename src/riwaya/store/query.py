"""What is looked for among the claims of a workspace; everything that is given must hold."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from riwaya.records.decision import Review
from riwaya.records.terms import Event, Measure, Polarity, Reality, Stance

PartyRole = Literal["agent", "target"]
Operator = Literal[">=", "<=", ">", "<", "="]
Sort = Literal["confidence", "newest", "oldest"]
Facet = Literal[
    "event", "actor", "source", "outlet", "place", "day", "month", "stance", "review", "measure"
]
#: Folded words: of each group any, of the groups all.
Words = tuple[tuple[str, ...], ...]
#: A closed line of (lon, lat), in degrees; the last point need not repeat the first.
Ring = tuple[tuple[float, float], ...]
#: Its outer line, then its holes: what lies in an odd number of rings is inside.
Polygon = tuple[Ring, ...]


class Actor(msgspec.Struct, frozen=True):
    """An agent or a target, or only one of both: any of these entities."""

    entities: tuple[str, ...]
    role: PartyRole | None = None


class Near(msgspec.Struct, frozen=True):
    """A circle on the globe: degrees north and east, kilometres."""

    lat: float
    lon: float
    km: float


class Number(msgspec.Struct, frozen=True):
    """A condition on a quantity: `killed>=30`.

    It holds when it holds for every number that the claim leaves possible: `>=` and `>` look at
    the lower bound that the claim gives, `<=` and `<` at the upper one, `=` at both. «More than
    20» is 21 or more, so `killed>20` finds it and `killed<=100` does not.
    """

    measure: Measure
    operator: Operator
    value: float


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """Filters on claims. Empty ones say nothing; of several values in one filter, any will do.

    Dates are ISO days, both ends included.
    """

    #: Words of the claim's passage (`knowledge.search_words.query_words`).
    words: Words = ()
    #: Letters exactly as they stand in the report, anywhere in it.
    in_text: str | None = None
    events: tuple[Event, ...] = ()
    #: Each of these must take part.
    actors: tuple[Actor, ...] = ()
    #: Who says so, at any link of the chain: any of these entities…
    sources: tuple[str, ...] = ()
    #: …or a source with these words (`knowledge.search_words.source_words`).
    source_words: tuple[Words, ...] = ()
    #: Whether that must be the first link, who is said to have said it first; `source_words` say
    #: this by themselves.
    origin_only: bool = False
    outlets: tuple[str, ...] = ()
    #: Entities of places, whatever the event's relation to them.
    places: tuple[str, ...] = ()
    near: Near | None = None
    #: In any of these polygons.
    within: tuple[Polygon, ...] = ()
    #: When it happened: a claim's days overlap these. Claims without a day don't match.
    since: str | None = None
    until: str | None = None
    published_since: str | None = None
    published_until: str | None = None
    #: Conditions on one measure must hold for one and the same quantity.
    numbers: tuple[Number, ...] = ()
    stances: tuple[Stance, ...] = ()
    polarity: Polarity | None = None
    reality: tuple[Reality, ...] = ()
    #: Rejected claims are left out unless they are asked for here.
    reviews: tuple[Review, ...] = ()
    min_confidence: float | None = None
    reports: tuple[str, ...] = ()
    #: Numbers of claims that are left out, whatever fits.
    without: tuple[int, ...] = ()
    sort: Sort = "confidence"
    limit: int = 50
    offset: int = 0


def by_measure(numbers: Sequence[Number]) -> dict[Measure, list[Number]]:
    """Conditions by what they are about."""
    found: dict[Measure, list[Number]] = {}
    for number in numbers:
        found.setdefault(number.measure, []).append(number)
    return found
