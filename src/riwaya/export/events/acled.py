"""`riwaya export acled`: incidents in ACLED's 31 columns, types by data/exports/acled.tsv.

Edition: the columns as the package acledR lists them (since March 2023), numbers for `inter`.

Looked up: the columns and their order, types, precisions, inter and interaction codes (acledR);
`disorder_type` and `civilian_targeting` as ACLED's files in public repositories word them.
Left out (always empty), since it is ACLED's own or wasn't looked up: `iso`, `region`, `admin2`,
`admin3`, `assoc_actor_1`, `assoc_actor_2`, `source_scale`, `tags`, `timestamp`. Names are not
ACLED's: actors and places are called as Riwaya's tables call them; `event_id_cnty` is the
incident's id. `source` holds the outlets, semicolons between (how ACLED separates them wasn't
looked up).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from riwaya.export.events.acting import Acting, Actor
from riwaya.export.events.deaths import deaths_of
from riwaya.export.events.event_rules import Rule, rules_of
from riwaya.export.events.event_table import Coded, Coder, write_table
from riwaya.export.events.losses import Losses
from riwaya.export.events.whereabouts import When, Where, when_of, where_of
from riwaya.export.forms.exported import ExportedIncident, Written
from riwaya.export.forms.placing import Placing
from riwaya.resolving.claims import Knowledge

EDITION = "ACLED, 31 columns of acledR (2023), inter codes as numbers"
COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
    "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
)  # fmt: skip
EMPTY = {
    "iso": "ACLED's numeric country code isn't in our tables",
    "region": "ACLED's own regions aren't in our tables",
    "admin2": "second-level areas aren't resolved",
    "admin3": "third-level areas aren't resolved",
    "assoc_actor_1": "associated actors aren't told apart",
    "assoc_actor_2": "associated actors aren't told apart",
    "source_scale": "the scale of outlets isn't known",
    "tags": "nothing of ours is a tag of ACLED's",
    "timestamp": "when ACLED changed a row; see written_at in the file beside",
}
#: The disorder of each type (acledR); strategic developments have no flag.
DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Protests": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
EXCESSIVE = "Excessive force against protesters"
#: Pairs of inter codes that ACLED knows (acledR's acled_codebook), the smaller first.
INTERACTIONS = frozenset((
    10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 22, 23, 24, 25, 26, 27, 28, 30, 33, 34, 35, 36, 37, 38,
    40, 44, 45, 46, 47, 48, 50, 55, 56, 57, 58, 60, 66, 67, 68, 70, 78, 80,
))  # fmt: skip
TYPES = ("event_type", "sub_event_type")
PROTESTERS, CIVILIANS = 6, 7
LONGEST_NOTE = 2_000


def write(placing: Placing, records: Iterable[ExportedIncident], *, known: Knowledge) -> Written:
    """Write the table, its trace and its losses."""
    return write_table(placing, records, Acled(known, Losses("acled", EDITION, EMPTY)))


class Acled(Coder):
    """Incidents as ACLED's rows."""

    columns = COLUMNS

    def coded(self, acting: Acting) -> Iterator[Coded]:
        """One row, or none and the reason why."""
        one = acting.one
        rule = self._rule(acting)
        when, where = when_of(one), where_of(one, self.known)
        if rule is None:
            events = ", ".join(sorted(acting.events)) or "none that happened"
            self.losses.leave_out(f"no ACLED type for its events ({events})")
        elif when is None:
            self.losses.leave_out("no day, or days more than a year apart")
        elif one.incident.lat is None:
            self.losses.leave_out("no place with a point")
        else:
            row = self._row(acting, rule, when, where)
            yield Coded(
                row, f"acled.tsv:{rule.name}", rule.sentence,
                f"{rule.codes['event_type']} / {rule.codes['sub_event_type']}", rule.event,
                tuple(acting.claims_of(rule.event)),
            )  # fmt: skip

    @staticmethod
    def _rule(acting: Acting) -> Rule | None:
        """The first rule that fits; of rules of its type without conditions the best told one."""
        fitting = [rule for rule in rules_of("acled", TYPES) if rule.fits(acting)]
        if not fitting or fitting[0].when:
            return fitting[0] if fitting else None
        kind = fitting[0].codes["event_type"]
        alike = [r for r in fitting if r.codes["event_type"] == kind and not r.when]
        return max(alike, key=lambda rule: acting.weight(rule.event))

    def _row(self, acting: Acting, rule: Rule, when: When, where: Where) -> dict[str, Any]:
        incident, codes = acting.one.incident, rule.codes
        one, other = self._actors(acting, rule, where)
        deaths = deaths_of(incident)
        protest = codes["event_type"] == "Protests"
        aimed = self._aimed(acting, codes, other)
        self._count(acting, rule, deaths.several, deaths.added)
        self.losses.lose("days: only the middle one is given", when=when.days > 0)
        self.losses.lose("country: the place isn't in our tables", when=not where.country)
        self.losses.lose("who did it: nobody is named", when=one is None)
        day = when.middle
        violent = codes["sub_event_type"] == EXCESSIVE
        disorder = DISORDER[codes["event_type"]]
        return dict.fromkeys(COLUMNS) | {
            "event_id_cnty": incident.id,
            "event_date": day.isoformat(),
            "year": day.year,
            "time_precision": when.acled,
            "disorder_type": "Political violence; Demonstrations" if violent else disorder,
            **codes,
            "actor1": one.name if one else None,
            "inter1": one.inter if one else None,
            "actor2": other.name if other else None,
            "inter2": other.inter if other else None,
            "interaction": _interaction(one, other),
            "civilian_targeting": "Civilian targeting"
            if (aimed and not protest) or violent
            else None,
            "country": where.country,
            "admin1": where.region,
            "location": incident.place,
            "latitude": incident.lat,
            "longitude": incident.lon,
            "geo_precision": where.acled,
            "source": "; ".join(_outlets(acting.one)),
            "notes": _note(acting.one),
            "fatalities": deaths.best,
        }

    def _actors(
        self, acting: Acting, rule: Rule, where: Where
    ) -> tuple[Actor | None, Actor | None]:
        """Both actors; people without a body are called as ACLED calls them: Civilians (Syria)."""
        country = f" ({where.country})" if where.country else ""
        agents, targets = acting.agents(rule.event), acting.targets(rule.event)
        first = agents[0] if agents else None
        if rule.codes["event_type"] == "Protests":
            forces = [a for e in ("attack", "detain", "injure", "kill") for a in acting.agents(e)]
            held = [actor for actor in forces if actor.side in {"state", "armed"}]
            quiet = rule.codes["sub_event_type"] == "Peaceful protest"
            return Actor(None, f"Protesters{country}", PROTESTERS), (
                held[0] if held and not quiet else None
            )
        second = next((t for t in targets if t != first), None)
        if second is None and acting.civilians:
            second = Actor(None, f"Civilians{country}", CIVILIANS)
        self.losses.lose("more actors than one a side", when=len(agents) > 1 or len(targets) > 1)
        return first, second

    @staticmethod
    def _aimed(acting: Acting, codes: dict[str, str], other: Actor | None) -> bool:
        """Whether civilians are the only ones targeted."""
        if codes["event_type"] == "Violence against civilians":
            return True
        return acting.civilians and other is not None and other.inter == CIVILIANS

    def _count(self, acting: Acting, rule: Rule, several: bool, added: bool) -> None:  # noqa: FBT001
        self.losses.lose_roomless(acting)
        self.losses.lose("other events of the incident", when=len(acting.events - {rule.event}) > 0)
        self.losses.lose("differing tolls: one number is given", when=several)
        self.losses.lose("tolls of several kinds of people, added up", when=added)


def _interaction(one: Actor | None, other: Actor | None) -> int | None:
    """Both inter codes, the smaller first; 0 for no second actor; None where ACLED has none."""
    if one is None or one.inter is None or (other is not None and other.inter is None):
        return None
    codes = sorted((one.inter, other.inter or 0)) if other else [one.inter, 0]
    found = codes[0] * 10 + codes[1]
    return found if found in INTERACTIONS else None


def _outlets(one: ExportedIncident) -> list[str]:
    """Who published it, each once."""
    return list(dict.fromkeys(c.found.outlet for c in one.claims if c.found.outlet))


def _note(one: ExportedIncident) -> str:
    """The incident in a line, what each origin says, how much was reviewed."""
    incident = one.incident
    parts = [incident.title, *(a.gloss for a in incident.accounts if a.gloss)]
    text = ". ".join(parts)
    if len(text) > LONGEST_NOTE:
        text = f"{text[:LONGEST_NOTE]}…"
    return f"{text} [{incident.reviewed} of {incident.of} claims reviewed]"
