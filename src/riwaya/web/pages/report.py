"""Reports: the list, one with its claims beside its words, its versions, its bytes and custody."""

import re
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Query
from markupsafe import Markup
from starlette.responses import FileResponse, Response

from riwaya.export.evidence import ROLES
from riwaya.ingest.acts import fields_of
from riwaya.knowledge.search_words import query_words
from riwaya.records.claim import Claim
from riwaya.store.query_forms import since_form, until_form
from riwaya.store.report_list import (
    Wish,
    count_reports,
    list_reports,
    outlets_of_reports,
    take_of_report,
)
from riwaya.web.claim_form import form_of, new_form
from riwaya.web.claim_pages import form_values
from riwaya.web.desk import Desk, NotThere
from riwaya.web.report_view import Shown, paragraphs, shown
from riwaya.web.routing import Here, RowNumber, page_router
from riwaya.workspace.report_in_full import (
    ReportInFull,
    Standing,
    custody_of,
    report_in_full,
)
from riwaya.workspace.version_changes import claim_changes, text_changes

router = page_router()
PER_PAGE = 50
#: What a downloaded file may be called: letters that no system and no browser takes for more.
SAFE = re.compile(r"[^A-Za-z0-9._-]+")
#: Words of a text that stand for its title.
OPENING = 14
#: Pages beyond are nobody's.
FAR = 100_000


@router.get("/reports")
def reports(
    desk: Here,
    words: Annotated[str, Query(max_length=500)] = "",
    outlet: Annotated[str, Query(max_length=500)] = "",
    since: Annotated[str, Query(max_length=20)] = "",
    until: Annotated[str, Query(max_length=20)] = "",
    page: Annotated[int, Query(ge=1, le=FAR)] = 1,
) -> Response:
    """A plain list of reports, the newest first."""
    _only_inside(desk)
    wish = Wish(
        words=words.strip(),
        groups=query_words(words),
        outlet=outlet,
        since=since_form(since) if since.strip() else "",
        until=until_form(until) if until.strip() else "",
    )
    count = desk.remembered(("reports", wish), lambda: count_reports(desk.connection, wish))
    found = desk.remembered(
        ("reports", wish, page),
        lambda: list_reports(desk.connection, wish, PER_PAGE, (page - 1) * PER_PAGE),
    )
    given = {"words": words, "outlet": outlet, "since": since, "until": until}
    kept = {name: value for name, value in given.items() if value.strip()}

    def to(number: int) -> str:
        return f"/reports?{urlencode({**kept, 'page': number})}"

    return desk.page(
        "reports.html",
        found=found,
        count=count,
        wish=given,
        filtered=bool(kept),
        outlets=desk.remembered("outlets", lambda: outlets_of_reports(desk.connection)),
        first=(page - 1) * PER_PAGE + 1,
        before=to(page - 1) if page > 1 else None,
        after=to(page + 1) if page * PER_PAGE < count else None,
    )


@router.get("/reports/{id_}")
def report(desk: Here, id_: str) -> Response:
    """The Arabic text with its evidence marked, and the claims beside it."""
    whole = the_report(desk, id_)
    claims = desk.remembered(
        ("report", id_, "claims", desk.language),
        lambda: [shown(one, desk.words) for one in whole.claims],
    )
    may = desk.person.may("reviewer")
    return desk.page(
        "report.html",
        report=whole,
        claims=claims,
        judged=sum(one.standing.one.review != "open" for one in claims),
        text=desk.remembered(("report", id_, "text"), lambda: _text(desk, whole)),
        cards=desk.remembered(
            ("report", id_, "cards", desk.language, may), lambda: _cards(desk, whole, claims)
        ),
        roles=ROLES,
        title=title_of(desk, whole),
        incidents=_incidents(whole),
        **form_values(),
    )


@router.get("/reports/{id_}/claims/new")
def new_claim(
    desk: Here,
    id_: str,
    start: Annotated[int | None, Query(ge=0)] = None,
    end: Annotated[int | None, Query(ge=0)] = None,
) -> Response:
    """The form of a claim that the reader missed."""
    desk.need("reviewer")
    whole = the_report(desk, id_)
    form = new_form(whole.text or "", start, end)
    return claim_page(desk, whole, None, form=form)


@router.get("/reports/{id_}/claims/{anchor}")
def claim(desk: Here, id_: str, anchor: str) -> Response:
    """One claim: why it is resolved so, what was decided about it, and its form."""
    whole = the_report(desk, id_)
    one = the_claim(desk, whole, anchor)
    form = None
    if desk.person.may("reviewer") and whole.text is not None:
        form = form_of(one.one.claim, one.seen)
    return claim_page(desk, whole, one, form=form)


@router.get("/reports/{id_}/claims/{anchor}/details")
def details(desk: Here, id_: str, anchor: str) -> Response:
    """The reasons of its resolutions with their alternatives, and its decisions."""
    whole = the_report(desk, id_)
    one = the_claim(desk, whole, anchor)
    return desk.part(
        "report_details.html",
        report=whole,
        one=shown(one, desk.words),
        made=whole.about(anchor),
    )


@router.get("/reports/{id_}/versions")
def versions(desk: Here, id_: str, other: Annotated[str, Query(max_length=60)] = "") -> Response:
    """A report beside another version of it: what went, what came."""
    whole = the_report(desk, id_)
    others = [row for row in whole.versions if row.id != id_]
    chosen = next((row for row in others if row.id == other), None)
    if chosen is None and others:
        numbers = [row.n for row in whole.versions]
        place = numbers.index(whole.row.n) if whole.row.n in numbers else 0
        chosen = whole.versions[place - 1] if place else others[0]
    changes, came = [], []
    compared = the_report(desk, chosen.id) if chosen is not None else None
    if compared is not None:
        changes = desk.remembered(
            ("versions", compared.row.id, id_),
            lambda: text_changes(compared.text or "", whole.text or ""),
        )
        came = claim_changes(_said(compared), _said(whole))
    return desk.page(
        "report_versions.html",
        report=whole,
        other=compared,
        changes=changes,
        claims=came,
        title=title_of(desk, whole),
    )


@router.get("/reports/{id_}/custody")
def custody(desk: Here, id_: str) -> Response:
    """What the custody log says about the bytes that the report was found in."""
    whole = the_report(desk, id_)
    shas = dict.fromkeys(seen.take.raw_sha256 for seen in whole.sightings)
    records = custody_of(desk.workspace.custody, shas)
    return desk.page(
        "report_custody.html",
        report=whole,
        records=[(record, fields_of(record.act)) for record in records],
        title=title_of(desk, whole),
    )


@router.get("/reports/{id_}/original/{take}")
def original(desk: Here, id_: str, take: RowNumber) -> Response:
    """The bytes as they came, to be kept in a file: a browser must never show them as a page."""
    whole = the_report(desk, id_)
    row = take_of_report(desk.connection, whole.row.n, take)
    if row is None:
        raise NotThere(desk.t("report.no_original"))
    path = desk.workspace.archive.path(row.raw_sha256)
    if not path.is_file():
        raise NotThere(desk.t("report.no_original"))
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name(row)}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }
    return FileResponse(path, media_type="application/octet-stream", headers=headers)


def the_report(desk: Desk, id_: str) -> ReportInFull:
    """A report in full; raises NotThere, always where the desk is public."""
    _only_inside(desk)
    found = desk.remembered(
        ("report", id_),
        lambda: report_in_full(desk.connection, desk.workspace.archive, id_),
    )
    if found is None:
        raise NotThere(desk.t("report.not_there"))
    return found


def the_claim(desk: Desk, whole: ReportInFull, anchor: str) -> Standing:
    """A claim of a report; raises NotThere."""
    one = whole.claim(anchor)
    if one is None:
        raise NotThere(desk.t("report.claim_gone"))
    return one


def claim_page(
    desk: Desk, whole: ReportInFull, one: Standing | None, status: int = 200, **values: Any
) -> Response:
    """A claim's own page, or its form alone where a script asks for it."""
    view: Shown | None = shown(one, desk.words) if one is not None else None
    values = {"form": None, "conflict": None, "problem": ""} | values
    values |= form_values() | {"report": whole, "one": view}
    if desk.request.headers.get("hx-request"):
        return desk.part("report_form.html", status, **values)
    made = whole.about(one.one.anchor) if one is not None else []
    return desk.page("report_claim.html", status, title=title_of(desk, whole), made=made, **values)


def title_of(desk: Desk, whole: ReportInFull) -> str:
    """The headline; without one the first words of the text."""
    if whole.row.title:
        return str(whole.row.title)
    first = next(filter(None, map(str.strip, (whole.text or "").splitlines())), "")
    words = first.split()
    if len(words) > OPENING:
        return " ".join(words[:OPENING]) + "\N{HORIZONTAL ELLIPSIS}"
    return first or desk.t("report.untitled")


def file_name(take: Any) -> str:
    """What the original is called: the last part of its name, made harmless."""
    last = re.split(r"[/\\]", take.source.partition("?")[0].rstrip("/\\"))[-1]
    plain = SAFE.sub("_", last).strip("._-")[-80:]
    return f"{plain or take.raw_sha256[:12]}.original"


def _text(desk: Desk, whole: ReportInFull) -> Markup:
    """The marked text; long ones are made once."""
    lines = paragraphs(whole.text or "", [one.one.claim for one in whole.claims])
    off = {one.one.claim.id for one in whole.claims if one.one.review == "rejected"}
    return _made(desk, "report_text.html", paragraphs=lines, off=off)


def _cards(desk: Desk, whole: ReportInFull, claims: list[Shown]) -> Markup:
    return _made(desk, "report_cards.html", report=whole, claims=claims)


def _made(desk: Desk, template: str, **values: Any) -> Markup:
    """A part of a page, made by a template that has escaped all it was given."""
    return Markup(desk.office.templates.render(template, desk, values))  # noqa: S704 (see there)


def _said(whole: ReportInFull) -> list[Claim]:
    return [one.one.claim for one in whole.claims if one.one.review != "rejected"]


def _incidents(whole: ReportInFull) -> list[Any]:
    """The incidents that its claims belong to, in the order of the text."""
    found = {one.incident.id: one.incident for one in whole.claims if one.incident is not None}
    return list(found.values())


def _only_inside(desk: Desk) -> None:
    """Texts are never published."""
    if desk.public:
        raise NotThere(desk.t("report.not_there"))
