"""The options of `riwaya search` and its kin -> a query, checked with messages for people."""

from collections.abc import Mapping
from typing import Any, cast, get_args

from riwaya.knowledge.search_words import query_words, source_words
from riwaya.records.decision import Review
from riwaya.records.terms import EVENTS, POLARITIES, REALITIES, STANCES
from riwaya.resolving.claims import Knowledge
from riwaya.store.area_forms import polygon_form
from riwaya.store.query import Facet, Query, Sort
from riwaya.store.query_forms import (
    checked_period,
    number_form,
    one_of,
    share_form,
    since_form,
    until_form,
)
from riwaya.workspace.asking import ID, entity_of, named_actor, named_near, source_id

#: As good as no limit.
ALL = 10_000_000


def query_of(given: Mapping[str, Any], known: Knowledge) -> Query:
    """The query that options make; raises BadInput for what can't be understood."""
    since = since_form(given["since"]) if given.get("since") else None
    until = until_form(given["until"]) if given.get("until") else None
    checked_period(since, until)
    sources = list(given.get("source") or ())
    ids = tuple(dict.fromkeys(id_ for s in sources if (id_ := source_id(s, known)) is not None))
    said = tuple(s for s in sources if source_id(s, known) is None or not ID.fullmatch(s))
    origin = bool(given.get("origin_only"))
    return Query(
        words=query_words(given["words"]) if given.get("words") else (),
        in_text=given.get("in_text"),
        events=tuple(one_of(e, EVENTS, "event") for e in given.get("event") or ()),
        actors=tuple(named_actor(a, known) for a in given.get("actor") or ()),
        sources=ids,
        source_words=tuple(source_words(s, origin_only=origin) for s in said),
        origin_only=origin,
        outlets=tuple(given.get("outlet") or ()),
        places=tuple(entity_of(p, known, "place") for p in given.get("place") or ()),
        near=named_near(given["near"], known) if given.get("near") else None,
        within=polygon_form(given["within"]) if given.get("within") else (),
        since=since,
        until=until,
        published_since=_day(given.get("published_since"), first=True),
        published_until=_day(given.get("published_until"), first=False),
        numbers=tuple(number_form(n) for n in given.get("number") or ()),
        stances=tuple(one_of(s, STANCES, "stance") for s in given.get("stance") or ()),
        polarity=one_of(given["polarity"], POLARITIES, "polarity")
        if given.get("polarity")
        else None,
        reality=tuple(one_of(r, REALITIES, "reality") for r in given.get("reality") or ()),
        reviews=tuple(one_of(r, get_args(Review), "review") for r in given.get("review") or ()),
        min_confidence=share_form(given["min_confidence"]) if given.get("min_confidence") else None,
        reports=tuple(given.get("report") or ()),
        sort=cast(Sort, one_of(given.get("sort") or "confidence", get_args(Sort), "order")),
        limit=given.get("limit", 50) or ALL,
        offset=given.get("offset", 0),
    )


def facet_of(value: str) -> Facet:
    """What to count by; raises BadInput."""
    return cast(Facet, one_of(value, get_args(Facet), "facet"))


def _day(value: str | None, *, first: bool) -> str | None:
    if not value:
        return None
    return since_form(value) if first else until_form(value)
