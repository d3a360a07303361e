"""What people write on a command line, as parts of a query; errors say what is meant instead.

Numbers may be written in any digits.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from math import isfinite
from typing import TypeVar, cast

from riwaya.errors import BadInput
from riwaya.records.terms import MEASURES
from riwaya.store.query import Actor, Number, Operator, PartyRole

T = TypeVar("T", bound=str)
AT_LEAST, AT_MOST = "\N{GREATER-THAN OR EQUAL TO}", "\N{LESS-THAN OR EQUAL TO}"
NUMBER = re.compile(rf"\s*([^\s<>={AT_LEAST}{AT_MOST}]+)\s*([<>]=?|==?|{AT_LEAST}|{AT_MOST})(.*)")
OPERATORS = {AT_LEAST: ">=", AT_MOST: "<=", "==": "="}
#: Between thousands, as people and spreadsheets write them.
GROUPS = re.compile(r"[\s_,\N{ARABIC THOUSANDS SEPARATOR}](?=\d{3}(?!\d))")
DATE = re.compile(r"\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\s*")
ROLES = ("agent", "target")
#: How alike a word must be to what is suggested instead.
ALIKE = 0.5


def one_of(value: str, known: Sequence[T], what: str) -> T:
    """A value of a closed list; `what` says of which: "event", "measure", "stance".

    Raises BadInput that suggests the nearest one, or lists them all.
    """
    wanted = value.strip().lower().replace("-", "_").replace(" ", "_")
    if wanted in known:
        return cast(T, wanted)
    close = get_close_matches(wanted, known, n=1, cutoff=ALIKE)
    hint = f"did you mean {close[0]}?" if close else f"known: {', '.join(known)}"
    raise BadInput(f"no {what} is called {value!r}; {hint}")


def number_form(value: str) -> Number:
    """`killed>=30`: a measure, one of >= > <= < =, and a number; raises BadInput."""
    found = NUMBER.fullmatch(value)
    if found is None:
        raise BadInput(f"{value!r}: write a measure and a number, such as killed>=30")
    measure = one_of(found[1], MEASURES, "measure")
    operator = cast(Operator, OPERATORS.get(found[2], found[2]))
    return Number(measure, operator, _number(GROUPS.sub("", found[3].strip()), value))


def _number(digits: str, value: str) -> float:
    try:
        number = float(digits)
    except ValueError:
        raise BadInput(f"{value!r}: {digits!r} is no number; write killed>=30") from None
    if not isfinite(number):
        raise BadInput(f"{value!r}: {digits!r} is no number to compare with")
    return number


def share_form(value: str) -> float:
    """`0.8` or `80%` as a share from 0 to 1; raises BadInput."""
    digits = value.strip()
    share = _share(digits.removesuffix("%"), value) / (100 if digits.endswith("%") else 1)
    if not 0 <= share <= 1:
        raise BadInput(f"confidence {value!r}: write a number from 0 to 1, such as 0.8")
    return share


def _share(digits: str, value: str) -> float:
    try:
        return float(digits)
    except ValueError:
        raise BadInput(f"confidence {value!r}: write a number from 0 to 1, such as 0.8") from None


def period_form(value: str) -> tuple[str, str]:
    """The first and the last day of `2015`, `2015-11` or `2015-11-21`; raises BadInput."""
    found = DATE.fullmatch(value)
    if found is None:
        raise BadInput(f"date {value!r}: write a year, month or day: 2015, 2015-11, 2015-11-21")
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        last_month = month or 12
        last = date(first.year, last_month, day or monthrange(first.year, last_month)[1])
    except ValueError:
        raise BadInput(f"date {value!r}: the calendar has no such day") from None
    return first.isoformat(), last.isoformat()


def since_form(value: str) -> str:
    """The first day of a year, month or day; raises BadInput."""
    return period_form(value)[0]


def until_form(value: str) -> str:
    """The last day of a year, month or day; raises BadInput."""
    return period_form(value)[1]


def checked_period(since: str | None, until: str | None) -> None:
    """Raise BadInput when a period ends before it begins."""
    if since and until and since > until:
        raise BadInput(f"the time from {since} to {until} ends before it begins")


def actor_form(value: str) -> Actor:
    """`russia`, `russia,syria` (either), `agent:russia`, `target:hospital`; raises BadInput."""
    role, colon, rest = value.rpartition(":")
    entities = tuple(part.strip() for part in rest.split(",") if part.strip())
    if not entities:
        raise BadInput(f"actor {value!r}: write an id such as russia, or agent:russia")
    if not colon:
        return Actor(entities)
    return Actor(entities, cast(PartyRole, one_of(role, ROLES, "role of an actor")))
