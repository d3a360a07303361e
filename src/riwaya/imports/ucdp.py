"""The claims of a row of UCDP GED: who fought or attacked whom, the dead, and whose they were."""

import re
from collections.abc import Iterator
from typing import Any

from riwaya.imports.days import ucdp_days
from riwaya.imports.row import CodedRow, numbered
from riwaya.imports.rules import ucdp_types
from riwaya.records.claim import Claim, Link
from riwaya.records.mention import Mention, Quantity
from riwaya.records.terms import Event

NUMBER = re.compile(r"\d+")
CAUSED = (Link(relation="caused_by", claim="c1"),)


def ucdp_claims(row: CodedRow) -> tuple[Claim, ...]:
    """The deed, all its dead as a range, and the parts of them by side."""
    return tuple(numbered(_claims(row)))


def _claims(row: CodedRow) -> Iterator[tuple[Event, Mention, dict[str, Any]]]:
    event = ucdp_types()[row.cell("type_of_violence")[:1]]
    days = ucdp_days(row)
    day = days["when"].from_
    shared = days | {
        "places": row.place("where_prec"),
        "attribution": row.sources("source_original", "source_office"),
    }
    first, second = row.parties("side_a", "", day), row.parties("side_b", "", day)
    yield (
        event,
        row.mention(Mention, row.values["type_of_violence"]),
        shared | {"agents": first, "targets": second},
    )
    deaths = row.values["deaths"]
    low, high = bounds_of(deaths.text)
    if high:
        yield (
            "kill",
            row.mention(Mention, deaths.labelled),
            shared | {"quantities": (row.dead(deaths, low, high),), "links": CAUSED},
        )
        yield from _parts(row, shared, day)


def bounds_of(deaths: str) -> tuple[int, int]:
    """«12 (low 10, high 15)»: 10 and 15; the best number stays in the words."""
    numbers = [int(found) for found in NUMBER.findall(deaths)]
    return (numbers[1], numbers[2]) if len(numbers) == 3 else (numbers[0], numbers[0])


def _parts(
    row: CodedRow, shared: dict[str, Any], day: str | None
) -> Iterator[tuple[Event, Mention, dict[str, Any]]]:
    """The dead of each side and the civilians among them, each as a part."""
    for column, side in (("of_a", "side_a"), ("of_b", "side_b"), ("of_civilians", "")):
        value = row.values.get(column)
        if value is None:
            continue
        number = value.part(NUMBER.match(value.text)[0])  # type: ignore[index]
        words = row.cell(side) or value.text[len(number.text) :].strip()
        yield (
            "kill",
            row.mention(Mention, value.labelled),
            shared | {
                "targets": (row.party(value.part(words), day),),
                "quantities": (_dead(row, number),),
                "links": CAUSED,
            },
        )  # fmt: skip


def _dead(row: CodedRow, number: Any) -> Quantity:
    return row.dead(number, int(number.text), int(number.text), part=True)
