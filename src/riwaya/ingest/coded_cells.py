"""The cells of a coded event, checked and made ready for its text; ValueError says what is wrong.

UCDP's days, and its deaths, stand in several columns: one line of text each has them together, a
number before the people that it counts, as the rules for tolls look for them.
"""

from collections.abc import Callable, Mapping

from riwaya.ingest.coded_values import count, day, degrees, moment

Cells = dict[str, str]
LONGEST_ID = 150
#: From one day to the other.
TO = " to "
NOBODY = "0"
#: UCDP's types of violence as its codebook calls them.
VIOLENCE = {"1": "state-based", "2": "non-state", "3": "one-sided"}


def checked_cells(kind: str, cells: Mapping[str, str]) -> Cells:
    """The cells of a row by their columns, in the form in which its text has them."""
    found = {column: cell.strip() for column, cell in cells.items()}
    if any("\N{REPLACEMENT CHARACTER}" in cell for cell in found.values()):
        raise ValueError("it has letters in another encoding than the file; save it as UTF-8")
    degrees(found["latitude"], "latitude", 90)
    degrees(found["longitude"], "longitude", 180)
    return CHECKED[kind](found)


def _acled(cells: Cells) -> Cells:
    _id(cells, "event_id_cnty")
    for column in ("event_type", "sub_event_type"):
        if not cells[column]:
            raise ValueError(f"{column} is empty")
    found = cells | {
        "event_date": day(cells["event_date"], "event_date").isoformat(),
        "fatalities": str(count(cells["fatalities"], "fatalities")),
    }
    for column in ("time_precision", "geo_precision"):
        _code(found, column, 3)
    return found


def _ucdp(cells: Cells) -> Cells:
    _id(cells, "id")
    first, last = day(cells["date_start"], "date_start"), day(cells["date_end"], "date_end")
    if last < first:
        raise ValueError(f"date_end {last} is before date_start {first}")
    best = count(cells["best"], "best")
    low, high = (_count(cells, column, best) for column in ("low", "high"))
    if not low <= best <= high:
        raise ValueError(f"best is {best}, not between low {low} and high {high}")
    found = cells | {
        "dates": first.isoformat() if first == last else f"{first}{TO}{last}",
        "deaths": str(best) if low == high else f"{best} (low {low}, high {high})",
        "of_a": _dead(cells, "deaths_a", f"fighters of {cells['side_a']}"),
        "of_b": _dead(cells, "deaths_b", f"fighters of {cells['side_b']}"),
        "of_civilians": _dead(cells, "deaths_civilians", "civilians"),
        "deaths_unknown": _dead(cells, "deaths_unknown", ""),
    }
    _code(found, "type_of_violence", 3, empty=False)
    kind = found["type_of_violence"]
    found["type_of_violence"] = f"{kind} ({VIOLENCE[kind]})"
    _code(found, "where_prec", 7)
    _code(found, "date_prec", 5)
    return found


CHECKED: Mapping[str, Callable[[Cells], Cells]] = {"acled": _acled, "ucdp": _ucdp}


def published_of(kind: str, cells: Mapping[str, str]) -> str | None:
    """When a row was changed last, in UTC; None where it doesn't say."""
    cell = cells.get("timestamp", "").strip() if kind == "acled" else ""
    return moment(cell, "timestamp") if cell else None


def _id(cells: Cells, column: str) -> None:
    if not cells[column]:
        raise ValueError(f"{column} is empty: a row without an id can't be told from others")
    if len(cells[column]) > LONGEST_ID:
        raise ValueError(f"{column} is longer than {LONGEST_ID} letters")


def _code(cells: Cells, column: str, most: int, *, empty: bool = True) -> None:
    """Put a code in its plain form: «1.0» is 1; raises ValueError unless it is from 1 to `most`."""
    cell = cells.get(column, "")
    if not cell and empty:
        return
    found = count(cell, column)
    if not 1 <= found <= most:
        raise ValueError(f"{column} is {cell}, not from 1 to {most}")
    cells[column] = str(found)


def _count(cells: Cells, column: str, instead: int) -> int:
    return count(cells[column], column) if cells.get(column) else instead


def _dead(cells: Cells, column: str, whose: str) -> str:
    """«4 fighters of Government of …»; empty where none are counted."""
    number = str(_count(cells, column, 0))
    return "" if number == NOBODY else f"{number} {whose}".strip()
