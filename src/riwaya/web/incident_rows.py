"""The incidents of a page of the list, and the many that a map and a timeline show."""

from typing import Any

import msgspec

from riwaya.export.shown.heading import colour_of, heading, pattern, place_called
from riwaya.fusion.assemble import assembled
from riwaya.fusion.origins import independent
from riwaya.records.incident import Grade, Incident
from riwaya.store.incident_counts import Behind, behind
from riwaya.store.incident_points import incident_points, incident_times
from riwaya.store.incident_search import count_incidents, find_incidents, incident_named
from riwaya.web.desk import Desk, NotThere
from riwaya.web.incident_filter import Asked
from riwaya.web.sight import incident_here, seen_rows
from riwaya.workspace.gradings import graded, gradings_of
from riwaya.workspace.incidents import gathered_in

#: Points on one map; of a published desk, whose incidents are looked through one by one.
MOST, MOST_PUBLISHED = 5000, 500
Bounds = tuple[float | None, float | None]


class Shown(msgspec.Struct, frozen=True):
    """An incident in the list, by its row; `killed` as its reports bound it."""

    id: str
    heading: str
    colour: str
    day_from: str | None
    day_to: str | None
    killed: Bounds
    reports: int
    behind: Behind | None


class About(msgspec.Struct, frozen=True):
    """What only an incident that was put together in full tells of itself."""

    origins: int
    disputed: bool
    grade: Grade | None


def count_of(desk: Desk, asked: Asked) -> int:
    """How many incidents fit."""
    key = msgspec.structs.replace(asked, page=1, order="reports")

    def make() -> int:
        return count_incidents(
            desk.connection, asked.query, least_reports=asked.least, extent=asked.extent
        )

    return desk.remembered(("incidents", "count", _unpaged(key)), make)


def _unpaged(asked: Asked) -> Asked:
    bare = msgspec.structs.replace(asked.query, offset=0, limit=0)
    return msgspec.structs.replace(asked, query=bare, claims=bare)


def rows_of(desk: Desk, asked: Asked) -> list[Shown]:
    """The incidents of a page, in the reader's language."""
    rows = find_incidents(
        desk.connection, asked.query,
        order=asked.order, least_reports=asked.least, extent=asked.extent,
    )  # fmt: skip
    counts = {} if desk.public else behind(desk.connection, [row.n for row in rows])
    found = []
    for row in seen_rows(desk, rows):
        events = row.events.split()
        place = place_called(desk.words, desk.known, row.place_entity, row.place)
        found.append(Shown(
            id=row.id,
            heading=heading(desk.words, events, place),
            colour=colour_of(events),
            day_from=row.day_from,
            day_to=row.day_to,
            killed=(row.killed_low, row.killed_high),
            reports=row.reports,
            behind=counts.get(row.n),
        ))  # fmt: skip
    return found


def about_of(desk: Desk, name: str, *, reviewed_only: bool) -> About:
    """What an incident in full tells of itself; raises NotThere."""
    found = desk.remembered(("incidents", "about", name, reviewed_only),
                            lambda: _about(desk, name, reviewed_only=reviewed_only))  # fmt: skip
    if found is None:
        raise NotThere(desk.t("incidents.gone"))
    return found


def _about(desk: Desk, name: str, *, reviewed_only: bool) -> About | None:
    one = (
        incident_here(desk, name)
        if desk.public
        else _whole(desk, name, reviewed_only=reviewed_only)
    )
    if one is None:
        return None
    return About(len(independent(one.origins)), bool(one.disagreements), one.grade)


def _whole(desk: Desk, name: str, *, reviewed_only: bool) -> Incident | None:
    """The incident without its findings, which take longest and aren't shown in a list."""
    row = incident_named(desk.connection, name)
    if row is None:
        return None
    gathered, several = gathered_in(desk.connection, row, reviewed_only=reviewed_only)
    if not gathered.reports:
        return None
    found = assembled(gathered, several)
    grade = found.grade and graded(found.grade, gradings_of(desk.connection, row.n))
    return msgspec.structs.replace(found, grade=grade)


def points_of(desk: Desk, asked: Asked) -> bytes:
    """JSON for the map and the timeline, in the reader's language.

    `points`: [id, north, east, km, reports, first day, last day, least killed, most killed, number
    of its heading, number of its place]; those of any place in the area's stead, so that another
    can be chosen; `times` likewise of any time. `most`: so many points, and there are more.
    """
    key = ("incidents", "points", _unpaged(asked), desk.language)
    return desk.remembered(key, lambda: msgspec.json.encode(_points(desk, asked)))


def _points(desk: Desk, asked: Asked) -> dict[str, Any]:
    anywhere, anytime = asked.without_box(), asked.without_time()
    limit = MOST_PUBLISHED if desk.public else MOST
    found = incident_points(
        desk.connection, anywhere.query, least_reports=asked.least, extent=anywhere.extent,
        limit=limit,
    )  # fmt: skip
    heads: dict[str, int] = {}
    places: dict[tuple[str | None, str | None], int] = {}
    points = []
    for row in seen_rows(desk, found):
        first = row.events.split(None, 1)[0] if row.events.strip() else ""
        head = heads.setdefault(first, len(heads))
        place = places.setdefault((row.place_entity, row.place), len(places))
        points.append((
            row.id, _short(row.lat), _short(row.lon), row.radius_km and round(row.radius_km, 1),
            row.reports, row.day_from, row.day_to, row.killed_low, row.killed_high, head, place,
        ))  # fmt: skip
    times = incident_times(
        desk.connection, anytime.query, least_reports=asked.least, extent=anytime.extent
    )
    named = [place_called(desk.words, desk.known, *place) for place in places]
    kinds = [[*pattern(desk.words, [e] if e else []), colour_of([e] if e else [])] for e in heads]
    most = len(found) if len(found) == limit else None
    return {"points": points, "heads": kinds, "places": named, "times": times, "most": most}


def _short(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, 4)
