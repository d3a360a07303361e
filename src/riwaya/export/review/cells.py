"""A claim as the cells that people review it by: the columns of the sheet, and what they hold."""

from collections.abc import Mapping
from typing import Any, Literal
from unicodedata import normalize

from riwaya.export.review.mention_cells import Kind, cell_of, escaped, stands_of
from riwaya.records.claim import Claim
from riwaya.records.mention import Mention
from riwaya.records.terms import EVENTS, POLARITIES, REALITIES, STANCES

#: Which claim a row is about, and the claim as it was when it was written into the sheet.
IDENTITY = ("report", "anchor", "seen")
JUDGEMENT = ("verdict", "note")
#: What helps to judge; changes there mean nothing.
CONTEXT = (
    "review", "confidence", "outlet", "published", "title", "sentence", "gloss", "claim",
    "decided", "source",
)  # fmt: skip
TERMS: Mapping[str, tuple[str, ...]] = {
    "event": EVENTS, "polarity": POLARITIES, "reality": REALITIES, "stance": STANCES,
    "quoted": ("yes", "no"),
}  # fmt: skip
MENTIONS: Mapping[str, Kind] = {
    "agents": "party", "targets": "party", "places": "place", "time": "time",
    "quantities": "quantity", "attribution": "source",
}  # fmt: skip
EDITABLE = (*TERMS, "trigger", *MENTIONS)
COLUMNS = (*IDENTITY, *JUDGEMENT, *CONTEXT, *EDITABLE)

Wanted = Literal["accept", "reject", "correct", "add", "undo"]
VERDICTS: tuple[Wanted, ...] = ("accept", "reject", "correct", "add", "undo")

#: Before an anchor and a digest: a spreadsheet makes a date of "10-12", a number of "12e34".
ANCHOR, SEEN = "at:", "v:"
OPEN, CLOSE = "[[", "]]"


def editable_cells(claim: Claim) -> dict[str, str]:
    """The cells of a claim that people may change, by column."""
    cells: dict[str, str] = {name: str(getattr(claim, name)) for name in TERMS}
    cells["quoted"] = "yes" if claim.quoted else "no"
    cells["trigger"] = escaped(claim.trigger.text)
    for name, kind in MENTIONS.items():
        cells[name] = cell_of(kind, mentions_of(claim, name))
    return cells


def mentions_of(claim: Claim, column: str) -> tuple[Mention, ...]:
    """The mentions of a column, in their order; a time is one or none."""
    value: Any = getattr(claim, column)
    if column == "time":
        return () if value is None else (value,)
    return tuple(value)


def meaning(claim: Claim, column: str) -> Any:
    """What a column says of a claim, to compare: offsets and fields, no reasons and spellings."""
    if column in TERMS:
        return getattr(claim, column)
    if column == "trigger":
        return claim.trigger.start, claim.trigger.end
    kind = MENTIONS[column]
    return [(m.start, m.end, stands_of(kind, m)) for m in mentions_of(claim, column)]


def same_cell(cell: str, other: str) -> bool:
    """Whether two cells say the same, blanks at the ends and composed letters aside."""
    return cell == other or normalize("NFC", cell).strip() == normalize("NFC", other).strip()


def marked(text: str, sentence: tuple[int, int], trigger: Mention) -> str:
    """The sentence in one line, the trigger in double brackets."""
    start, end = sentence
    before, after = text[start : trigger.start], text[trigger.end : end]
    return " ".join(f"{before}{OPEN}{trigger.text}{CLOSE}{after}".split())


def without_marks(sentence: str) -> str:
    """A sentence without the brackets around its trigger."""
    return sentence.replace(OPEN, "").replace(CLOSE, "")
