"""Whose account each claim of an incident is: voices that are one, and claims that are carried.

A claim with a speaker is the speaker's. What an outlet says in its own voice is somebody else's
where the outlet copies or follows another report, or only carries what its own report ascribes
to a speaker. No claim in an outlet's own voice ever makes two speakers one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from riwaya.fusion.bodies import is_press
from riwaya.fusion.gathered import Gathered, key_of
from riwaya.fusion.matched import carried_by, matching, same_facts
from riwaya.fusion.one_voice import OneVoice
from riwaya.fusion.passers import outlet_key
from riwaya.fusion.said_by import says_between
from riwaya.fusion.same_voice import may_be
from riwaya.fusion.supports import carried, followed, names_as_source, passed_on
from riwaya.fusion.tellers import Closeness, Teller, came_first, one_sentence, tellers_of
from riwaya.fusion.told import ToldReport
from riwaya.fusion.voices import voices_of
from riwaya.records.incident import Reason

Support = tuple[str, Reason]
#: A report that follows another so closely has its own words from there, whomever it quotes.
SURELY, SOMEWHAT = 3.0, 0.0
#: The verb of saying that the nearest speaker has; one more is another's.
ITS_OWN = 1
#: A dataset's claim may rest on another's that names the same source, if on nothing nearer.
NAMES_IT_TOO = 2


class Lineage:
    """The claims of an incident, and on what each rests."""

    def __init__(self, gathered: Gathered) -> None:
        self.gathered = gathered
        self.tellers = tellers_of(gathered)
        self._closeness = Closeness(gathered)
        self.voices = OneVoice(self.tellers.values(), self._closeness)
        #: The claim that each carried claim rests on, and why.
        self.supports: dict[str, Support] = {
            key: found
            for key, teller in self.tellers.items()
            if (found := self._support(teller)) is not None
        }

    def _support(self, teller: Teller) -> Support | None:
        """The claim on which another rests, and why; None for one that stands by itself."""
        if teller.voice.kind == "own":
            return None if teller.voice.witness else self._behind_own(teller)
        if teller.voice.kind == "unnamed":
            return self._behind_unnamed(teller)
        if is_press(teller.voice.entity):
            return self._behind_press(teller)
        return None

    def _behind_own(self, teller: Teller) -> Support | None:
        """What an outlet's own words rest on: its sentence, what it copies, its report's source."""
        spoken = [one for one in self._beside(teller) if one.voice.kind != "own"]
        if not spoken and teller.voice.quoted:
            return self._behind_quoted(teller)
        nearest = self._nearest(teller, spoken)
        if nearest is None:
            return self._behind_followed(teller, SOMEWHAT)
        others = _says_between(teller, nearest)
        beside = [one for one in spoken if one_sentence(teller, one)]
        if self._alone(beside) and not others:
            return nearest.key, carried(teller, nearest)
        sure = self._behind_followed(teller, SURELY)
        if sure is not None:
            return sure
        if self._alone(spoken) and others <= ITS_OWN:
            return nearest.key, carried(teller, nearest)
        return self._behind_followed(teller, SOMEWHAT)

    def _behind_followed(self, teller: Teller, least: float) -> Support | None:
        """The claim of the closest report that this one copies, or follows so closely.

        An older report goes before another's words, one that names a speaker before one that
        doesn't; a copy may be the older of the two and still have lost its speaker.
        """
        silent: Support | None = None
        for its, reason in self._followed(teller):
            spoken = its.voice.kind != "own"
            first = came_first(its.report, teller.report)
            if reason.name == "copied" and (spoken or first):
                return its.key, reason
            if spoken and first and reason.weight >= least:
                return its.key, reason
            if first and silent is None:
                silent = its.key, reason
        return silent if least == SOMEWHAT else None

    def _behind_quoted(self, teller: Teller) -> Support | None:
        """For «a statement that the agency received»: whose it is, by the rest of its report."""
        voices = voices_of(teller.report)
        spoken = (voices.of(claim) for claim in teller.report.claims)
        heard = {voice.key for voice in spoken if voice.kind == "known"}
        others = [one for one in self.tellers.values() if one.voice.key in heard]
        if len(heard) != 1 or not others:
            return None
        other = min(others, key=lambda one: one.order)
        return other.key, carried(teller, other)

    def _alone(self, spoken: Sequence[Teller]) -> bool:
        """Whether only one speaks in these claims."""
        return len({self.voices.root(one.voice.key) for one in spoken}) == 1

    def _beside(self, teller: Teller) -> list[Teller]:
        """The other claims of its report."""
        claims = self.gathered.claims[teller.report.id]
        keys = (key_of(teller.report, claim) for claim in claims)
        return [self.tellers[key] for key in keys if key != teller.key]

    def _nearest(self, teller: Teller, spoken: list[Teller]) -> Teller | None:
        claim = carried_by(teller.report, teller.claim, [one.claim for one in spoken])
        return self.tellers[key_of(teller.report, claim)] if claim is not None else None

    def _followed(self, teller: Teller) -> Iterator[tuple[Teller, Reason]]:
        """Claims that tell the same in reports that this one's copies or follows, closest first."""
        ranked = sorted(
            (
                (-found.strength, other.id, other, found)
                for other in self.gathered.reports
                if other.id != teller.report.id
                and (found := self._closeness.between(teller.report, other)).follows
            ),
            key=lambda item: item[:2],
        )
        for _, _, other, found in ranked:
            its = self._its(teller, other)
            if its is not None:
                yield its, followed(teller, other, found)

    def _its(self, teller: Teller, other: ToldReport) -> Teller | None:
        """The claim of another report that tells the same; any, where only one speaks in it."""
        claims = self.gathered.claims[other.id]
        its = matching(teller.report, teller.claim, other, claims)
        if its is None:
            told = [self.tellers[key_of(other, claim)] for claim in claims]
            return min(told, key=lambda one: one.order) if self._alone(told) else None
        return self.tellers[key_of(other, its)]

    def _behind_unnamed(self, teller: Teller) -> Support | None:
        """«Activists» of a report that follows another, which names them."""
        for its, reason in self._followed(teller):
            fits = its.voice.kind in {"known", "named"} and may_be(teller.voice, its.voice)
            if fits and came_first(its.report, teller.report):
                return its.key, reason
        return None

    def _behind_press(self, teller: Teller) -> Support | None:
        """An outlet that is quoted: whom it quotes itself, by its own report or by another's."""
        medium = str(teller.voice.entity)
        for other in self.tellers.values():
            if other.report.id == teller.report.id or not same_facts(teller.claim, other.claim):
                continue
            if medium in other.voice.via and other.voice.key != teller.voice.key:
                return other.key, passed_on(medium, other)
        for report in self.gathered.reports:
            if report.id != teller.report.id and outlet_key(report) == medium:
                its = matching(teller.report, teller.claim, report, self.gathered.claims[report.id])
                if its is not None and same_facts(teller.claim, its):
                    other = self.tellers[key_of(report, its)]
                    return other.key, passed_on(medium, other)
        return None

    @cached_property
    def cited(self) -> dict[str, Support]:
        """For claims of datasets: a claim of a source that they name, and why it is that."""
        return {
            key: found
            for key, teller in self.tellers.items()
            if teller.voice.cites and (found := self._behind_cited(teller)) is not None
        }

    def _behind_cited(self, teller: Teller) -> Support | None:
        """A claim of a source that is named; in that source's report; of one who names it too."""
        cited = {self.voices.root(key) for key in teller.voice.cites}
        found = [
            (rank, *one.order, one)
            for one in self.tellers.values()
            if one.voice.key != teller.voice.key
            and (rank := self._cited_rank(teller, one, cited)) is not None
        ]
        if not found:
            return None
        rank, *_, other = min(found, key=lambda one: one[:-1])
        return other.key, names_as_source(teller, other, too=rank == NAMES_IT_TOO)

    def _cited_rank(self, teller: Teller, other: Teller, cited: set[str]) -> int | None:
        if other.voice.cites:
            # Of two that rest on one source the first by name counts.
            shared = cited & {self.voices.root(key) for key in other.voice.cites}
            return NAMES_IT_TOO if shared and other.voice.key < teller.voice.key else None
        if self.voices.root(other.voice.key) in cited:
            return 0
        return 1 if outlet_key(other.report) in teller.voice.cites else None

    @cached_property
    def roots(self) -> dict[str, str]:
        """The voice that each claim goes back to, by the claim's key."""
        return {key: self.voices.root(self._last(key).voice.key) for key in self.tellers}

    def _last(self, key: str) -> Teller:
        """The claim at the end of those that this one rests on; the first, where they go round."""
        seen = [key]
        while (step := self.supports.get(seen[-1])) is not None:
            if step[0] in seen:
                turning = seen[seen.index(step[0]) :]
                return min((self.tellers[one] for one in turning), key=lambda one: one.order)
            seen.append(step[0])
        return self.tellers[seen[-1]]


def _says_between(one: Teller, other: Teller) -> int:
    return says_between(one.report.text, one.claim.trigger.end, other.claim.trigger.start)
