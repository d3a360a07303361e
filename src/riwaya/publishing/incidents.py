"""An incident as it is published: put together from published claims alone.

Which reports go back to one origin, and what was counted, is found from the whole texts, since
names covered alike would make one origin of two; every word that is shown is made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as dataclass_replace

import msgspec
from msgspec.structs import replace

from riwaya.fusion.assemble import put_together
from riwaya.fusion.disagreements import disagreements_of
from riwaya.fusion.gathered import Gathered, gathered_of, key_of, member_of
from riwaya.fusion.origins import origins_of
from riwaya.fusion.outline import Outline, outline_of
from riwaya.fusion.speakers import OUTLET
from riwaya.fusion.told import Spot, Telling, ToldReport, claim_key
from riwaya.fusion.tolls import tolls_of
from riwaya.fusion.within import tellings_of
from riwaya.knowledge.naming import in_english
from riwaya.knowledge.outlets import outlet_called
from riwaya.publishing.claims import Claims, claim_id
from riwaya.publishing.filler import FILLER, IN_ENGLISH, tidied
from riwaya.publishing.outlines import Outlined, outlined
from riwaya.publishing.places import Places
from riwaya.publishing.reports import Private, covered_report
from riwaya.publishing.screen import Screen
from riwaya.records.claim import Claim
from riwaya.records.incident import (
    Disagreement,
    Finding,
    Incident,
    Member,
    Origin,
    Reason,
    Toll,
)

#: Makes a claim's gloss; adds an incident's findings. Both stand beside this station.
Gloss = Callable[[Claim], Claim]
Check = Callable[[Incident, Gathered], Incident]
#: What stands for a disagreement or a finding whose words can't be published.
DIFFER = "The origins differ; what they say can't be published in full."
FOUND = "Something doesn't add up; the words can't be published."
#: Why reports were counted as one origin, where the sentence holds names.
ONE_ORIGIN = "counted as one origin for this reason"


@dataclass(frozen=True, slots=True)
class Told:
    """What an incident is made of: reviewed claims alone, and each report's private names."""

    id: str
    gathered: Gathered
    private: Mapping[str, Private]
    #: Whether any claim of the incident speaks of a sensitive place, published or not.
    sensitive: bool


class Incidents:
    """Makes the published form of incidents."""

    def __init__(
        self, screen: Screen, places: Places, claims: Claims, gloss: Gloss, check: Check
    ) -> None:
        self._screen = screen
        self._places = places
        self._claims = claims
        self._gloss = gloss
        self._check = check

    def published(self, told: Told) -> Incident:
        """The incident of the published claims; its id is that of the whole one."""
        full = told.gathered
        found, full_origin_of = origins_of(full)
        ids = {origin.id: self._origin_id(origin, n) for n, origin in enumerate(found, 1)}
        cover = self._cover(told)
        origins = tuple(
            replace(
                self._origin(origin, ids[origin.id], full, cover, full_origin_of),
                rests_on=tuple(sorted(ids[one] for one in origin.rests_on)),
            )
            for origin in found
        )
        origin_of = {_key(key): ids[origin] for key, origin in full_origin_of.items()}
        full_tolls = tolls_of(full, full_origin_of)
        tolls = tuple(self._toll(toll, ids, cover) for toll in full_tolls)
        disagreements = self._disagreements(
            disagreements_of(full, full_origin_of, full_tolls, found),
            disagreements_of(cover, origin_of, tolls, origins),
            cover,
        )
        tellings = [telling for report in cover.reports for telling in tellings_of(report)]
        outline = self.outline(tellings)
        incident = put_together(told.id, cover, outline, origins, origin_of, tolls, disagreements)
        incident = replace(incident, findings=self._findings(incident, full, cover))
        return msgspec.convert(tidied(msgspec.to_builtins(incident)), Incident)

    def outlined(
        self, n: int, id_: str, claims: Mapping[str, Sequence[Claim]],
        private: Mapping[str, Private], *, sensitive: bool,
    ) -> Outlined:  # fmt: skip
        """The incident's row, of its claims by report; no texts are needed."""
        tellings: list[Telling] = []
        for report, several in claims.items():
            seen = [self._claims.covered(c, private[report], coarse=sensitive) for c in several]
            told = ToldReport(
                id=report, sources=(), outlet=None, published=None, text="", claims=tuple(seen)
            )
            tellings += tellings_of(told)
        return outlined(n, id_, self.outline(tellings), tellings)

    def outline(self, tellings: Sequence[Telling]) -> Outline:
        """What tellings of covered claims agree on; a place that their texts name is coarse too."""
        outline = outline_of(tellings) if tellings else Outline((), None, None, None, None)
        spot = outline.spot
        if spot is None or spot.entity is None or not self._places.is_facility(spot.entity):
            return outline
        area = self._places.area(spot.entity, spot.lat, spot.lon)
        coarse = Spot(area.entity, area.name, area.lat, area.lon, area.radius_km)
        return dataclass_replace(outline, spot=coarse)

    def _cover(self, told: Told) -> Gathered:
        """The same claims and texts with everything covered that isn't published."""
        full = told.gathered
        reports, claims = [], {}
        for report in full.reports:
            private = told.private[report.id]
            several = [
                self._gloss(self._claims.covered(claim, private, coarse=told.sensitive))
                for claim in full.claims[report.id]
            ]
            claims[report.id] = several
            reports.append(
                covered_report(report, several, self._screen, private, coarse=told.sensitive)
            )
        reviews = {_key(key): review for key, review in full.reviews.items()}
        return gathered_of(reports, claims, reviews)

    def _origin_id(self, origin: Origin, number: int) -> str:
        """A public identity's own, else a number: a hash of a name can be guessed."""
        return self._screen.entity(origin.entity) or f"o{number}"

    def _origin(
        self, origin: Origin, id_: str, full: Gathered, cover: Gathered,
        origin_of: Mapping[str, str],
    ) -> Origin:  # fmt: skip
        reports = [report for report in cover.reports if report.id in set(origin.reports)]
        entity = self._screen.entity(origin.entity)
        through = tuple(name for name in origin.through if self._is_known(name))
        return Origin(
            id=id_,
            name=self._screen.name_of(entity) or self._said_name(origin, full, cover, origin_of),
            entity=entity,
            sources=tuple(dict.fromkeys(s for report in reports for s in report.sources)),
            reports=origin.reports,
            outlets=tuple(dict.fromkeys(r.outlet for r in reports if r.outlet)),
            through=through,
            reasons=tuple(
                Reason(name=r.name, sentence=f"{r.name}: {ONE_ORIGIN}", weight=r.weight)
                for r in origin.reasons
            ),
        )

    def _said_name(
        self, origin: Origin, full: Gathered, cover: Gathered, origin_of: Mapping[str, str]
    ) -> str:
        """A source's covered words, else the outlet: what no table has a name for."""
        words: set[str] = set()
        outlets: list[str] = []
        for whole, claim in full:
            if origin_of[key_of(whole, claim)] != origin.id:
                continue
            report = next(r for r in cover.reports if r.id == whole.id)
            seen = next(c for c in cover.claims[whole.id] if c.id == claim_id(claim.id))
            if seen.origin is not None:
                words.add(in_english(seen.origin.text))
            if report.outlet:
                outlets.append(outlet_called(report.outlet))
        plain = sorted(words, key=lambda w: (FILLER in w, len(w), w))
        if plain and not origin.id.startswith(OUTLET):
            to = f" (to {outlets[0]})" if outlets else ""
            return f"{plain[0].strip() or IN_ENGLISH}{to}"
        return outlets[0] if outlets else "an unsigned report"

    def _is_known(self, name: str) -> bool:
        """Whether the name of who passed it on is of the tables."""
        return name in {actor.name for actor in self._screen.known.who.actors.actors.values()}

    def _toll(self, toll: Toll, ids: Mapping[str, str], cover: Gathered) -> Toll:
        figures = tuple(
            replace(figure, origin=ids[figure.origin], member=_member(figure.member, cover))
            for figure in toll.figures
        )
        return replace(toll, side=self._screen.entity(toll.side), figures=figures)

    @staticmethod
    def _disagreements(
        full: Sequence[Disagreement], seen: Sequence[Disagreement], cover: Gathered
    ) -> tuple[Disagreement, ...]:
        """Those that the whole texts have, in the words that covered ones give them."""
        worded = {(one.kind, frozenset(_keys((*one.one, *one.other)))): one for one in seen}
        found = []
        for whole in full:
            one = tuple(_member(m, cover) for m in whole.one)
            other = tuple(_member(m, cover) for m in whole.other)
            known = worded.get((whole.kind, frozenset(_keys((*one, *other)))))
            sentence = known.sentence if known else DIFFER
            found.append(Disagreement(kind=whole.kind, sentence=sentence, one=one, other=other))
        return tuple(found)

    def _findings(self, incident: Incident, full: Gathered, cover: Gathered) -> tuple[Finding, ...]:
        """Findings of the whole texts, in the words that covered ones give them; no quotations."""
        bare = replace(incident, claims=tuple(member_of(r, c) for r, c in full))
        whole = self._check(bare, full).findings
        worded = {_mark(one): one for one in self._check(incident, cover).findings}
        found = []
        for one in whole:
            known = worded.get(_mark(one))
            found.append(
                Finding(
                    kind=one.kind,
                    sentence=known.sentence if known else FOUND,
                    numbers=known.numbers if known else {},
                    evidence=(),
                    basis=known.basis if known else None,
                    recalled=one.recalled,
                )
            )
        return tuple(found)


def _member(member: Member, cover: Gathered) -> Member:
    """The same claim under its published names."""
    report = next(r for r in cover.reports if r.id == member.report)
    source = report.sources[0] if report.sources else ""
    return Member(source=source, report=member.report, claim=claim_id(member.claim))


def _keys(members: Sequence[Member]) -> list[str]:
    return [claim_key(m.report, m.claim) for m in members]


def _key(key: str) -> str:
    report, _, claim = key.partition("/")
    return claim_key(report, claim_id(claim))


def _mark(one: Finding) -> tuple[str, frozenset[str]]:
    keys = (claim_key(e.member.report, claim_id(e.member.claim)) for e in one.evidence)
    return one.kind, frozenset(keys)
