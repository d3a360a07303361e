"""Adding reports: a text pasted, files, web addresses; what comes of them is shown as it comes."""

import shutil
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from riwaya.errors import BadInput
from riwaya.records.incident import Incident
from riwaya.store.intake import incidents_of_reports, short_reports
from riwaya.web.desk import Desk, NotThere
from riwaya.web.job import Item, Job, Progress
from riwaya.web.routing import Here, page_router
from riwaya.web.uploads import (
    LARGEST_ALL,
    LONGEST_TEXT,
    MOST_FILES,
    Upload,
    addresses,
    facts_of,
    pasted,
    uploaded,
)
from riwaya.workspace.incidents import in_full

#: Reports, and incidents, that the end of a job lists.
LISTED, IN_FULL = 100, 5
#: Fields of the forms, kept when something in them is wrong.
FIELDS = ("text", "title", "outlet", "published", "url", "addresses")


async def given(request: Request) -> FormData:
    """The form, refused unread where it is too large; the first to read it sets its limits."""
    length = request.headers.get("content-length", "")
    if not length.isdecimal():
        raise HTTPException(411, "Content-Length is missing")
    if int(length) > LARGEST_ALL:
        raise HTTPException(413, f"more than {LARGEST_ALL // 10**6} MB at once; give less")
    return await request.form(
        max_files=MOST_FILES + 1, max_fields=50, max_part_size=LONGEST_TEXT * 4
    )


async def _given_first(request: Request) -> AsyncIterator[None]:
    form = await given(request) if request.method == "POST" else None
    yield
    if form is not None:
        await form.close()


router = page_router()
# Before the form is looked at for its mark.
router.dependencies.insert(0, Depends(_given_first))
Form = Annotated[FormData, Depends(given)]


@router.get("/add")
def add(desk: Here) -> HTMLResponse:
    """The forms, and the last jobs."""
    desk.need("editor")
    return _page(desk, {})


@router.post("/add")
def take(desk: Here, form: Form) -> Response:
    """Take what a form gives; goes on to the job's page."""
    desk.need("editor")
    jobs = desk.office.background.jobs
    folder = jobs.new_folder()
    try:
        items = _items(desk, form, folder)
        id_ = jobs.start(folder, tuple(items), desk.person.name)
    except BadInput as error:
        shutil.rmtree(folder, ignore_errors=True)
        said = {name: str(form.get(name) or "") for name in FIELDS}
        return _page(desk, said, problem=str(error), status=400)
    desk.did("add", id_, names=[item.name for item in items[:20]], count=len(items))
    return desk.to(f"/add/{id_}")


@router.get("/add/{id_}")
def job(desk: Here, id_: str) -> HTMLResponse:
    """One job: how far it is, or what came of it; and the forms again."""
    desk.need("editor")
    return _page(desk, {}, **_shown(desk, id_))


@router.get("/add/{id_}/progress")
def progress(desk: Here, id_: str) -> HTMLResponse:
    """The part of a job's page that changes."""
    desk.need("editor")
    shown = _shown(desk, id_)
    return desk.part("add_progress.html", **shown | {"aloud": shown["progress"].ended})


def _items(desk: Desk, form: FormData, folder: Path) -> list[Item]:
    """What the form gives, of the one way or the other."""
    said = {name: str(form.get(name) or "") for name in FIELDS}
    way = str(form.get("way") or "text")
    known = {name: said[name] for name in ("outlet", "published")}
    if way == "files":
        sent = [one for one in form.getlist("files") if isinstance(one, UploadFile)]
        several = [Upload(one.filename or "", one.file) for one in sent if one.filename]
        return uploaded(folder, several, facts_of(**known))
    if way == "web":
        return addresses(said["addresses"], facts_of(**known))
    facts = facts_of(**known, title=said["title"], url=said["url"])
    return [pasted(folder, said["text"], facts, desk.t("add.pasted"))]


def _page(
    desk: Desk, said: Mapping[str, str], *, problem: str = "", status: int = 200, **shown: Any
) -> HTMLResponse:
    values = {name: said.get(name, "") for name in FIELDS}
    recent = [(job_, far) for job_, far in desk.office.background.jobs.recent() if job_.items]
    if "job" in shown:
        recent = [one for one in recent if one[0].id != shown["job"].id]
    return desk.page(
        "add.html", status, said_before=values, problem=problem, recent=recent,
        job=shown.pop("job", None), **_nothing() | shown,
    )  # fmt: skip


def _nothing() -> dict[str, Any]:
    return {
        "progress": None,
        "reports": [],
        "incidents": [],
        "more": 0,
        "fresh": frozenset(),
        "aloud": False,
    }


def _shown(desk: Desk, id_: str) -> dict[str, Any]:
    try:
        job_, far = desk.office.background.jobs.find(id_)
    except BadInput as error:
        raise NotThere(str(error)) from None
    return {"job": job_} | _nothing() | {"progress": far} | _outcome(desk, job_, far)


def _outcome(desk: Desk, job_: Job, far: Progress) -> dict[str, Any]:
    """The reports of a job that has ended, and the incidents that they are part of."""
    if far.result is None:
        return {}
    ids = [*far.result.new, *far.result.known]
    found = desk.remembered(("add", job_.id), lambda: _incidents(desk, ids))
    return {
        "reports": short_reports(desk.connection, ids[:LISTED]),
        "more": max(0, len(ids) - LISTED),
        "fresh": frozenset(far.result.new),
        "incidents": found,
    }


def _incidents(desk: Desk, ids: list[str]) -> list[tuple[Any, Incident | None]]:
    """The incidents of reports: their rows, the first few in full."""
    rows = incidents_of_reports(desk.connection, ids[:LISTED])
    first = list(rows.values())[:IN_FULL]
    full = {one.id: one for one in in_full(desk.connection, first)}
    return [(row, full.get(id_)) for id_, row in rows.items()]
