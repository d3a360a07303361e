"""The tables of data/imports: which event a dataset's code tells, how far its precisions reach."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_args

from riwaya.errors import BadTable
from riwaya.knowledge.tables import Row, read_table, shipped
from riwaya.records.terms import Event

#: A change of how rows become claims makes a new version of the importers.
VERSION = 1
TABLES = ("acled.tsv", "ucdp.tsv", "precision.tsv", "actors.tsv", "names.tsv")
MONTH = "month"


@dataclass(frozen=True, slots=True)
class Told:
    """What a type tells: our event, whether the second actor is its target, whose the dead are."""

    event: Event | None
    second: bool
    civilians: bool


@dataclass(frozen=True, slots=True)
class Precision:
    """How far a code reaches (km, or days on either side; None: the month), and both codes."""

    reach: float | None
    acled: int
    ucdp: int
    means: str


@cache
def model_of(kind: str) -> str:
    """Who read a row: the importer with its version, and a digest of its tables."""
    digest = hashlib.sha256()
    for name in TABLES:
        digest.update(shipped(f"imports/{name}").read_bytes())
    return f"import:{kind}/{VERSION} {digest.hexdigest()[:16]}"


@cache
def acled_types() -> Mapping[tuple[str, str], Told]:
    """ACLED's types (event type, sub-event type) by what they tell; raises BadTable."""
    columns = ("event_type", "sub_event_type", "event", "second", "dead")
    rows = read_table(
        shipped("imports/acled.tsv"), columns=columns, may_be_empty=("event", "dead"),
        key=("event_type", "sub_event_type"),
    )  # fmt: skip
    return {(row["event_type"], row["sub_event_type"]): _told(row) for row in rows}


@cache
def acled_sub_types() -> Mapping[str, Told]:
    """The same by the sub-event type alone, where only one type has it."""
    found: dict[str, list[Told]] = {}
    for (_, sub), told in acled_types().items():
        found.setdefault(sub, []).append(told)
    return {sub: several[0] for sub, several in found.items() if len(several) == 1}


def _told(row: Row) -> Told:
    for column, allowed in (
        ("second", {"target", "unsaid"}), ("dead", {"", "civilians"}),
    ):  # fmt: skip
        if row[column] not in allowed:
            raise BadTable(f"{row.where}: {column} is one of {', '.join(sorted(allowed))}")
    return Told(_event(row), row["second"] == "target", row["dead"] == "civilians")


def _event(row: Row) -> Event | None:
    found = next((event for event in get_args(Event) if event == row["event"]), None)
    if row["event"] and found is None:
        raise BadTable(f"{row.where}: unknown event {row['event']!r}")
    return found


@cache
def ucdp_types() -> Mapping[str, Event]:
    """Our event for each of UCDP's types of violence; raises BadTable."""
    found: dict[str, Event] = {}
    for row in read_table(shipped("imports/ucdp.tsv"), columns=("type_of_violence", "event")):
        event = _event(row)
        if event is None:
            raise BadTable(f"{row.where}: event is empty")
        found[row["type_of_violence"]] = event
    return found


@cache
def precisions() -> Mapping[tuple[str, str, str], Precision]:
    """How far the codes of a dataset ("acled") reach, of "place" and "time"; raises BadTable."""
    columns = ("set", "of", "code", "reach", "acled", "ucdp", "means")
    rows = read_table(shipped("imports/precision.tsv"), columns=columns, key=columns[:3])
    return {(row["set"], row["of"], row["code"]): _precision(row) for row in rows}


def _precision(row: Row) -> Precision:
    try:
        reach = None if row["reach"] == MONTH else float(row["reach"])
        return Precision(reach, int(row["acled"]), int(row["ucdp"]), row["means"])
    except ValueError:
        raise BadTable(f"{row.where}: reach, acled and ucdp are numbers") from None


@cache
def actor_forms() -> Mapping[str, str]:
    """How datasets call forces and people without a body: a role of `forces.tsv`, or "people"."""
    rows = read_table(shipped("imports/actors.tsv"), columns=("form", "role"))
    return {row["form"]: row["role"] for row in rows}


@cache
def other_names() -> Mapping[str, str]:
    """Further English names, short ones above all: the entity of each."""
    rows = read_table(shipped("imports/names.tsv"), columns=("form", "entity"))
    return {row["form"]: row["entity"] for row in rows}
