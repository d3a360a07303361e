"""`riwaya export plover`: POLECAT's 40 columns, PLOVER types by data/exports/plover.tsv.

Tab-separated, a row for each event of an incident that PLOVER has a type for. Edition: the header
that POLECAT's loaders read; types, modes and contexts of the PLOVER manual.

Looked up: the columns, types, modes, contexts, the intensities of ASSAULT's modes, of a ceasefire
and of AID. Left out (always empty), since it wasn't looked up: `Quad Code`, sectors, actors'
countries (`Actor Country`, `Actor COW`…), titles, Wikipedia and GeoNames ids, `District`,
`City`, `Feature Type`, `Story …`, and intensities besides. Names are Riwaya's; several contexts
and sources are set apart by semicolons.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from riwaya.export.events.acting import Acting, Actor
from riwaya.export.events.event_rules import Rule, rules_of
from riwaya.export.events.event_table import Coded, Coder, write_table
from riwaya.export.events.losses import Losses
from riwaya.export.events.whereabouts import When, when_of, where_of
from riwaya.export.forms.exported import ExportedIncident, Written
from riwaya.export.forms.placing import Placing
from riwaya.resolving.claims import Knowledge
from riwaya.version import __version__

EDITION = "POLECAT, 40 columns; PLOVER manual's types"
COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country",
    "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title",
    "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District", "Province",
    "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
CODES = ("type", "mode", "intensity", "contexts")
UNKNOWN = "how POLECAT writes it wasn't looked up"
EMPTY = {
    **dict.fromkeys(
        (
            "Quad Code", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
            "Recipient Country", "Recipient COW", "Primary Recipient Sector",
            "Recipient Sectors", "Feature Type", "GeoNames ID",
        ),
        UNKNOWN,
    ),
    **dict.fromkeys(
        (
            "Actor Title", "Recipient Title", "Wikipedia Actor ID", "Wikipedia Recipient ID",
            "City", "District", "Story People", "Story Organizations", "Story Locations",
        ),
        "not told apart by our tables",
    ),
}  # fmt: skip
#: Types that mean nothing without a recipient (the manual).
NEED_RECIPIENT = frozenset(("COOPERATE", "AID", "SANCTION"))
JOINT = ";"


def write(placing: Placing, records: Iterable[ExportedIncident], *, known: Knowledge) -> Written:
    """Write the table, its trace and its losses."""
    return write_table(placing, records, Plover(known, Losses("plover", EDITION, EMPTY)))


class Plover(Coder):
    """Incidents as POLECAT's rows."""

    columns = COLUMNS
    delimiter = "\t"

    def coded(self, acting: Acting) -> Iterator[Coded]:
        """A row for each type and mode, or none and the reason why."""
        when = when_of(acting.one)
        rules = self._rules(acting)
        if not rules:
            events = ", ".join(sorted(acting.events)) or "none that happened"
            self.losses.leave_out(f"no PLOVER type for its events ({events})")
            return
        if when is None:
            self.losses.leave_out("no day, or days more than a year apart")
            return
        said = 0
        for rule in rules:
            recipients = self._recipients(acting, rule)
            if rule.codes["type"] in NEED_RECIPIENT and not recipients:
                continue
            said += 1
            row = self._row(acting, rule, when, recipients)
            codes = " ".join(filter(None, (rule.codes["type"], rule.codes["mode"])))
            yield Coded(
                row, f"plover.tsv:{rule.name}", rule.sentence, codes, rule.event,
                tuple(acting.claims_of(rule.event)),
            )  # fmt: skip
        if not said:
            self.losses.leave_out("no recipient, which PLOVER asks for")
            return
        self._count(acting, when, rules)

    @staticmethod
    def _rules(acting: Acting) -> list[Rule]:
        """The rules that fit, one for each type and mode."""
        found: dict[tuple[str, str], Rule] = {}
        for rule in rules_of("plover", CODES):
            if rule.fits(acting):
                found.setdefault((rule.codes["type"], rule.codes["mode"]), rule)
        return list(found.values())

    def _row(
        self, acting: Acting, rule: Rule, when: When, recipients: list[Actor]
    ) -> dict[str, Any]:
        one, incident, codes = acting.one, acting.one.incident, rule.codes
        where = where_of(one, self.known)
        claims = acting.claims_of(rule.event)
        agents = acting.own_agents(rule.event)
        dates = sorted(c.found.published[:10] for c in one.claims if c.found.published)
        return dict.fromkeys(COLUMNS) | {
            "Event ID": f"{incident.id}-{rule.name}",
            "Event Date": when.middle.isoformat(),
            "Event Type": codes["type"],
            "Event Mode": codes["mode"],
            "Intensity": float(codes["intensity"]) if codes["intensity"] else None,
            "Contexts": codes["contexts"].replace(" | ", JOINT),
            "Actor Name": agents[0].name if agents else None,
            "Actor Name Raw": _raw(p.text for c in claims for p in c.claim.agents),
            "Recipient Name": recipients[0].name if recipients else None,
            "Recipient Name Raw": _raw(p.text for c in claims for p in c.claim.targets),
            "Placename": incident.place,
            "Province": where.region,
            "Country": where.country,
            "Latitude": incident.lat,
            "Longitude": incident.lon,
            "Raw Placename": _raw(p.text for c in claims for p in c.claim.places),
            "Source": JOINT.join(dict.fromkeys(c.found.outlet for c in claims if c.found.outlet)),
            "Publication Date": dates[0] if dates else None,
            "Language": "ar",
            "Version": f"Riwaya {__version__}",
        }

    @staticmethod
    def _recipients(acting: Acting, rule: Rule) -> list[Actor]:
        """To whom: bodies that are known, else people in the words of the report."""
        own = acting.ranked(p for c in acting.claims_of(rule.event) for p in c.claim.targets)
        return acting.targets(rule.event) or own

    def _count(self, acting: Acting, when: When, rules: list[Rule]) -> None:
        self.losses.lose_roomless(acting)
        self.losses.lose(
            "the dead", when=any(t.measure == "killed" for t in acting.one.incident.tolls)
        )
        self.losses.lose("days: only the middle one is given", when=when.days > 0)
        coded = {rule.event for rule in rules}
        self.losses.lose("events without a PLOVER type", when=bool(acting.events - coded - HARM))


HARM = frozenset(("kill", "injure", "damage"))


def _raw(words: Iterable[str]) -> str | None:
    """The words of the reports, the first of them."""
    return next(iter(words), None)
