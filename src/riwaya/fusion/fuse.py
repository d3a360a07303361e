"""The story of fusion: reports -> tellings -> pairs worth comparing -> scores -> groups."""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from riwaya.fusion.columns import Columns, Numbers, columns_of
from riwaya.fusion.copies import Shares, stretches_of
from riwaya.fusion.groups import Group, groups_of
from riwaya.fusion.keys import compared_pairs
from riwaya.fusion.likeness import Between, explained, likeness
from riwaya.fusion.pairs import decoded
from riwaya.fusion.reasons import SOME
from riwaya.fusion.sides import top_of
from riwaya.fusion.texts import Texts, words_in
from riwaya.fusion.told import Telling, ToldReport, keys_of
from riwaya.fusion.within import tellings_of
from riwaya.records.incident import Reason

#: Pairs scored at once.
CHUNK = 500_000


class Judged(NamedTuple):
    """People's word on claims, by key "report/claim".

    `same`: claims that are of one happening, all of them; `different`: two lists of claims each,
    of which the ones are of another happening than the others.
    """

    same: Sequence[Sequence[str]] = ()
    different: Sequence[tuple[Sequence[str], Sequence[str]]] = ()


NOTHING_JUDGED = Judged()


class Text(NamedTuple):
    """What fusion keeps of a report's text: its stretches of words, and its words."""

    stretches: Numbers
    words: Numbers

    @classmethod
    def of(cls, report: ToldReport) -> "Text":
        """Both of a report's text; a dataset's row copies nobody, however like its neighbours."""
        return cls(stretches_of("" if report.row else report.text), words_in(report.text))


class Fusion:
    """Tellings of many reports, compared. Rows are tellings in the order of their keys."""

    def __init__(
        self, tellings: Iterable[Telling], texts: dict[str, Text], side_of: Callable[[str], str]
    ) -> None:
        self.tellings = sorted(tellings, key=lambda telling: telling.key)
        self._side_of = side_of
        self._columns = columns_of(self.tellings, side_of)
        reports = sorted(texts)
        self._number = {report: number for number, report in enumerate(reports)}
        self._report = np.array([self._number[t.report] for t in self.tellings], np.int64)
        self.shares = Shares([texts[report].stretches for report in reports], SOME)
        self._texts = Texts([texts[report].words for report in reports])

    @classmethod
    def of(cls, reports: Iterable[ToldReport], side_of: Callable[[str], str] = top_of) -> "Fusion":
        """The fusion of reports; each is let go once its tellings are made."""
        tellings: list[Telling] = []
        texts: dict[str, Text] = {}
        for report in reports:
            tellings += tellings_of(report)
            texts[report.id] = Text.of(report)
        return cls(tellings, texts, side_of)

    def score(self, one: Numbers, other: Numbers) -> Numbers:
        """The scores of pairs of rows."""
        scores = [
            self._score(one[k : k + CHUNK], other[k : k + CHUNK]) for k in range(0, len(one), CHUNK)
        ]
        return np.concatenate([*scores, np.zeros(0, np.float32)])

    def _score(self, one: Numbers, other: Numbers) -> Numbers:
        a, b = self._pair(one, other)
        return likeness(a, b, self._between(a, b, one, other))

    def _between(self, a: Columns, b: Columns, one: Numbers, other: Numbers) -> Between:
        first, second = self._report[one], self._report[other]
        return Between(
            self.shares.between(first, second),
            self._texts.name(first, b.names),
            self._texts.name(second, a.names),
        )

    def _pair(self, one: Numbers, other: Numbers) -> tuple[Columns, Columns]:
        return self._columns.take(one), self._columns.take(other)

    def why(self, one: int, other: int) -> list[Reason]:
        """The reasons for or against one pair of rows being one happening."""
        first, second = np.array([min(one, other)]), np.array([max(one, other)])
        a, b = self._pair(first, second)
        return explained(a, b, self._between(a, b, first, second))

    def candidates(self) -> tuple[Numbers, Numbers]:
        """The pairs worth comparing, each once."""
        count = len(self.tellings)
        one, other = compared_pairs(self.tellings, self._side_of)
        return decoded([one * count + other, self._copied_pairs()], count)

    def _copied_pairs(self) -> Numbers:
        """Pairs of tellings whose reports share text and that name a family of events together."""
        rows: dict[int, list[int]] = {}
        for row, number in enumerate(self._report.tolist()):
            rows.setdefault(number, []).append(row)
        count = len(self.tellings)
        found = [
            min(a, b) * count + max(a, b)
            for one, other in zip(*(side.tolist() for side in self.shares.pairs), strict=True)
            for a in rows.get(one, ())
            for b in rows.get(other, ())
            if self.tellings[a].families & self.tellings[b].families
        ]
        return np.array(found, np.int64)

    def groups(self, judged: Judged = NOTHING_JUDGED) -> list[list[int]]:
        """The rows of each happening; people's judgements stand above all scores."""
        one, other = self.candidates()
        return self.grouped(one, other, self.score(one, other), judged)

    def grouped(
        self, one: Numbers, other: Numbers, scores: Numbers, judged: Judged = NOTHING_JUDGED
    ) -> list[list[int]]:
        """The groups that pairs of rows with these scores make."""
        return [group.rows for group in self.formed(one, other, scores, judged)]

    def formed(
        self,
        one: Numbers,
        other: Numbers,
        scores: Numbers,
        judged: Judged = NOTHING_JUDGED,
        *,
        without: AbstractSet[int] = frozenset(),
    ) -> list[Group]:
        """The same with the pairs that made them; rows `without` stay by themselves."""
        if without:
            kept = ~np.isin(one, list(without)) & ~np.isin(other, list(without))
            one, other, scores = one[kept], other[kept], scores[kept]
        together = [self._rows(several, without) for several in judged.same]
        same = [pair for rows in together for pair in pairwise(rows)]
        sides = [(self._rows(a, without), self._rows(b, without)) for a, b in judged.different]
        # Those of a side are together already: one row of each keeps them apart.
        different = [(ones[0], others[0]) for ones, others in sides if ones and others]
        return groups_of(
            len(self.tellings),
            one,
            other,
            scores,
            self.score,
            same=same,
            different=different,
            told_apart=self._told_apart,
        )

    @cached_property
    def _told_apart(self) -> dict[int, frozenset[int]]:
        """For the rows that their report tells apart from others, those others."""
        row_of = {(told.report, told.number): row for row, told in enumerate(self.tellings)}
        return {
            row: frozenset(
                row_of[told.report, number]
                for number in told.apart
                if (told.report, number) in row_of  # of some tellings only, see `fusing`
            )
            for row, told in enumerate(self.tellings)
            if told.apart
        }

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row of the telling that a claim (by key) is part of."""
        return {key: row for row, told in enumerate(self.tellings) for key in keys_of(told)}

    def _rows(self, keys: Iterable[str], without: AbstractSet[int]) -> list[int]:
        """The rows of claims, in order; what is no longer claimed is left out."""
        rows = {row for key in keys if (row := self.row_of.get(key)) is not None}
        return sorted(rows - without)
