"""What the events of a claim are called, from data/events.tsv."""

from dataclasses import dataclass
from functools import cache

from riwaya.errors import BadTable
from riwaya.knowledge.tables import Row, read_table, shipped
from riwaya.records.terms import EVENTS, Event

COLUMNS = (
    "code", "noun", "preposition", "active", "passive", "place_object", "arabic", "colour",
)  # fmt: skip
COLOURS = ("strike", "fight", "hold", "harm", "custody", "move", "talk", "civil")


@dataclass(frozen=True, slots=True)
class EventWords:
    """The English and Arabic for one event; `active` has {} where its target goes."""

    noun: str
    preposition: str
    active: str
    passive: str
    #: «captured Aleppo»: with no target, the place of the event stands for it.
    place_object: bool
    arabic: str
    colour: str


@cache
def event_words() -> dict[Event, EventWords]:
    """The words by code, one row for each of the specification's events."""
    rows = {row["code"]: row for row in read_table(shipped("events.tsv"), columns=COLUMNS)}
    if wrong := set(rows) ^ set(EVENTS):
        raise BadTable(f"events.tsv: unknown or missing codes: {', '.join(sorted(wrong))}")
    return {code: _words(rows[code]) for code in EVENTS}


def _words(row: Row) -> EventWords:
    if row["active"].count("{}") != 1:
        raise BadTable(f"{row.where}: active needs one {{}} for the target")
    if row["colour"] not in COLOURS:
        raise BadTable(f"{row.where}: unknown colour; known: {', '.join(COLOURS)}")
    if row["place_object"] not in {"yes", "no"}:
        raise BadTable(f"{row.where}: place_object is yes or no")
    return EventWords(
        noun=row["noun"],
        preposition=row["preposition"],
        active=row["active"],
        passive=row["passive"],
        place_object=row["place_object"] == "yes",
        arabic=row["arabic"],
        colour=row["colour"],
    )
