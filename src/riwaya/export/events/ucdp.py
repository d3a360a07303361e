"""`riwaya export ucdp`: deadly incidents in UCDP GED's 49 columns, by data/exports/ucdp.tsv.

Edition: the columns by name in the order of GED 26.1; GED's order changes between releases, so
read them by name. A row needs what GED needs: a death, both sides, a day, a place.

Looked up: the columns, `type_of_violence`, `where_prec`, `date_prec`, `event_clarity`. Left out
(always empty), since it is UCDP's own or wasn't looked up: all ids of conflicts, dyads, sides and
countries, `gwnoa`, `gwnob`, `active_year`, `code_status`, `conflict_name`, `priogrid_gid`,
`region`, `adm_2`. Sides are called as Riwaya's tables call them, `id` is the incident's id.
Several sources in one cell are set apart by semicolons.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from riwaya.export.events.acting import Acting, Actor
from riwaya.export.events.deaths import Deaths, civilians_of, combatants_of, deaths_of
from riwaya.export.events.event_table import Coded, Coder, write_table
from riwaya.export.events.losses import Losses
from riwaya.export.events.violence_rules import Violence, violence_of
from riwaya.export.events.whereabouts import When, when_of, where_of
from riwaya.export.forms.exported import ExportedIncident, Written
from riwaya.export.forms.placing import Placing
from riwaya.resolving.claims import Knowledge

EDITION = "UCDP GED, 49 columns by name (26.1)"
COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name",
    "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
OWN = "UCDP's own numbers aren't in our tables"
EMPTY = {
    **dict.fromkeys(
        (
            "conflict_dset_id", "conflict_new_id", "dyad_dset_id", "dyad_new_id", "side_a_dset_id",
            "side_a_new_id", "side_b_dset_id", "side_b_new_id", "country_id", "gwnoa", "gwnob",
            "priogrid_gid", "relid",
        ),
        OWN,
    ),
    "conflict_name": "UCDP's names of conflicts aren't in our tables",
    "active_year": "whether a conflict reaches UCDP's threshold isn't known",
    "code_status": "UCDP's own state of work",
    "region": "UCDP's regions aren't in our tables",
    "adm_2": "second-level areas aren't resolved",
}  # fmt: skip
CIVILIANS = "Civilians"
JOINT = ";"


def write(placing: Placing, records: Iterable[ExportedIncident], *, known: Knowledge) -> Written:
    """Write the table, its trace and its losses."""
    return write_table(placing, records, Ucdp(known, Losses("ucdp", EDITION, EMPTY)))


class Ucdp(Coder):
    """Incidents as GED's rows."""

    columns = COLUMNS

    def coded(self, acting: Acting) -> Iterator[Coded]:
        """One row, or none and the reason why."""
        incident, when = acting.one.incident, when_of(acting.one)
        deaths = deaths_of(incident)
        violence = violence_of(acting)
        if not deaths.told or deaths.high < 1:
            self.losses.leave_out("no death is told of; GED takes deadly events only")
        elif violence is None:
            self.losses.leave_out("who did it to whom isn't told, or is no pair that UCDP has")
        elif when is None:
            self.losses.leave_out("no day, or days more than a year apart")
        elif incident.lat is None:
            self.losses.leave_out("no place with a point")
        else:
            yield Coded(
                self._row(acting, violence, when, deaths), f"ucdp.tsv:{violence.rule}",
                f"{violence.agent.name} did it to {violence.target.name}",
                f"type_of_violence {violence.type}", violence.event,
                tuple(acting.claims_of(violence.event)),
            )  # fmt: skip

    def _row(
        self, acting: Acting, violence: Violence, when: When, deaths: Deaths
    ) -> dict[str, Any]:
        one, incident = acting.one, acting.one.incident
        where = where_of(one, self.known)
        self._count(acting, deaths, country=where.country)
        first, second = violence.first, violence.second
        dead = _dead(acting, first, second, deaths)
        return dict.fromkeys(COLUMNS) | {
            "id": incident.id,
            "year": when.first.year,
            "type_of_violence": violence.type,
            "dyad_name": f"{first.name} - {second.name}",
            "side_a": first.name,
            "side_b": second.name,
            **_sources(one),
            "where_prec": where.ucdp,
            "where_coordinates": incident.place,
            "where_description": _described(one),
            "adm_1": where.region,
            "latitude": incident.lat,
            "longitude": incident.lon,
            "geom_wkt": f"POINT ({incident.lon} {incident.lat})",
            "country": where.country,
            "event_clarity": 1 if when.ucdp == 1 else 2,
            "date_prec": when.ucdp,
            "date_start": when.first.isoformat(),
            "date_end": when.last.isoformat(),
            **dead,
            "best": deaths.best,
            "high": deaths.high,
            "low": deaths.low,
        }

    def _count(self, acting: Acting, deaths: Deaths, *, country: str) -> None:
        self.losses.lose_roomless(acting)
        self.losses.lose("tolls of several kinds of people, added up", when=deaths.added)
        self.losses.lose("who gave which toll: best, low and high remain", when=deaths.several)
        self.losses.lose("country: the place isn't in our tables", when=not country)


def _dead(acting: Acting, first: Actor, second: Actor, deaths: Deaths) -> dict[str, int]:
    """The best figure divided by whose the dead were; what nobody says is unknown.

    Parts that together are more than the best figure can't be told apart: all are unknown then.
    """
    incident = acting.one.incident
    a = combatants_of(incident, _body(first))
    b = combatants_of(incident, _body(second))
    civilians = civilians_of(incident)
    if second.name == CIVILIANS and not civilians:
        civilians = deaths.best - a
    unknown = deaths.best - a - b - civilians
    if unknown < 0:
        a = b = 0
        civilians, unknown = (deaths.best, 0) if second.name == CIVILIANS else (0, deaths.best)
    return {
        "deaths_a": a, "deaths_b": b, "deaths_civilians": civilians, "deaths_unknown": unknown,
    }  # fmt: skip


def _body(actor: Actor) -> frozenset[str]:
    """The identity of an actor and of what it belongs to."""
    from riwaya.fusion.sides import top_of  # noqa: PLC0415 (the table of actors is large)

    return frozenset((actor.entity, top_of(actor.entity))) if actor.entity else frozenset()


def _sources(one: ExportedIncident) -> dict[str, Any]:
    """GED's five columns on sources: reports, who published them, when, who said so first."""
    reports = {claim.found.report: claim.found for claim in one.claims}
    several = sorted(reports.values(), key=lambda f: (f.published or "9", f.report))
    dates = [found.published[:10] for found in several if found.published]
    return {
        "number_of_sources": len(several),
        "source_article": JOINT.join(found.url or found.report for found in several),
        "source_office": JOINT.join(dict.fromkeys(f.outlet for f in several if f.outlet)),
        "source_date": JOINT.join(dates),
        "source_headline": JOINT.join(f.title.replace(JOINT, ",") for f in several if f.title),
        "source_original": JOINT.join(origin.name for origin in one.incident.origins),
    }


def _described(one: ExportedIncident) -> str | None:
    """The place as the reports have it, and how far around it the incident may lie."""
    incident = one.incident
    if incident.place is None or incident.radius_km is None:
        return incident.place
    return f"{incident.place}, within {incident.radius_km:g} km"
