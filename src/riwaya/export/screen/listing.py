"""A reading in the terminal: one block per claim, the surest first.

Arabic is printed in its own order and left to the terminal: those that know right-to-left text
turn it themselves, the others would show twice-turned letters if we did. A report's control
characters never reach the terminal.
"""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import UNSET
from rich.console import Console
from rich.table import Table
from rich.text import Text

from riwaya.export.evidence import Role, Sentences, mentions_by_role
from riwaya.export.gloss import gloss
from riwaya.export.select import confidence, is_doubtful, surest_first
from riwaya.knowledge.labels import label
from riwaya.records.claim import Claim
from riwaya.records.report import Document

STYLES: dict[Role, str] = {
    "trigger": "bold red",
    "agent": "cyan",
    "target": "magenta",
    "place": "green",
    "time": "yellow",
    "quantity": "bold yellow",
    "source": "bold blue",
}
#: Characters that would steer a terminal: controls, and marks that turn what comes after them.
STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
#: Isolates keep a stretch of Arabic from turning the Latin around it.
OPEN, CLOSE = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
#: A sentence longer than this is shown around its trigger.
LONGEST = 400
#: Columns for a claim's number and confidence.
MARGIN = 10
#: How a line is printed that another program will read.
PLAIN: dict[str, Any] = {"soft_wrap": True, "highlight": False, "markup": False, "emoji": False}


def print_listing(
    console: Console, text: str, document: Document, *, everything: bool = False
) -> None:
    """Print a reading; doubtful claims are counted unless `everything` is asked for."""
    on_terminal = console.is_terminal
    for margin, lines in listing(text, document, everything=everything, isolate=on_terminal):
        if on_terminal:
            grid = Table.grid(padding=(0, 1))
            grid.add_column(width=MARGIN, justify="right", no_wrap=True)
            grid.add_column(overflow="fold")
            grid.add_row(margin, Text("\n").join(lines))
            console.print(grid if margin else Text("\n").join(lines))
        else:  # a file or another program: no lines broken to a width that isn't there
            for number, line in enumerate(lines):
                head = f"{margin.plain:>{MARGIN}} " if number == 0 else " " * (MARGIN + 1)
                console.print(head + line.plain if margin else line.plain, **PLAIN)


def listing(
    text: str, document: Document, *, everything: bool, isolate: bool = False
) -> Iterator[tuple[Text, list[Text]]]:
    """The blocks of a reading: what stands in the margin (nothing: no margin), and lines."""
    none = Text()
    yield none, [_heading(document)]
    if document.notes:
        yield none, [Text(f"Note: {note}", style="yellow") for note in document.notes]
    sentences = Sentences(text)
    claims = surest_first(document)
    shown = [claim for claim in claims if everything or not is_doubtful(claim)]
    for claim in shown:
        lines = [
            Text(plain(gloss(claim)), style="bold"),
            _sentence(claim, text, sentences, isolate=isolate),
            _attribution(claim, isolate=isolate),
        ]
        yield none, [Text()]
        yield _margin(claim), lines
    yield none, [Text(), Text(_summary(len(shown), len(claims) - len(shown)), style="dim")]
    if document.rejected:
        left_out = ", ".join(f"{count} {reason}" for reason, count in document.rejected.items())
        yield none, [Text(f"Left out of what it said: {left_out}.", style="dim")]
    for other in document.also or ():
        model = plain(other.model or "no model")
        yield none, [Text(), Text(f"Another reading, by {model}, beside the one above", "bold red")]
        yield from listing(text, other, everything=everything, isolate=isolate)


def _margin(claim: Claim) -> Text:
    margin = Text(claim.id, style="dim")
    if claim.confidence is UNSET:  # a person's, or a model's whose confidence nobody measured
        return margin.append("    -", style="dim")
    style = "red" if is_doubtful(claim) else "green"
    return margin.append(f" {min(confidence(claim), 0.99):4.0%}", style=style)


def _heading(document: Document) -> Text:
    report = document.report
    known = [report.id, report.outlet, report.published, report.title]
    return Text(plain(" · ".join(part for part in known if part)), style="bold underline")


def _summary(shown: int, hidden: int) -> str:
    claims = "1 claim" if shown == 1 else f"{shown} claims"
    more = f"; {hidden} doubtful not shown (--all shows them)" if hidden else ""
    return f"{claims}{more}. A machine's reading, not reviewed."


def _attribution(claim: Claim, *, isolate: bool) -> Text:
    """Who says it and how: the Arabic chain with its kinds, and the stance."""
    if not claim.attribution:
        return Text(f"{label('page.outlet_voice')} · {label(f'stance.{claim.stance}')}", "dim")
    line = Text()
    for number, source in enumerate(claim.attribution):
        line.append(" < " if number else "")
        line.append(isolated(plain(source.text), isolate=isolate), STYLES["source"])
        line.append(f" ({label(f'kind.{source.kind}')})", "dim")
    line.append(f" · {label(f'stance.{claim.stance}')}", "dim")
    return line.append(" · quoted", "dim") if claim.quoted else line


def _sentence(claim: Claim, text: str, sentences: Sentences, *, isolate: bool) -> Text:
    """The trigger's sentence with the claim's words in the colours of their roles."""
    start, end = sentences.around(claim.trigger)
    if end - start > LONGEST:
        start = max(start, claim.trigger.start - LONGEST // 2)
        end = min(end, max(claim.trigger.end, start + LONGEST))
    line = Text(plain(text[start:end]), no_wrap=False)
    for role, mention in reversed(list(mentions_by_role(claim))):
        if start <= mention.start < end:
            line.stylize(STYLES[role], mention.start - start, min(mention.end, end) - start)
    if isolate:
        return Text(OPEN) + line + Text(CLOSE)
    return line


def isolated(text: str, *, isolate: bool) -> str:
    """The text set apart from the direction of what is around it, on a terminal."""
    return f"{OPEN}{text}{CLOSE}" if isolate else text


def plain(text: str) -> str:
    """The text with each character that steers a terminal as a blank: offsets stay."""
    return STEERING.sub(" ", text)
