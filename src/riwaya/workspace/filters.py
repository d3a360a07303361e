"""Filters on claims as Python's keyword arguments, named like the options of `riwaya search`."""

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypedDict

from riwaya.resolving.claims import Knowledge
from riwaya.store.query import Query
from riwaya.workspace.asked import query_of

Several = str | Sequence[str]
Day = str | date


class Filters(TypedDict, total=False):
    """All that is given must hold; of several values of one filter, any will do.

    Days are ISO: a year, a month ("2016-03") or a day; a `date` will do.
    """

    #: Ids or names; "agent:…" or "target:…" for a role.
    actor: Several
    #: "air_strike", "kill", …
    event: Several
    #: Ids or names of places.
    place: Several
    #: "35.3,40.1,20km", "NAME,20km", or (degrees north, degrees east, kilometres).
    near: str | tuple[float, float, float]
    #: A GeoJSON file, or "lon,lat lon,lat lon,lat …".
    within: str | Path
    #: When it happened.
    since: Day
    until: Day
    #: When it was published.
    published_since: Day
    published_until: Day
    #: Who says so: ids, or words.
    source: Several
    #: Whether `source` must be the first to say so.
    origin_only: bool
    outlet: Several
    #: "killed>=30", "injured<5", …
    number: Several
    #: "states", "denies", …
    stance: Several
    #: "affirmed" or "negated".
    polarity: str
    #: "actual", "intended", "demanded", "possible".
    reality: Several
    #: "open", "accepted", "corrected", "rejected".
    review: Several
    #: From 0 to 1.
    min_confidence: float | str
    #: Ids of reports.
    report: Several
    #: Letters exactly as they stand in the report.
    in_text: str


class Wanted(Filters, total=False):
    """Filters, and for whom an export or a frame is, and how much of it."""

    #: As it may be published: reviewed claims, coarse places, no private names, no words of texts…
    public: bool
    #: …and what nobody has reviewed, too.
    unreviewed: bool
    #: …and rows of datasets that were taken in, too.
    with_imported: bool
    #: What stands on reviewed claims only.
    reviewed: bool
    #: So many claims or incidents at most; 0: all.
    limit: int
    #: Who publishes, and the page that names begin with, for the forms that have room for it.
    publisher: str
    base_url: str


#: What of `Wanted` is no filter.
SCOPE = frozenset(Wanted.__annotations__.keys() - Filters.__annotations__.keys())
#: Filters that take one value or several.
SEVERAL = frozenset(name for name, kind in Filters.__annotations__.items() if kind == Several)


def query_with(
    words: str | None, filters: Mapping[str, Any], known: Knowledge, **more: Any
) -> Query:
    """The query of words and filters; `more`: sort, limit (0: all), offset.

    Raises BadInput for a value that can't be understood, TypeError for a filter that isn't one.
    """
    for name in filters:
        if name not in Filters.__annotations__:
            close = get_close_matches(name, Filters.__annotations__, n=1)
            hint = f"; did you mean {close[0]!r}?" if close else ""
            raise TypeError(f"unexpected keyword argument {name!r}{hint}")
    given = {name: _plain(name, value) for name, value in filters.items() if value is not None}
    return query_of({"words": words, "limit": 0, **given, **more}, known)


def _plain(name: str, value: Any) -> Any:
    """A value as the command line would give it."""
    if name in SEVERAL:
        return [value] if isinstance(value, str) else [str(one) for one in value]
    if isinstance(value, tuple):
        return ",".join(str(part) for part in value)
    return value if isinstance(value, bool) else str(value)
