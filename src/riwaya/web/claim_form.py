"""A claim as a form's fields, both ways: `agents.0.entity`, `quantities.1.number` and so on.

Each mention says where it stands now (`at`: "12-20", offsets into the raw text) and what it was
when the form was made (`was`, `said`). What a person has left alone is read again from the words
where these were changed: an identity, a number, days.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from riwaya.errors import BadInput
from riwaya.export.review.cells import MENTIONS, TERMS, editable_cells, mentions_of
from riwaya.export.review.mention_cells import FLAGS, Kind, braces_of, parse_braces, stands_of
from riwaya.records.claim import Claim
from riwaya.records.mention import Mention
from riwaya.store.reports import storable
from riwaya.workspace.row_claims import USUAL
from riwaya.workspace.wishes import Wanted, Words

#: The fields of a mention's row that say what it is, by kind.
FIELDS: Mapping[Kind, tuple[str, ...]] = {
    "party": ("entity",),
    "place": ("relation", "entity"),
    "time": ("days",),
    "quantity": ("measure", "number", "unit", *FLAGS.values()),
    "source": ("kind", "entity", "named"),
}
#: What a change of the words makes out of date, in the names of the record.
FOLLOWS = {"entity": ("entity",), "number": ("low", "high", "unit"), "days": ("from_", "to")}
#: The role that a column has among the marks of the text.
ROLES = {
    "agents": "agent", "targets": "target", "places": "place", "time": "time",
    "quantities": "quantity", "attribution": "source",
}  # fmt: skip
PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")
NAME = re.compile(r"([a-z]+)\.(\d{1,3})\.(at|words|was|said|drop|[a-z]+)")
#: Rows of one column, and letters of a field; more is no person's typing.
MOST_ROWS, LONGEST = 60, 4_000
DASHES = re.compile("\\s*(?:\\.\\.\\.?|\N{EN DASH}|\N{EM DASH}|\N{HORIZONTAL ELLIPSIS})\\s*")
RANGE = re.compile(r"(?<=\d)\s*-\s*(?=\d)")
AT_LEAST = re.compile("(?:>=|\N{GREATER-THAN OR EQUAL TO})\\s*(\\S+)|(\\S+)\\s*(?:\\+|-)")
AT_MOST = re.compile("(?:<=|\N{LESS-THAN OR EQUAL TO})\\s*(\\S+)")


@dataclass(slots=True)
class Row:
    """A mention in the form; `fields` are its fields by name, without column and number."""

    column: str
    number: int
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        """What is said of it."""
        return MENTIONS[self.column]

    @property
    def role(self) -> str:
        """Its role among the marks of the text."""
        return ROLES[self.column]

    def name(self, of: str) -> str:
        """The name of a field."""
        return f"{self.column}.{self.number}.{of}"

    def get(self, of: str) -> str:
        """What a field says."""
        return self.fields.get(of, "")

    @property
    def is_blank(self) -> bool:
        """Whether nothing names its words."""
        return not self.get("at") and not self.get("words").strip()


@dataclass(slots=True)
class ClaimForm:
    """A form about a claim (or about a new one), and what is wrong with it, by column."""

    terms: dict[str, str]
    trigger: dict[str, str]
    rows: dict[str, list[Row]]
    seen: str = ""
    over: str = ""
    note: str = ""
    problems: dict[str, list[str]] = field(default_factory=dict)

    @property
    def fields(self) -> list[tuple[str, str]]:
        """All that it says, to be sent again."""
        own = [("seen", self.seen), ("note", self.note), *self.terms.items()]
        own += [(f"trigger.0.{name}", value) for name, value in self.trigger.items()]
        rows = [row for several in self.rows.values() for row in several]
        own += [(row.name(name), value) for row in rows for name, value in row.fields.items()]
        return [(name, value) for name, value in own if value]


def form_of(claim: Claim, seen: str) -> ClaimForm:
    """The form of a claim as it stands, an empty row at the end of each column."""
    cells = editable_cells(claim)
    rows = {
        column: [_row(column, n, mention) for n, mention in enumerate(mentions_of(claim, column))]
        for column in MENTIONS
    }
    return with_blanks(
        ClaimForm({name: cells[name] for name in TERMS}, _words(claim.trigger), rows, seen)
    )


def new_form(text: str, start: int | None, end: int | None) -> ClaimForm:
    """The form of a claim that is missing; its trigger is a stretch of the text, where given."""
    trigger: dict[str, str] = {}
    if start is not None and end is not None and 0 <= start < end <= len(text):
        trigger = {"at": f"{start}-{end}", "words": text[start:end]}
    rows: dict[str, list[Row]] = {column: [] for column in MENTIONS}
    return with_blanks(ClaimForm({"event": "", **USUAL}, trigger, rows))


def posted(values: Mapping[str, str], text: str) -> ClaimForm:
    """The form that a browser has sent; raises BadInput for what no form of ours is."""
    rows: dict[str, dict[int, Row]] = {column: {} for column in MENTIONS}
    trigger: dict[str, str] = {}
    for name, value in values.items():
        parts = NAME.fullmatch(name)
        if parts is None:
            continue
        column, number, of = parts[1], int(parts[2]), parts[3]
        if column == "trigger":
            trigger[of] = _clean(value)
        elif column in rows:
            row = rows[column].setdefault(number, Row(column, number))
            row.fields[of] = _clean(value)
    if any(len(several) > MOST_ROWS for several in rows.values()):
        raise BadInput(f"more than {MOST_ROWS} words in one role")
    ordered = {column: [rows[column][n] for n in sorted(rows[column])] for column in rows}
    for fields in (trigger, *(row.fields for some in ordered.values() for row in some)):
        if PLACE.fullmatch(fields.get("at", "")):
            fields["words"] = text[slice(*_place(fields["at"]))]
    terms = {name: _clean(values[name]) for name in TERMS if name in values}
    return ClaimForm(
        terms, trigger, ordered, seen=_clean(values.get("seen", "")),
        over=_clean(values.get("over", "")), note=_clean(values.get("note", "")),
    )  # fmt: skip


def wanted_of(form: ClaimForm) -> Wanted:
    """What a form asks for; raises BadInput for offsets that are none."""
    return Wanted(
        terms=form.terms,
        trigger=_asked(form.trigger, "") if form.trigger else None,
        mentions={
            column: [
                _asked(row.fields, _says(row))
                for row in several
                if not row.is_blank and not row.get("drop")
            ]
            for column, several in form.rows.items()
        },
        note=form.note or None,
    )


def with_blanks(form: ClaimForm) -> ClaimForm:
    """The form with an empty row at the end of each column."""
    for column, several in form.rows.items():
        several[:] = [row for row in several if not row.is_blank]
        several.append(_blank(form, column))
    return form


def _blank(form: ClaimForm, column: str) -> Row:
    """An empty row: a new source is taken to be of the kind of those before it."""
    several = form.rows[column]
    row = Row(column, several[-1].number + 1 if several else 0)
    if several:
        kept = ("kind", "measure", "relation")
        row.fields |= {name: several[-1].get(name) for name in kept if several[-1].get(name)}
    return row


def _row(column: str, number: int, mention: Mention) -> Row:
    row = Row(column, number, _words(mention))
    stands = stands_of(row.kind, mention)
    row.fields |= {"was": row.fields["at"], "said": braces_of(row.kind, mention)}
    row.fields |= {name: _shown(name, stands, row.get("said").split()) for name in FIELDS[row.kind]}
    return row


def _words(mention: Mention) -> dict[str, str]:
    return {"at": f"{mention.start}-{mention.end}", "words": mention.text}


def _shown(name: str, stands: Mapping[str, Any], said: Sequence[str]) -> str:
    """A field's value: the number and the days as between a cell's braces."""
    if name == "number":
        return said[1]
    if name == "days":
        return " ".join(said)
    if name == "unit":
        rest = [word for word in said[2:] if word.lower() not in FLAGS]
        return rest[0] if rest else ""
    value = stands[name]
    if isinstance(value, bool):
        return "yes" if value else ""
    return str(value or ("?" if name == "entity" else ""))


def _says(row: Row) -> str:
    """What stands between the braces for a row."""
    said = " ".join(filter(None, _tokens(row)))
    was = row.get("said")
    if not was or row.get("at") == row.get("was"):
        return said
    new, old = parse_braces(row.kind, said), parse_braces(row.kind, was)
    left_alone = {
        name
        for name, fields in FOLLOWS.items()
        if all(new.get(one) == old.get(one) for one in fields)
    }
    return " ".join(filter(None, _tokens(row, left_alone)))


def _tokens(row: Row, without: set[str] | frozenset[str] = frozenset()) -> Iterator[str]:
    """The words between the braces, in their order; empty fields are left out."""
    number = "" if "number" in without else _number(row.get("number"))
    for name in FIELDS[row.kind]:
        said = row.get(name).strip()
        if name in without or (name == "unit" and not number):
            continue
        if name == "number":
            yield number
        elif name == "days":
            yield DASHES.sub("..", said)
        elif name in FLAGS.values():
            yield next(sign for sign, flag in FLAGS.items() if flag == name) if said else ""
        elif name == "named":
            yield name if said else ""
        elif said:
            yield said


def _number(said: str) -> str:
    """A number as people write it: "20-99", "at least" as "30+" or with a sign."""
    said = RANGE.sub("..", DASHES.sub("..", said.strip()))
    if found := AT_LEAST.fullmatch(said):
        return f"{found[1] or found[2]}.."
    if found := AT_MOST.fullmatch(said):
        return f"..{found[1]}"
    return said


def _asked(fields: Mapping[str, str], says: str) -> Words:
    at = fields.get("at", "")
    if not at:
        return Words(words=fields.get("words", ""), says=says)
    if not PLACE.fullmatch(at):
        raise BadInput("the place of some words in the text is wrong; select them again")
    start, end = _place(at)
    return Words(words=fields.get("words", ""), start=start, end=end, says=says)


def _place(at: str) -> tuple[int, int]:
    start, _, end = at.partition("-")
    return int(start), int(end)


def _clean(value: str) -> str:
    """What a database can hold, at a length that a person might type."""
    return storable(value)[:LONGEST]
