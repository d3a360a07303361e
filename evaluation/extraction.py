"""How much of a page's report is taken out and known: 20 pages, their truth written by hand.

`python -m evaluation.extraction` prints a line a page. Body F1 counts words as they are printed,
no letter folded; a headline that opens the text is set aside, since the reader wants it there and
the truth lists the body's paragraphs. The pages are invented, their markup is in the manner of as
many kinds of real sites.
"""

import json
import re
import statistics
import time
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from riwaya.errors import BadInput
from riwaya.ingest.html import html_page

PAGES = Path(__file__).parent / "pages"
WORD = re.compile(r"\w+")
#: A page is timed so many times, the median counts.
RUNS = 5


@dataclass(frozen=True, slots=True)
class Score:
    """One page: F1 of its body's words, which facts are right, milliseconds of processor."""

    name: str
    body: float
    title: bool
    published: bool
    outlet: bool
    url: bool
    cut: bool
    ms: float


def truths() -> dict[str, dict[str, Any]]:
    """Page name -> body (paragraphs), title, published, outlet, url and whether it is cut."""
    return dict(json.loads((PAGES / "truth.json").read_text("utf-8")))


def body_f1(found: str, expected: str) -> float:
    """F1 of two texts as multisets of words."""
    left, right = Counter(WORD.findall(found)), Counter(WORD.findall(expected))
    shared = (left & right).total()
    return 2 * shared / (left.total() + right.total()) if shared else 0.0


def without_headline(text: str, title: str | None) -> str:
    """The text less a first line that is the title."""
    first, _, rest = text.partition("\n")
    return rest if title and WORD.findall(first) == WORD.findall(title) else text


def same_time(found: str | None, expected: str | None) -> bool:
    """The same day, or the same moment where the truth has one."""
    if found is None or expected is None:
        return found == expected
    left, right = datetime.fromisoformat(found), datetime.fromisoformat(expected)
    if "T" not in expected:
        return left.date() == right.date()
    if (left.tzinfo is None) != (right.tzinfo is None):
        return False
    return left == right


def score(name: str, truth: dict[str, Any]) -> Score:
    """One page read and compared with its truth."""
    data = (PAGES / f"{name}.html").read_bytes()
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        try:
            page = html_page(data, name)
        except BadInput:
            return Score(name, 0.0, False, False, False, False, False, 0.0)
        times.append(time.process_time() - start)
    facts = page.facts
    return Score(
        name,
        body_f1(without_headline(page.text, truth["title"]), "\n".join(truth["body"])),
        facts.title == truth["title"],
        same_time(facts.published, truth["published"]),
        facts.outlet == truth["outlet"],
        facts.url == truth["url"],
        any("only its beginning" in note for note in page.notes) == truth["cut"],
        statistics.median(times) * 1000,
    )


def scores() -> list[Score]:
    """All pages in order of their names."""
    return [score(name, truth) for name, truth in sorted(truths().items())]


def table(rows: list[Score]) -> str:
    """The scores as lines of text, the totals last."""
    columns = ("title", "published", "outlet", "url", "cut")
    lines = [f"{'page':15} {'body F1':>7}  {'  '.join(columns)}    ms"]
    for row in rows:
        marks = "  ".join(
            ("+" if getattr(row, column) else "-").center(len(column)) for column in columns
        )
        lines.append(f"{row.name:15} {row.body:7.3f}  {marks} {row.ms:5.1f}")
    sums = "  ".join(
        str(sum(getattr(row, column) for row in rows)).center(len(column)) for column in columns
    )
    mean = statistics.mean(row.body for row in rows)
    time_ms = statistics.mean(row.ms for row in rows)
    lines.append(f"{'all ' + str(len(rows)):15} {mean:7.3f}  {sums} {time_ms:5.1f}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(scores()))
