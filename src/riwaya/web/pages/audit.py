"""Audit: who did what, when; as a page, and as files."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import Annotated, Any
from urllib.parse import quote, urlencode

import msgspec
from fastapi import Depends, Query
from starlette.responses import Response, StreamingResponse

from riwaya.export.screen.table import BYTE_ORDER_MARK, FORMULA
from riwaya.store.audited import Audited
from riwaya.web.desk import Desk
from riwaya.web.routing import Here, page_router
from riwaya.workspace.audit import KINDS, Asked, audit_page, every_entry, everybody

router = page_router()
PATH = "/audit"
#: Labels of acts follow; one that has none is shown as it is written down.
LABELS = "audit."
PER_PAGE = 50
#: Acts that only admins see, and a kind that second readers must not see of each other.
OF_ADMINS = frozenset(("act.sign_in", "act.sign_out"))
OF_EDITORS = frozenset(("second",))
COLUMNS = ("at", "person", "kind", "act", "about", "detail")
#: Pages of what entries are about, by the first letter of an id.
PAGES = {"r": "/reports/", "i": "/incidents/"}
#: Fields that say most of a record of the custody log.
MAIN = ("source", "reason", "place", "file")
#: Letters of a detail that are shown at once.
SHORT = 160
Text = Annotated[str, Query(max_length=200)]


def asked(
    person: Text = "", kind: Text = "", since: Text = "", until: Text = "", about: Text = "",
    before: Text = "",
) -> Asked:  # fmt: skip
    """The filters of an address."""
    several = (person, kind, since, until, about, before)
    return Asked(*(one.strip() for one in several))


Filters = Annotated[Asked, Depends(asked)]


@router.get(PATH)
def page(desk: Here, wanted: Filters) -> Response:
    """Some entries, the last one first."""
    desk.need("reader")
    shown = audit_page(desk.workspace, wanted, size=PER_PAGE, hidden=_hidden(desk))
    kept = {name: value for name, value in asdict(wanted).items() if value and name != "before"}
    return desk.page(
        "audit.html",
        rows=[_row(desk, entry) for entry in shown.entries],
        wanted=wanted,
        kinds=[kind for kind in KINDS if kind not in _hidden(desk)],
        people=everybody(desk.workspace),
        filtered=bool(kept),
        first=f"{PATH}?{urlencode(kept)}" if wanted.before else None,
        after=f"{PATH}?{urlencode(kept | {'before': shown.next})}" if shown.next else None,
        files=f"?{urlencode(kept)}" if kept else "",
    )


@router.get(f"{PATH}.csv")
def as_csv(desk: Here, wanted: Filters) -> Response:
    """All entries that fit, as a table; no cell of it is a formula."""
    desk.need("reader")
    return _file(_table(_every(desk, wanted)), "text/csv; charset=utf-8", "csv")


@router.get(f"{PATH}.json")
def as_json(desk: Here, wanted: Filters) -> Response:
    """All entries that fit, a JSON list."""
    desk.need("reader")
    return _file(_list(_every(desk, wanted)), "application/json", "json")


def _every(desk: Desk, wanted: Asked) -> Iterator[Audited]:
    return every_entry(desk.workspace, replace(wanted, before=""), hidden=_hidden(desk))


def _hidden(desk: Desk) -> frozenset[str]:
    hidden: frozenset[str] = frozenset()
    if not desk.person.may("admin"):
        hidden |= OF_ADMINS
    if not desk.person.may("editor"):
        hidden |= OF_EDITORS
    return hidden


def _row(desk: Desk, entry: Audited) -> dict[str, Any]:
    """What the page shows of an entry."""
    detail = dict(entry.detail)
    note = detail.pop("note", None)
    # What a record of the custody log is about, in one line.
    main = next((detail.pop(name) for name in MAIN if name in detail), None)
    more = [(name, _text(value)) for name, value in detail.items()]
    short = ", ".join(f"{name}: {value}" for name, value in more)
    return {
        "at": entry.at,
        "person": entry.person,
        "kind": desk.t(f"audit.kind.{entry.kind}"),
        "what": desk.t(f"{LABELS}{entry.kind}.{entry.act}"),
        "about": [(one, _link(one)) for one in entry.about],
        "note": note if isinstance(note, str) else None,
        "main": None if main is None else _text(main),
        "short": short if len(short) <= SHORT and main is None else "",
        "more": more if len(short) > SHORT or main is not None else [],
    }


def _link(about: str) -> str | None:
    """The page of what an entry is about."""
    id_, _, anchor = about.partition("/")
    path = PAGES.get(id_[:1])
    if path is None or not id_.isascii() or not id_.isalnum() or not any(map(str.isdigit, id_)):
        return None
    return f"{path}{id_}" + (f"/claims/{quote(anchor, safe='')}" if anchor else "")


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    return msgspec.json.encode(value).decode()


def _table(entries: Iterable[Audited]) -> Iterator[str]:
    yield BYTE_ORDER_MARK + _line(COLUMNS)
    for entry in entries:
        detail = _text(dict(entry.detail)) if entry.detail else ""
        about = " | ".join(entry.about)
        yield _line((entry.at, entry.person, entry.kind, entry.act, about, detail))


def _line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(
        [f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells]
    )
    return written.getvalue()


def _list(entries: Iterable[Audited]) -> Iterator[bytes]:
    between = b"[\n"
    for entry in entries:
        yield between + msgspec.json.encode(entry)
        between = b",\n"
    yield b"[]\n" if between == b"[\n" else b"\n]\n"


def _file(pieces: Iterator[Any], kind: str, ending: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="riwaya-audit.{ending}"'}
    return StreamingResponse(pieces, media_type=kind, headers=headers)
