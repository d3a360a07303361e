"""The incident page's values: made once for each state of the workspace and language."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup
from sqlalchemy import Row

from riwaya.export.shown.heading import colour_of, heading, place_called
from riwaya.export.shown.incident_graph import Graph, Passing, drawn, passing_of, told
from riwaya.export.shown.incident_tolls import TollShown, tolls_shown
from riwaya.export.shown.incident_view import View, nowhere
from riwaya.fusion.gathered import Gathered
from riwaya.fusion.told import Spot, Telling
from riwaya.records.incident import Incident
from riwaya.records.step import Step
from riwaya.store.incident_search import claims_of_incident
from riwaya.store.search import found_by_number
from riwaya.web.desk import Desk
from riwaya.web.memory import Memory
from riwaya.web.sight import incident_here, seen_claims
from riwaya.web.whole_incidents import whole_here
from riwaya.workspace.incident_history import history_of
from riwaya.workspace.incidents import with_grade
from riwaya.workspace.sides import held_by, seen_as

#: Pages of incidents and drawn bodies that are kept, the last ones asked for.
MOST, BODIES = 200, 60


@dataclass
class Page:
    """An incident with all that its page draws of it; `seen` names it in judgements."""

    view: View
    seen: str
    heading: str
    colour: str
    place: str | None
    points: list[dict[str, Any]]
    history: list[Step]
    passing: Passing
    mirrored: bool

    @property
    def incident(self) -> Incident:
        """The record."""
        return self.view.incident

    @cached_property
    def tolls(self) -> list[TollShown]:
        """The tolls, drawn."""
        return tolls_shown(self.view)

    @cached_property
    def graph(self) -> Graph:
        """Who passes on whom, drawn."""
        return drawn(self.passing, mirrored=self.mirrored)

    @cached_property
    def told(self) -> list[tuple[str, list[tuple[str, int]]]]:
        """Who passes on whom, in words."""
        return told(self.passing)


def page_of(desk: Desk, row: Row[Any], *, reviewed_only: bool) -> Page | None:
    """The page of an incident (by its row); None where nothing of it may be shown."""
    memory = desk.office.memory.recall("incident pages", lambda: Memory(MOST))
    key = (desk.state, row.id, reviewed_only, desk.language)
    return memory.recall(key, lambda: _page(desk, row, reviewed_only=reviewed_only))


def body_of(desk: Desk, page: Page, *, reviewed_only: bool, everything: bool) -> Markup:
    """What is drawn of a page, but for what belongs to one session; with `everything` all of it."""
    judging = judges(desk) and not reviewed_only
    memory = desk.office.memory.recall("incident bodies", lambda: Memory(BODIES))
    key = (desk.state, page.incident.id, reviewed_only, desk.language, judging, everything)
    values = {
        "page": page, "reviewed_only": reviewed_only, "judging": judging, "everything": everything,
    }  # fmt: skip
    html = memory.recall(
        key, lambda: desk.office.templates.render("incident_body.html", desk, values)
    )
    return Markup(html)  # noqa: S704 (our own template, in which everything is escaped)


def judges(desk: Desk) -> bool:
    """Whether the person may say what is the same and what is not."""
    return not desk.public and desk.person.may("reviewer")


def _page(desk: Desk, row: Row[Any], *, reviewed_only: bool) -> Page | None:
    gathered: Gathered | None = None
    tellings: list[Telling] = []
    if desk.public:
        incident = incident_here(desk, row.id)
        if incident is None:
            return None
        incident = with_grade(desk.connection, row, incident)
    else:
        whole = whole_here(desk, row, reviewed_only=reviewed_only)
        if whole is None:
            return None
        gathered, tellings = whole.gathered, whole.tellings
        incident = with_grade(desk.connection, row, whole.incident)
    numbers = [claim.n for claim in claims_of_incident(desk.connection, row.n)]
    founds = seen_claims(desk, found_by_number(desk.connection, numbers))
    texts = {report.id: report.text for report in gathered.reports} if gathered else {}
    view = View(
        incident, founds, texts, desk.words, desk.known,
        public=desk.public, address=nowhere if desk.public else _address,
    )  # fmt: skip
    place = place_called(desk.words, desk.known, incident.place_entity, incident.place)
    page = Page(
        view=view,
        seen=row.id if desk.public else seen_as(row, held_by(desk.connection, row.n)),
        heading=heading(desk.words, incident.events, place),
        colour=colour_of(incident.events),
        place=place,
        points=[],
        history=[] if desk.public else history_of(desk.connection, row.n),
        passing=passing_of(view, gathered),
        mirrored=desk.words.direction == "rtl",
    )
    page.points = _points(desk, page, tellings)
    return page


def _address(report: str, claim: str | None) -> str:
    return f"/reports/{report}#{claim}" if claim else f"/reports/{report}"


def _points(desk: Desk, page: Page, tellings: list[Telling]) -> list[dict[str, Any]]:
    """Points for the map: the incident's own, and other places that its reports tell."""
    incident = page.incident
    points = []
    if incident.lat is not None and incident.lon is not None:
        points.append(_point(
            incident.id, page.heading, incident.lat, incident.lon, incident.radius_km,
            incident.counts.get("reports", 1), page.colour,
        ))  # fmt: skip
    others: dict[Spot, set[str]] = {}
    for telling in tellings:
        for spot in telling.spots[:1]:
            others.setdefault(spot, set()).add(telling.report)
    for at, (spot, reports) in enumerate(sorted(others.items(), key=lambda one: -len(one[1]))):
        if (spot.lat, spot.lon) != (incident.lat, incident.lon):
            name = place_called(desk.words, desk.known, spot.entity, spot.name) or page.heading
            points.append(_point(
                f"place-{at}", name, spot.lat, spot.lon, spot.radius_km, len(reports), page.colour,
            ))  # fmt: skip
    return points


def _point(
    id_: str, title: str, lat: float, lon: float, km: float | None, reports: int, colour: str
) -> dict[str, Any]:
    return {
        "id": id_, "title": title, "lines": [], "lat": lat, "lon": lon, "km": km,
        "reports": reports, "colour": colour,
    }  # fmt: skip
