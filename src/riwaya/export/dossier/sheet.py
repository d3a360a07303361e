"""What the pages of one case show: names, numbers and words made ready for the template."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from riwaya.export.dossier.case import Case, Trail
from riwaya.export.dossier.evidence import Passage, passages_of
from riwaya.export.dossier.locator import Locator, located
from riwaya.export.dossier.timeline import Timeline, timeline_of
from riwaya.export.forms.exported import ExportedClaim
from riwaya.export.screen.page import Card, card_of
from riwaya.export.shown.heading import colour_of, heading, place_called
from riwaya.export.shown.incident_graph import Graph, drawn, passing_of, told
from riwaya.export.shown.incident_tolls import TollShown, tolls_shown
from riwaya.export.shown.incident_view import ReportShown, View
from riwaya.export.shown.language import Language
from riwaya.knowledge.outlets import shipped_outlets
from riwaya.knowledge.romanise import romanise
from riwaya.records.incident import Incident
from riwaya.records.step import Step
from riwaya.resolving.claims import Knowledge


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report of the case: the number that it is called by, its outlet in English, its trail."""

    number: str
    shown: ReportShown
    outlet: str | None
    trail: Trail


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A claim in the annex: its exact words, and what they are read as."""

    key: str
    #: How it is called in the case: "R2·c3".
    name: str
    anchor: str
    one: ExportedClaim
    card: Card
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One case, drawn up in one language; `number` counts the cases of the document from 1."""

    number: int
    case: Case
    view: View
    heading: str
    #: The same in the other language.
    other_heading: str
    place: str | None
    colour: str
    tolls: tuple[TollShown, ...]
    graph: Graph
    told: tuple[tuple[str, list[tuple[str, int]]], ...]
    timeline: Timeline | None
    locator: Locator | None
    places: tuple[tuple[str, float, int], ...]
    reports: tuple[ReportRow, ...]
    exhibits: tuple[Exhibit, ...]
    #: The words of claims by "report/claim", for disagreements; empty in public.
    words: Mapping[str, tuple[Passage, ...]]
    #: How sure the reader is of each claim, by the same key.
    confidence: Mapping[str, float]
    history: tuple[Step, ...]

    @property
    def incident(self) -> Incident:
        """The record."""
        return self.case.incident

    @property
    def numbers(self) -> dict[str, str]:
        """What the reports are called by, by their ids."""
        return {row.shown.id: row.number for row in self.reports}


def sheet_of(
    case: Case, number: int, words: Language, other: Language, known: Knowledge, *, public: bool
) -> Sheet:
    """A case in the reader's language."""
    incident = case.incident
    numbers = _numbers(case.exported.claims)

    texts = case.texts

    def address(report: str, claim: str | None) -> str | None:
        if claim is not None and not texts.get(report):  # not in the annex
            return None
        return f"#{_anchor(number, numbers[report], claim)}"

    founds = [claim.found for claim in case.exported.claims]
    view = View(incident, founds, texts, words, known, public=public, address=address)
    passing = passing_of(view, case.gathered)
    exhibits = [] if public else list(_exhibits(case, number, numbers))
    return Sheet(
        number=number,
        case=case,
        view=view,
        heading=_heading(incident, words, known),
        other_heading=_heading(incident, other, known),
        place=place_called(words, known, incident.place_entity, incident.place),
        colour=colour_of(incident.events),
        tolls=tuple(tolls_shown(view)),
        graph=drawn(passing, mirrored=words.direction == "rtl"),
        told=tuple(told(passing)),
        timeline=timeline_of(view.accounts, incident.day_from, incident.day_to, words),
        locator=_locator(case, words),
        places=tuple(_places(case, words, known)),
        reports=tuple(
            ReportRow(numbers[one.id], one, _outlet(one.outlet), case.trails[one.id])
            for one in view.reports.values()
        ),
        exhibits=tuple(exhibits),
        words={one.key: one.passages for one in exhibits},
        confidence={claim.key: claim.found.confidence for claim in case.exported.claims},
        history=case.history,
    )


def _heading(incident: Incident, words: Language, known: Knowledge) -> str:
    place = place_called(words, known, incident.place_entity, incident.place)
    return heading(words, incident.events, place)


def _numbers(claims: Sequence[ExportedClaim]) -> dict[str, str]:
    """R1, R2, … by the reports' ids, in the order of their publication, undated ones last."""
    several = {claim.found.report: claim.found.published for claim in claims}
    order = sorted(several, key=lambda id_: (several[id_] is None, several[id_] or "", id_))
    return {id_: f"R{place}" for place, id_ in enumerate(order, 1)}


def _anchor(case: int, report: str, claim: str | None) -> str:
    return f"case-{case}-{report}" + (f"-{claim}" if claim else "")


def _exhibits(case: Case, number: int, numbers: Mapping[str, str]) -> Iterator[Exhibit]:
    """The claims in the order of the reports and their texts."""
    texts = case.texts
    several = [one for one in case.exported.claims if texts.get(one.found.report)]
    several.sort(key=lambda one: (int(numbers[one.found.report][1:]), one.claim.trigger.start))
    for one in several:
        report = numbers[one.found.report]
        yield Exhibit(
            key=one.key,
            name=f"{report}\N{MIDDLE DOT}{one.claim.id}",
            anchor=_anchor(number, report, one.claim.id),
            one=one,
            card=card_of(one.claim),
            passages=passages_of(texts[one.found.report], one.claim),
        )


def _locator(case: Case, words: Language) -> Locator | None:
    one = case.incident
    if one.lat is None or one.lon is None:
        return None
    reports = one.counts.get("reports", 1)
    return located(one.lat, one.lon, one.radius_km, reports, case.places, words)


def _places(case: Case, words: Language, known: Knowledge) -> Iterator[tuple[str, float, int]]:
    """Other places that its reports tell: the name, the radius in km, how many reports."""
    for spot, reports in case.places:
        name = place_called(words, known, spot.entity, spot.name)
        yield name or f"{spot.lat:.2f}, {spot.lon:.2f}", spot.radius_km, reports


def _outlet(name: str | None) -> str | None:
    """An outlet's English name, or its letters in Latin ones; None where it has them already."""
    if not name:
        return None
    known = shipped_outlets().named(name)
    english = known.name if known else romanise(name)
    return None if english == name else english
