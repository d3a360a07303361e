"""What a checker can find wrong in annotated reports: `python -m training.review [FOLDER]`.

Each rule is a function that yields messages; its docstring is the rule of the specification that
it watches. A finding is a place to look, not always an error.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from riwaya.reading.passage import passage_of
from riwaya.records.claim import Claim
from riwaya.records.terms import Event, Measure
from riwaya.text import quotations
from riwaya.text.clean import clean
from riwaya.text.words import words_of
from training.compact import Compiled, compile_folder

Finding = tuple[Claim, str]
OPENERS, CLOSERS = (
    {*quotations.OPENERS, quotations.STRAIGHT, "("},
    {*quotations.CLOSERS, quotations.STRAIGHT, ")"},
)
STOPS = " .,:;-\N{ARABIC COMMA}\N{ARABIC SEMICOLON}"
#: Measures that belong to some events only.
FITTING: dict[Measure, set[Event]] = {
    "killed": {"kill", "execute"},
    "injured": {"injure"},
    "detained": {"detain"},
    "abducted": {"abduct"},
    "displaced": {"displace"},
}


def one_word_trigger(report: Compiled) -> Iterator[Finding]:
    """The trigger is the one word that expresses the event."""
    for claim in report.document.claims:
        if len(words_of(clean(claim.trigger.text).text)) > 1:
            yield claim, f"trigger of several words: {claim.trigger.text}"


def clean_edges(report: Compiled) -> Iterator[Finding]:
    """A mention begins and ends with a letter or digit (a closing quotation mark may end it)."""
    for claim in report.document.claims:
        for mention in claim.mentions():
            first, last = mention.text[0], mention.text[-1]
            opened = first in OPENERS and any(mark in mention.text[1:] for mark in CLOSERS)
            if not (first.isalnum() or opened) or last in STOPS:
                yield claim, f"edge of a mention: {mention.text!r}"


def role_is_not_trigger(report: Compiled) -> Iterator[Finding]:
    """Words that are the trigger themselves are not repeated as a role."""
    for claim in report.document.claims:
        for mention in (*claim.agents, *claim.targets):
            if mention.start <= claim.trigger.start < mention.end == claim.trigger.end:
                yield claim, f"trigger repeated as a role: {mention.text}"


def denial_is_negated(report: Compiled) -> Iterator[Finding]:
    """A denial is one claim, negated."""
    for claim in report.document.claims:
        if claim.stance == "denies" and claim.polarity == "affirmed" and not claim.links:
            yield claim, "denies, but affirmed"


def fitting_measure(report: Compiled) -> Iterator[Finding]:
    """The dead are counted on deaths, the hurt on injuries, and so on."""
    for claim in report.document.claims:
        for quantity in claim.quantities:
            events = FITTING.get(quantity.measure)
            if events and claim.event not in events:
                yield claim, f"{quantity.measure} on {claim.event}: {quantity.text}"


def ordered_bounds(report: Compiled) -> Iterator[Finding]:
    """The low bound is not above the high one."""
    for claim in report.document.claims:
        for quantity in claim.quantities:
            if None not in (quantity.low, quantity.high) and quantity.low > quantity.high:  # type: ignore[operator]
                yield claim, f"bounds: {quantity.text} {quantity.low}..{quantity.high}"


def quoted_inside_marks(report: Compiled) -> Iterator[Finding]:
    """`quoted` is true inside quotation marks and nowhere else."""
    passage = passage_of(report.text)
    for claim in report.document.claims:
        at = passage.clean.clean_index(claim.trigger.start)
        word = next((i for i, w in enumerate(passage.words) if w.end > at), None)
        inside = word is not None and passage.quoted[word]
        if inside != claim.quoted:
            yield claim, "inside quotation marks, not quoted" if inside else "quoted without marks"


def quoted_has_source(report: Compiled) -> Iterator[Finding]:
    """What stands in quotation marks was said by somebody."""
    for claim in report.document.claims:
        if claim.quoted and not claim.attribution:
            yield claim, "quoted, but nobody says it"


def claimed_once(report: Compiled) -> Iterator[Finding]:
    """The same word with the same event is one claim."""
    seen: set[tuple[int, str]] = set()
    for claim in report.document.claims:
        key = (claim.trigger.start, claim.event)
        if key in seen:
            yield claim, f"the same trigger twice: {claim.trigger.text}"
        seen.add(key)


def far_mention(report: Compiled) -> Iterator[Finding]:
    """A role stands near its trigger: a far one is often the wrong occurrence."""
    for claim in report.document.claims:
        for mention in (*claim.agents, *claim.targets, *claim.places, *claim.quantities):
            if abs(mention.start - claim.trigger.start) > 700:
                yield claim, f"far from its trigger: {mention.text}"


RULES: tuple[Callable[[Compiled], Iterator[Finding]], ...] = (
    one_word_trigger,
    clean_edges,
    role_is_not_trigger,
    denial_is_negated,
    fitting_measure,
    ordered_bounds,
    quoted_inside_marks,
    quoted_has_source,
    claimed_once,
    far_mention,
)


def review(report: Compiled) -> list[str]:
    """Every finding of a report as FILE:LINE: RULE: message."""
    lines = dict(zip((c.id for c in report.document.claims), report.lines, strict=True))
    return [*report.errors] + [
        f"{report.name}.claims:{lines[claim.id]}: {rule.__name__}: {message}"
        for rule in RULES
        for claim, message in rule(report)
    ]


def main() -> None:
    """Review a folder; exit status 1 where a report doesn't compile."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "reports"
    broken = False
    for report in compile_folder(folder):
        for finding in review(report):
            print(finding)
        broken |= bool(report.errors)
    sys.exit(broken)


if __name__ == "__main__":
    main()
