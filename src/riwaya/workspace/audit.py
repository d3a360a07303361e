"""Who did what, when: one list of the desk's acts, people's words, and the custody log."""

import heapq
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec

from riwaya.errors import BadInput
from riwaya.ingest.custody_backwards import records_backwards
from riwaya.store.audited import (
    Audited,
    Wanted,
    audited,
    persons,
    reports_of_incident,
    shas_of_reports,
)
from riwaya.store.engine import for_people

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace

#: All kinds of things that are done; the first five are tables.
TABLES = ("act", "decision", "grading", "judgement", "second")
CUSTODY = "custody"
KINDS = (*TABLES, CUSTODY)
#: A place in the list as an address holds it.
PLACE = re.compile(r"([0-9T:.+Z-]{0,40})~([a-z]{1,12})~([0-9]{1,18})")
#: Fields of a custody record that are not its act's own.
CHAIN = frozenset(("seq", "at", "by", "tool", "previous", "hash", "action"))


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters as people give them: all may be empty. Days are ISO and both included.

    `about` is the id of a report or an incident; `before` where the page before ended.
    """

    person: str = ""
    kind: str = ""
    since: str = ""
    until: str = ""
    about: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of the list, and where the next one begins (empty: there is none)."""

    entries: list[Audited]
    next: str


def audit_page(
    workspace: "Workspace", asked: Asked, *, size: int, hidden: frozenset[str] = frozenset()
) -> Shown:
    """Some entries, the last one first; kinds and acts that are `hidden` are left out.

    Raises BadInput for filters that can't be.
    """
    found = list(islice(every_entry(workspace, asked, hidden=hidden), size + 1))
    more = len(found) > size
    return Shown(found[:size], place_of(found[size - 1]) if more else "")


def every_entry(
    workspace: "Workspace", asked: Asked, *, hidden: frozenset[str] = frozenset()
) -> Iterator[Audited]:
    """All entries that are asked for, the last one first; raises BadInput before the first."""
    if asked.kind and asked.kind not in KINDS:
        raise BadInput(f"{asked.kind!r}: there are {', '.join(KINDS)}")
    bounds = Wanted(
        person=asked.person or None,
        since=_day(asked.since) or None,
        until=_day(asked.until, after=1) or None,
        before=_place(asked.before),
    )
    kinds = [kind for kind in KINDS if kind not in hidden and asked.kind in {"", kind}]
    return _merged(workspace, bounds, kinds, asked.about, hidden)


def everybody(workspace: "Workspace") -> list[str]:
    """The names that entries have."""
    with for_people(str(workspace.folder.path)), workspace.engine.connect() as connection:
        return persons(connection)


def place_of(entry: Audited) -> str:
    """Where an entry stands, as an address holds it."""
    return f"{entry.at}~{entry.kind}~{entry.n}"


def _merged(
    workspace: "Workspace", wanted: Wanted, kinds: Iterable[str], about: str, hidden: frozenset[str]
) -> Iterator[Audited]:
    with for_people(str(workspace.folder.path)), workspace.engine.connect() as connection:
        shas: frozenset[str] | None = None
        if about:
            ids = reports_of_incident(connection, about) | {about}
            wanted = msgspec.structs.replace(wanted, about=ids)
            shas = shas_of_reports(connection, ids)
        several = [
            _custody(workspace, wanted, shas)
            if kind == CUSTODY
            else audited(connection, kind, wanted)
            for kind in kinds
        ]
        for entry in heapq.merge(*several, key=lambda one: one.place, reverse=True):
            if f"{entry.kind}.{entry.act}" not in hidden:
                yield entry


def _custody(
    workspace: "Workspace", wanted: Wanted, shas: frozenset[str] | None
) -> Iterator[Audited]:
    if not workspace.folder.custody.exists():
        return
    latest = ""
    for fields in records_backwards(workspace.folder.custody):
        at = str(fields.get("at", "")).replace("Z", "+00:00")
        # The clock may have been set back: the list stays in the log's own order all the same.
        # A line that can't be read has no moment of its own.
        latest = at = min(at or latest, latest) if latest else at
        if wanted.since is not None and at < wanted.since:
            return
        entry = _recorded(fields, at)
        if wanted.before is not None and entry.place >= wanted.before:
            continue
        if wanted.holds(at, entry.person) and (shas is None or fields.get("sha256") in shas):
            yield entry


def _recorded(fields: dict[str, Any], at: str) -> Audited:
    number = fields.get("seq")
    return Audited(
        at=at, kind=CUSTODY, n=number if isinstance(number, int) else 0,
        person=str(fields.get("by", "")), act=str(fields.get("action", "")),
        detail={name: value for name, value in fields.items() if name not in CHAIN},
    )  # fmt: skip


def _day(said: str, after: int = 0) -> str:
    """The beginning of a day, or of one some days later, as rows keep moments."""
    if not said:
        return ""
    try:
        day = date.fromisoformat(said) + timedelta(days=after)
    except (ValueError, OverflowError):
        raise BadInput(f"{said!r} is no day; write it as 2015-11-21") from None
    return day.isoformat()


def _place(said: str) -> tuple[str, str, int] | None:
    if not said:
        return None
    found = PLACE.fullmatch(said)
    if found is None or not said.isascii():
        raise BadInput("there is no such place in the list; begin at its first page")
    return found[1], found[2], int(found[3])
