"""The rows of the three lists that the resolver gets wrong, and the file that remembers them.

`python -m tests.resolving.lists.known` writes known_failures.tsv anew, after a change that was meant.
"""

from collections.abc import Callable
from pathlib import Path

from riwaya.knowledge.geodesy import distance_km
from riwaya.knowledge.tables import Row, read_table
from riwaya.resolving.claims import Knowledge
from riwaya.resolving.lookup import look_up_actor, look_up_place, look_up_time

HERE = Path(__file__).parent
KNOWN = HERE / "known_failures.tsv"
HEAD = """\
# origin: written by tests/resolving/lists/known.py
# licence: Apache-2.0
# Rows of actors.tsv, places.tsv and times.tsv that resolve to something else than the row says.
# Written anew by: PYTHONPATH=src python -m tests.resolving.lists.known
list\tid
"""
#: What a row has besides id, context and note.
COLUMNS = {
    "actors": ("name", "date", "entity"),
    "places": ("name", "date", "lat", "lon"),
    "times": ("phrase", "published", "from", "to"),
}
#: A point this near to the row's is the same place.
SAME_KM = 15.0
#: Nothing is to be found; of a time: no such end.
NOTHING = "-"


def list_rows(name: str) -> list[Row]:
    """The rows of one list."""
    columns = ("id", "context", *COLUMNS[name], "note")
    return read_table(
        HERE / f"{name}.tsv", columns=columns, may_be_empty=("context", "date", "published", "note")
    )


def is_right_actor(row: Row, known: Knowledge) -> bool:
    """Whether the very entity is found, or none where none is to be found."""
    found = look_up_actor(
        row["name"], known, context=row["context"], date=row["date"] or None
    ).entity
    return (found or NOTHING) == row["entity"]


def is_right_place(row: Row, known: Knowledge) -> bool:
    """Whether the point lies near the row's."""
    found = look_up_place(row["name"], known, context=row["context"], date=row["date"] or None)
    if found.lat is None or found.lon is None:
        return False
    return distance_km(found.lat, found.lon, float(row["lat"]), float(row["lon"])) <= SAME_KM


def is_right_time(row: Row, _: Knowledge) -> bool:
    """Whether both ends are found; an end without an hour is compared by its day."""
    found = look_up_time(row["phrase"], context=row["context"], published=row["published"] or None)
    ends = ((found.from_, row["from"]), (found.to, row["to"]))
    return all(wanted in ({NOTHING} if end is None else {end, end[:10]}) for end, wanted in ends)


IS_RIGHT: dict[str, Callable[[Row, Knowledge], bool]] = {
    "actors": is_right_actor,
    "places": is_right_place,
    "times": is_right_time,
}


def failures(name: str, known: Knowledge) -> list[str]:
    """The ids of the rows of a list that are resolved wrongly, in the order of the list."""
    return [row["id"] for row in list_rows(name) if not IS_RIGHT[name](row, known)]


def known_failures() -> dict[str, set[str]]:
    """The ids in known_failures.tsv by list."""
    found: dict[str, set[str]] = {name: set() for name in COLUMNS}
    for row in read_table(KNOWN, columns=("list", "id"), key=("list", "id")):
        found[row["list"]].add(row["id"])
    return found


def main() -> None:
    """Write known_failures.tsv as things stand."""
    known = Knowledge()
    lines = [f"{name}\t{at}\n" for name in COLUMNS for at in failures(name, known)]
    KNOWN.write_text(HEAD + "".join(lines), "utf-8")
    print(f"{KNOWN}: {len(lines)} rows")


if __name__ == "__main__":
    main()
