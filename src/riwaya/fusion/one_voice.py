"""Which voices of an incident are one, each tie with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from riwaya.fusion.passers import outlet_key
from riwaya.fusion.same_voice import (
    is_short,
    same_forces,
    same_media,
    same_name,
    same_outlet_name,
    same_report,
    same_sector,
    same_title,
    same_unnamed,
    short_name,
)
from riwaya.fusion.tellers import Closeness, Teller
from riwaya.fusion.told import ToldReport
from riwaya.fusion.voices import Voice
from riwaya.records.incident import Reason


class OneVoice:
    """The voices of an incident in groups; a group is called by the least of its keys."""

    def __init__(self, tellers: Iterable[Teller], closeness: Closeness) -> None:
        self._closeness = closeness
        self._parent: dict[str, str] = {}
        #: The two voices of each tie, and why.
        self.ties: list[tuple[str, str, Reason]] = []
        self._reports: dict[str, set[str]] = {}
        found: dict[tuple[str, str], tuple[Voice, ToldReport]] = {}
        for teller in tellers:
            self._reports.setdefault(teller.voice.key, set()).add(teller.report.id)
            if teller.voice.kind != "own" or teller.voice.entity is None:
                key = teller.voice.key, teller.report.id
                fullest = max(found.get(key, (teller.voice,))[0], teller.voice, key=_fullness)
                found[key] = (fullest, teller.report)
        speakers = [found[key] for key in sorted(found)]
        self._join_all(speakers)
        self._join_short([voice for voice, _ in speakers])

    def root(self, key: str) -> str:
        """The voice that stands for all that are one with this one."""
        while (above := self._parent.get(key, key)) != key:
            key = above
        return key

    def _join(self, one: str, other: str, reason: Reason) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        if first != second:
            self._parent[second] = first
        low, high = sorted((one, other))
        self.ties.append((low, high, reason))

    def _join_all(self, speakers: list[tuple[Voice, ToldReport]]) -> None:
        for (one, first), (other, second) in combinations(speakers, 2):
            if one.key != other.key:
                reason = self._reason(one, first, other, second)
                if reason is not None:
                    self._join(one.key, other.key, reason)

    def _reason(
        self, one: Voice, first: ToldReport, other: Voice, second: ToldReport
    ) -> Reason | None:
        if "own" in {one.kind, other.kind}:
            return same_outlet_name(one, other)
        reason = (
            same_name(one, other)
            or same_forces(one, other)
            or same_media(one, other)
            or same_sector(one, other)
        )
        if reason is not None:
            return reason
        if one.kind == other.kind == "unnamed":
            if first.id == second.id:
                return same_report(one, other)
            outlets = outlet_key(first), outlet_key(second)
            return same_unnamed(one, other, self._closeness.between(first, second), outlets)
        told_apart = self._reports[one.key] & self._reports[other.key]
        return None if told_apart else same_title(one, other)

    def _join_short(self, voices: list[Voice]) -> None:
        """Join a name in short with the one body that it can mean; with none, if there are two."""
        for short in voices:
            full = [voice for voice in voices if is_short(short, voice)]
            if len({self.root(voice.key) for voice in full}) == 1:
                self._join(short.key, full[0].key, short_name(short, full[0]))


def _fullness(voice: Voice) -> tuple[int, str]:
    """How fully a voice is named; «the statement» says less than the name."""
    return len(voice.stems), voice.words
