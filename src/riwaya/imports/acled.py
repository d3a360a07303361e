"""The claims of a row of ACLED's: its event by data/imports/acled.tsv, and its dead."""

from collections.abc import Iterator
from typing import Any

from riwaya.imports.days import acled_days
from riwaya.imports.row import CodedRow, numbered
from riwaya.imports.rules import Told, acled_sub_types, acled_types
from riwaya.records.claim import Claim, Link
from riwaya.records.mention import Mention
from riwaya.records.terms import Event

NOTHING = Told(None, second=False, civilians=False)


def acled_claims(row: CodedRow) -> tuple[Claim, ...]:
    """What happened, and how many it killed; a type that tells nothing of ours leaves the dead."""
    return tuple(numbered(_claims(row)))


def told_by(row: CodedRow) -> Told:
    """What the row's type tells; of an unknown type the sub-event type by itself."""
    kind, sub = row.cell("event_type"), row.cell("sub_event_type")
    return acled_types().get((kind, sub)) or acled_sub_types().get(sub) or NOTHING


def unknown_type(row: CodedRow) -> str | None:
    """The type in words where the table doesn't have it."""
    kind, sub = row.cell("event_type"), row.cell("sub_event_type")
    known = (kind, sub) in acled_types() or sub in acled_sub_types()
    return None if known else f"{kind} / {sub}"


def _claims(row: CodedRow) -> Iterator[tuple[Event, Mention, dict[str, Any]]]:
    told, days = told_by(row), acled_days(row)
    day = days["when"].from_
    shared = days | {"places": row.place("geo_precision"), "attribution": row.sources("source")}
    first = row.parties("actor1", "assoc_actor_1", day)
    second = row.parties("actor2", "assoc_actor_2", day)
    if told.event is not None:
        yield (
            told.event,
            row.mention(Mention, row.values["sub_event_type"]),
            shared | {
                # In a protest the crowd itself is the trigger, not an actor.
                "agents": first if told.second or told.event == "base" else (),
                "targets": second if told.second else (),
            },
        )  # fmt: skip
    dead = int(row.cell("fatalities"))
    if dead:
        value = row.values["fatalities"]
        cause = (Link(relation="caused_by", claim="c1"),) if told.event is not None else ()
        whom = tuple(p for p in second if row.names.is_people(p.text)) if told.civilians else ()
        yield (
            "kill",
            row.mention(Mention, value.labelled),
            shared | {
                "agents": first if told.second else (),
                "targets": whom[:1],
                "quantities": (row.dead(value, dead, dead),),
                "links": cause,
            },
        )  # fmt: skip
