"""The filters of a page as its address has them: `?event=air_strike&since=2016-05` and back.

Every state of a list is an address: who has it sees the same. Search and incidents share the
names of `riwaya search`'s options; `within` is a box (west,south,east,north, in degrees) or points.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from riwaya.errors import BadInput
from riwaya.resolving.claims import Knowledge
from riwaya.store.query import Query
from riwaya.web.english_names import id_named
from riwaya.workspace.asked import query_of

Params: TypeAlias = QueryParams
#: Filters that hold one value, and those that may have several.
SINGLE = (
    "words", "in_text", "near", "within", "since", "until", "published_since", "published_until",
    "polarity", "min_confidence",
)  # fmt: skip
SEVERAL = (
    "event", "actor", "place", "source", "outlet", "number", "stance", "reality", "review",
    "report",
)  # fmt: skip
FLAGS = ("origin_only",)
#: Those whose values may be English names, and of what.
NAMED = {"actor": "actor", "place": "place", "source": "actor"}
FILTERS = (*SINGLE, *SEVERAL, *FLAGS)
#: What an address may hold besides: order, page, and the incidents' own.
OTHERS = ("sort", "page", "least", "reviewed", "view")
#: Values of one filter, letters of one value: an address has to stay short.
MOST_VALUES, LONGEST = 40, 2_000
#: The last page that can be asked for.
LAST_PAGE = 100_000
BOX = re.compile(r"\s*(-?[\d.]+)" + r"\s*,\s*(-?[\d.]+)" * 3 + r"\s*")
POINTS = re.compile(r"[\s\d.,;-]+")


@dataclass(frozen=True, slots=True)
class Chip:
    """One value of a filter that is in force, and the address of the page without it."""

    name: str
    value: str
    shown: str
    without: str


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the globe in degrees; it may cross the date line (west greater than east)."""

    west: float
    south: float
    east: float
    north: float

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        return self.west, self.south, self.east, self.north


def asked(params: Params, known: Knowledge, *, limit: int = 50, sorted_so: bool = True) -> Query:
    """The query of an address, its page included; raises BadInput.

    With `sorted_so` False, `sort` isn't an order of claims and is left alone.
    """
    given = given_of(params)
    for name, kind in NAMED.items():
        if name in given:
            given[name] = [id_named(value, known, kind) for value in given[name]]
    if sorted_so and params.get("sort"):
        given["sort"] = params["sort"]
    return query_of(given | {"limit": limit, "offset": (page_of(params) - 1) * limit}, known)


def given_of(params: Params) -> dict[str, Any]:
    """The filters as `workspace.asked.query_of` takes them, empty ones left out."""
    given: dict[str, Any] = {}
    for name in SINGLE:
        if value := _values(params, name)[:1]:
            given[name] = value[0]
    for name in SEVERAL:
        if values := _values(params, name):
            given[name] = values
    if any(_values(params, name) for name in FLAGS):
        given |= dict.fromkeys(FLAGS, True)
    if "within" in given:
        given["within"] = _polygon(given["within"])
    return given


def _values(params: Params, name: str) -> list[str]:
    values = [value.strip() for value in params.getlist(name)]
    kept = list(dict.fromkeys(value for value in values if value))
    if len(kept) > MOST_VALUES or any(len(value) > LONGEST for value in kept):
        raise BadInput(f"{name}: too long for an address; ask `riwaya search` instead")
    if any("\0" in value for value in kept):
        raise BadInput(f"{name}: has a character in it that no text has")
    return kept


def _polygon(value: str) -> str:
    """An area as points. What is no points could name a file of the server: it isn't passed on."""
    box = box_of(value)
    if box is None and not POINTS.fullmatch(value):
        raise BadInput("within: write west,south,east,north or points: lon,lat lon,lat lon,lat")
    if box is None:
        return value
    east = box.east if box.east > box.west else box.east + 360
    middle = (box.west + east) / 2  # an edge of more than half the globe would go the other way
    lons = (box.west, middle, east)
    south = [f"{_turned(lon):g},{box.south:g}" for lon in lons]
    north = [f"{_turned(lon):g},{box.north:g}" for lon in reversed(lons)]
    return " ".join([*south, *north])


def _turned(lon: float) -> float:
    return lon - 360 if lon > 180 else lon


def box_of(value: str | None) -> Box | None:
    """The box that `within` gives; None where it gives points or nothing. Raises BadInput."""
    found = BOX.fullmatch(value or "")
    if found is None:
        return None
    try:
        west, south, east, north = (float(part) for part in found.groups())
    except ValueError:
        raise BadInput(f"within {value!r}: write west,south,east,north in degrees") from None
    if not (-90 <= south < north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise BadInput(f"within {value!r}: south must be less than north, all within the globe")
    return Box(west, south, east, north)


def page_of(params: Params) -> int:
    """The number of the page, from 1 on; raises BadInput."""
    value = (params.get("page") or "1").strip()
    if not re.fullmatch(r"\d{1,7}", value) or not 1 <= int(value) <= LAST_PAGE:
        raise BadInput(f"page {value!r}: write a number from 1 on")
    return int(value)


def number_of(params: Params, name: str, default: int, most: int) -> int:
    """A whole number of the address, at most `most`; raises BadInput."""
    value = (params.get(name) or str(default)).strip()
    if not re.fullmatch(r"\d{1,7}", value) or not 1 <= int(value) <= most:
        raise BadInput(f"{name} {value!r}: write a number from 1 to {most:,}")
    return int(value)


def link(path: str, params: Params, **changes: str | int | Iterable[str] | None) -> str:
    """The address with some of it changed: None takes away, several values are all kept.

    A change of anything but the page leads to the first page. Blank and unknown parts are left out.
    """
    kept = {
        name: [value for value in params.getlist(name) if value.strip()]
        for name in dict.fromkeys(params.keys())
        if name in FILTERS or name in OTHERS
    }
    if "page" not in changes:
        kept.pop("page", None)
    for name, change in changes.items():
        kept[name] = _several(change)
    query = urlencode([(name, value) for name, values in kept.items() for value in values])
    return f"{path}?{query}" if query else path


def _several(change: str | int | Iterable[str] | None) -> list[str]:
    if change is None or change == "":
        return []
    return [str(change)] if isinstance(change, str | int) else list(change)


def tidy(path: str, params: Params) -> str | None:
    """The same address without blanks of a form's empty fields; None where it has none."""
    if any(not value.strip() for _, value in params.multi_items()):
        return link(path, params, page=params.get("page"))
    return None


def chips(path: str, params: Params, names: Mapping[str, str]) -> list[Chip]:
    """The filters in force, each with the address without it; `names` are those of entities."""
    found = []
    for name in (*FILTERS, "least"):
        values = [value for value in params.getlist(name) if value.strip()][:MOST_VALUES]
        for value in values:
            others = [other for other in values if other != value]
            without = link(path, params, **{name: others})
            found.append(Chip(name, value, names.get(value, value), without))
    return found


def entities_of(params: Params) -> list[str]:
    """The values of an address that may be ids of entities, roles before them left out."""
    found = [v for name in NAMED for v in params.getlist(name)[:MOST_VALUES] if v.strip()]
    parts = [part for value in found for part in value.rpartition(":")[2].split(",")]
    return parts[:MOST_VALUES]
