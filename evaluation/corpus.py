"""A large corpus made of few reports: `python -m evaluation.corpus FOLDER --reports 10000`.

Sentences and paragraphs of the training reports are put together anew; towns, actors and numbers
are drawn anew from the shipped tables, so that every text differs. Written are plain text files of
some 200 words in a folder for each month, FOLDER/reports/2014-05/r00001.txt, and FOLDER/meta.csv:

    riwaya add FOLDER/reports --meta FOLDER/meta.csv

The same seed and tables give the same files. What the reports say isn't true of anyone.
"""

import argparse
import csv
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from riwaya.knowledge.actors import shipped_actors
from riwaya.knowledge.outlets import shipped_outlets
from riwaya.knowledge.places import LISTS, read_places
from riwaya.knowledge.tables import shipped

TRAINING = Path(__file__).parents[1] / "training" / "reports"
FIRST, DAYS = date(2011, 3, 15), 5000
#: Words of a report: the mean is some 200.
FEWEST, MOST = 170, 230
#: Words of the longest name that is looked for.
LONGEST = 4
#: Shorter lines are headings and signatures.
HEADING = 8
SETTLEMENTS = frozenset(("town", "village", "city", "neighbourhood"))
WORD = re.compile(r"\w+")
NUMBER = re.compile(r"\d+")
SENTENCE_END = re.compile(r"(?<=[.!\N{ARABIC QUESTION MARK}])\s+")


class Made(NamedTuple):
    """A made report: its text, ISO day of publication, and outlet."""

    text: str
    published: str
    outlet: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a name or a number stood: its kind, and what stood there."""

    kind: str
    was: str


#: A sentence as words that stay and gaps that are filled anew.
Pattern = tuple[str | Gap, ...]


class Corpus:
    """Makes reports; the same ones for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self._draw = random.Random(seed)
        self._names = _names()
        self._outlets = sorted(outlet.names[0] for outlet in shipped_outlets().outlets.values())
        self._paragraphs = _paragraphs()
        self._headings = _headings()

    def reports(self, count: int) -> Iterator[Made]:
        """So many reports, no two of the same text."""
        seen: set[str] = set()
        while len(seen) < count:
            text = self._text()
            if text in seen:
                continue
            seen.add(text)
            day = FIRST + timedelta(days=self._draw.randrange(DAYS))
            yield Made(text, day.isoformat(), self._draw.choice(self._outlets))

    def _text(self) -> str:
        wanted = self._draw.randint(FEWEST, MOST)
        made = [self._filled(self._draw.choice(self._headings))]
        words = len(made[0].split())
        while words < wanted:
            paragraph = self._paragraph(wanted - words)
            words += len(paragraph.split())
            made.append(paragraph)
        return "\n\n".join(made) + "\n"

    def _paragraph(self, most: int) -> str:
        """A paragraph as it was, or of sentences of several; cut behind a sentence."""
        several = self._draw.choice(self._paragraphs)
        if self._draw.random() < 0.5:
            several = [self._draw.choice(self._draw.choice(self._paragraphs)) for _ in range(3)]
        said: list[str] = []
        for pattern in several:
            said.append(self._filled(pattern))
            most -= len(said[-1].split())
            if most <= 0:
                break
        return " ".join(said)

    def _filled(self, pattern: Pattern) -> str:
        return "".join(part if isinstance(part, str) else self._new(part) for part in pattern)

    def _new(self, gap: Gap) -> str:
        if gap.kind != "number":
            return self._draw.choice(self._names[gap.kind])
        size = len(gap.was)
        if size > 3:  # a year, or a sum that should stay whole
            return gap.was
        return str(self._draw.randint(10 ** (size - 1), 10**size - 1))


@cache
def _names() -> dict[str, list[str]]:
    """Names by what may stand in their place: settlements, or actors and places of one kind."""
    found: dict[str, dict[str, None]] = {}
    for table in LISTS:
        for spot, names in read_places(shipped(table)):
            kind = "settlement" if spot.kind in SETTLEMENTS else f"place {spot.kind}"
            found.setdefault(kind, {})[names[0]] = None
    for actor in shipped_actors().actors.values():
        found.setdefault(f"actor {actor.kind}", {})[actor.names[0]] = None
    return {kind: list(names) for kind, names in found.items()}


@cache
def _kinds() -> dict[tuple[str, ...], str]:
    """The words of each name -> what may stand in its place."""
    return {
        tuple(WORD.findall(name)): kind
        for kind, names in _names().items()
        for name in names
        if len(name) > 3  # shorter ones are words of the language as well
    }


@cache
def _paragraphs() -> list[list[Pattern]]:
    """The paragraphs of the training reports, each a list of sentences."""
    return [
        [_pattern(sentence) for sentence in SENTENCE_END.split(line)]
        for line in _lines()
        if len(line.split()) > HEADING
    ]


@cache
def _headings() -> list[Pattern]:
    return [_pattern(line) for line in _lines() if 3 < len(line.split()) <= HEADING]


@cache
def _lines() -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(TRAINING.glob("*.txt"))]
    return [line.strip() for text in texts for line in text.split("\n") if line.strip()]


def _pattern(sentence: str) -> Pattern:
    words = list(WORD.finditer(sentence))
    parts: list[str | Gap] = []
    end = k = 0
    while k < len(words):
        gap, size = _gap([word[0] for word in words[k : k + LONGEST]])
        if gap is not None:
            parts += [sentence[end : words[k].start()], gap]
            end = words[k + size - 1].end()
        k += size
    return (*parts, sentence[end:])


def _gap(words: list[str]) -> tuple[Gap | None, int]:
    """The gap that a name or a number at the beginning of these words leaves, and its words."""
    for size in range(len(words), 0, -1):
        if kind := _kinds().get(tuple(words[:size])):
            return Gap(kind, ""), size
    return (Gap("number", words[0]) if NUMBER.fullmatch(words[0]) else None), 1


def write(folder: Path, count: int, seed: int = 1) -> list[Path]:
    """Write reports and their meta.csv into a new folder; returns the reports' paths."""
    folder.mkdir(parents=True)
    paths = []
    with (folder / "meta.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("file", "published", "outlet"))
        for number, made in enumerate(Corpus(seed).reports(count), 1):
            name = f"{made.published[:7]}/r{number:05}.txt"
            path = folder / "reports" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made.text, encoding="utf-8")
            table.writerow((name, made.published, made.outlet))
            paths.append(path)
    return paths


def main() -> None:
    """Write a corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="a new folder")
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    paths = write(options.folder, options.reports, options.seed)
    size = sum(path.stat().st_size for path in paths)
    print(
        f"{len(paths):,} reports, {size:,} bytes, in {options.folder}/reports; meta.csv beside it"
    )


if __name__ == "__main__":
    main()
