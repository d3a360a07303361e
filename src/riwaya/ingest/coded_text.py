"""A coded event as a text of labelled lines, and its values found again in it.

A claim's words must stand in its report's text: so the report of a row is its cells, a line each.
The same row gives the same text, and from the text alone everything can be found again: a reading
that was cut off is taken up from what is kept.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

#: The columns of each dataset that stand in a report's text, with their labels, in this order.
LINES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "acled": (
        ("ACLED event", "event_id_cnty"),
        ("Type", "event_type"),
        ("Sub-event type", "sub_event_type"),
        ("Disorder", "disorder_type"),
        ("Actor 1", "actor1"),
        ("With actor 1", "assoc_actor_1"),
        ("Actor 1 is", "inter1"),
        ("Actor 2", "actor2"),
        ("With actor 2", "assoc_actor_2"),
        ("Actor 2 is", "inter2"),
        ("Interaction", "interaction"),
        ("Targeting", "civilian_targeting"),
        ("Date", "event_date"),
        ("Date's precision", "time_precision"),
        ("Place", "location"),
        ("Third-level area", "admin3"),
        ("Second-level area", "admin2"),
        ("First-level area", "admin1"),
        ("Country", "country"),
        ("Latitude", "latitude"),
        ("Longitude", "longitude"),
        ("Place's precision", "geo_precision"),
        ("Fatalities", "fatalities"),
        ("Source", "source"),
        ("Source's scale", "source_scale"),
        ("Tags", "tags"),
        ("Notes", "notes"),
    ),
    "ucdp": (
        ("UCDP GED event", "id"),
        ("Type of violence", "type_of_violence"),
        ("Conflict", "conflict_name"),
        ("Dyad", "dyad_name"),
        ("Side A", "side_a"),
        ("Side B", "side_b"),
        ("Date", "dates"),
        ("Date's precision", "date_prec"),
        ("Clarity", "event_clarity"),
        ("Place", "where_coordinates"),
        ("Place in words", "where_description"),
        ("Second-level area", "adm_2"),
        ("First-level area", "adm_1"),
        ("Country", "country"),
        ("Latitude", "latitude"),
        ("Longitude", "longitude"),
        ("Place's precision", "where_prec"),
        ("Deaths", "deaths"),
        ("Of them on side A", "of_a"),
        ("Of them on side B", "of_b"),
        ("Of them uninvolved", "of_civilians"),
        ("Of them unknown", "deaths_unknown"),
        ("Said first by", "source_original"),
        ("Published by", "source_office"),
        ("Published on", "source_date"),
        ("Headline", "source_headline"),
        ("Articles", "source_article"),
        ("Reports", "number_of_sources"),
    ),
}
#: Between a label and its value.
COLON = ": "
ITEM = re.compile("[^;]+")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a row where it stands in the report's text: text[start:end], and its label."""

    text: str
    start: int
    label: str = ""

    @property
    def end(self) -> int:
        """Behind its last letter."""
        return self.start + len(self.text)

    @property
    def labelled(self) -> "Value":
        """Its label, where that stands."""
        return Value(self.label, self.start - len(COLON) - len(self.label))

    def part(self, words: str) -> "Value":
        """The first stretch of it with these words; they must be there."""
        return Value(words, self.start + self.text.index(words))


def composed(kind: str, cells: Mapping[str, str]) -> str:
    """The text of a row by its cells; empty ones get no line."""
    lines = [
        f"{label}{COLON}{value}"
        for label, column in LINES[kind]
        if (value := one_line(cells.get(column, "")))
    ]
    return "\n".join(lines) + "\n"


def one_line(cell: str) -> str:
    """A cell without breaks or what can't be printed."""
    return " ".join("".join(c if c.isprintable() else " " for c in cell).split())


def values_of(kind: str, text: str) -> dict[str, Value]:
    """The values of a row by their columns, found in the text that `composed` made of it."""
    columns = dict(LINES[kind])
    found: dict[str, Value] = {}
    start = 0
    for line in text.splitlines(keepends=True):
        label, colon, _ = line.partition(COLON)
        if colon and label in columns:
            value = line.rstrip("\n")[len(label) + len(COLON) :]
            found.setdefault(columns[label], Value(value, start + len(label) + len(COLON), label))
        start += len(line)
    return found


def parts_of(value: Value | None) -> Iterator[Value]:
    """The items of a value that lists several, semicolons between, each where it stands."""
    if value is None:
        return
    for found in ITEM.finditer(value.text):
        item = found[0].strip()
        if item:
            yield Value(item, value.start + found.start() + found[0].index(item))
