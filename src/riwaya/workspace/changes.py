"""What a new reading says otherwise than the one before: claims gone, come and changed."""

from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from riwaya.records.claim import Claim
from riwaya.records.report import Document
from riwaya.store.decided import anchor_of

#: Fields that a person would call another claim when they differ; ids and glosses aren't.
COMPARED = (
    "event",
    "polarity",
    "reality",
    "stance",
    "agents",
    "targets",
    "places",
    "time",
    "quantities",
    "attribution",
)


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One claim that differs: which, how, and in which fields."""

    report: str
    anchor: str
    kind: Literal["gone", "come", "changed"]
    fields: tuple[str, ...] = ()
    before: str | None = None
    after: str | None = None


def changes_between(before: Document, after: Document) -> Iterator[Change]:
    """What differs, in the order of the text; claims are the same by their trigger's place."""
    old = {anchor_of(claim): claim for claim in before.claims}
    new = {anchor_of(claim): claim for claim in after.claims}
    report = after.report.id
    for anchor in sorted({*old, *new}, key=_place):
        was, now = old.get(anchor), new.get(anchor)
        if was is None or now is None:
            kind: Literal["gone", "come"] = "come" if was is None else "gone"
            yield Change(
                report=report, anchor=anchor, kind=kind, before=_line(was), after=_line(now)
            )
        elif fields := _differing(was, now):
            yield Change(
                report=report,
                anchor=anchor,
                kind="changed",
                fields=fields,
                before=_line(was),
                after=_line(now),
            )


def _place(anchor: str) -> tuple[int, int]:
    start, _, end = anchor.partition("-")
    return int(start), int(end)


def _line(claim: Claim | None) -> str | None:
    if claim is None:
        return None
    return claim.gloss if isinstance(claim.gloss, str) else claim.event


def _differing(was: Claim, now: Claim) -> tuple[str, ...]:
    return tuple(name for name in COMPARED if _said(was, name) != _said(now, name))


def _said(claim: Claim, field: str) -> Any:
    """A field without the reasons and scores of its resolution, which change with every table."""
    value = msgspec.to_builtins(getattr(claim, field))
    several = value if isinstance(value, list | tuple) else [value]
    return [
        {key: part for key, part in one.items() if key not in {"resolution", "romanised"}}
        if isinstance(one, dict)
        else one
        for one in several
    ]
