"""The claims of an incident with their voices, and how closely their reports go together."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.fusion.gathered import Gathered, key_of
from riwaya.fusion.passers import is_agency, outlet_key
from riwaya.fusion.sentences import sentence_of
from riwaya.fusion.told import ToldReport
from riwaya.fusion.voices import Voice, voices_of
from riwaya.fusion.wording import NOTHING_ALIKE, PARTLY, Following, following, wording_of
from riwaya.records.claim import Claim

#: Of more reports than this only copies are looked for, not paraphrases: every pair is compared.
MANY_REPORTS = 300


@dataclass(frozen=True, slots=True)
class Teller:
    """A claim with its report and its voice."""

    key: str
    report: ToldReport
    claim: Claim
    voice: Voice

    @property
    def order(self) -> tuple[bool, str, str]:
        """Earlier claims first, those of undated reports last."""
        return self.report.published is None, self.report.published or "", self.key


def tellers_of(gathered: Gathered) -> dict[str, Teller]:
    """The claims of an incident by key, in order of keys."""
    found: dict[str, Teller] = {}
    for report in gathered.reports:
        voices = voices_of(report)
        for claim in gathered.claims[report.id]:
            key = key_of(report, claim)
            found[key] = Teller(key, report, claim, voices.of(claim))
    return dict(sorted(found.items()))


class Closeness:
    """How closely each two reports of an incident go together, compared once."""

    def __init__(self, gathered: Gathered) -> None:
        self._shares = gathered.shares
        self._few = len(gathered.reports) <= MANY_REPORTS
        self._known: dict[tuple[str, str], Following] = {}

    def between(self, one: ToldReport, other: ToldReport) -> Following:
        """How closely two reports go together, whichever is named first."""
        first, second = sorted((one, other), key=lambda report: report.id)
        key = first.id, second.id
        if key not in self._known:
            share = self._shares(*key)
            self._known[key] = (
                following(wording_of(first.text), wording_of(second.text), share)
                if share >= PARTLY or ((share or self._few) and not _rivals(first, second))
                else NOTHING_ALIKE
            )
        return self._known[key]


def _rivals(one: ToldReport, other: ToldReport) -> bool:
    """Whether two agencies tell it: each has its own people, and words alike are chance."""
    first, second = outlet_key(one), outlet_key(other)
    both = first is not None and second is not None and first != second
    return both and is_agency(str(first)) and is_agency(str(second))


def came_first(one: ToldReport, other: ToldReport) -> bool:
    """Whether a report is the older of two: by its time, else an agency's, else by its id."""
    return _age(one, other) < _age(other, one)


def _age(one: ToldReport, other: ToldReport) -> tuple[str, int, str]:
    both = one.published and other.published
    shorter = min(len(one.published or ""), len(other.published or ""))
    time = (one.published or "")[:shorter] if both else ""
    entity = outlet_key(one)
    rank = 0 if entity and is_agency(entity) else 1 if one.outlet else 2
    return time, rank, one.id


def one_sentence(one: Teller, other: Teller) -> bool:
    """Whether two claims of one report are told in one sentence."""
    text = one.report.text
    return sentence_of(text, one.claim.trigger.start) == sentence_of(
        text, other.claim.trigger.start
    )
