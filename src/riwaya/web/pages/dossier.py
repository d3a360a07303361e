"""An incident as a document to print: what `riwaya dossier` writes, under its own policy."""

from fastapi.responses import HTMLResponse
from starlette.responses import Response

from riwaya.errors import BadInput
from riwaya.export.dossier.html import Page, dossier_page
from riwaya.store.incident_search import incident_named
from riwaya.store.query import Query
from riwaya.web.desk import Desk, NotThere
from riwaya.web.routing import Here, page_router
from riwaya.workspace.dossiers import dossier_of
from riwaya.workspace.exporting import Wish

router = page_router()


@router.get("/incidents/{id_}/dossier")
def dossier(desk: Here, id_: str, reviewed: str = "") -> Response:
    """The document in the reader's language; as it may be published, where the desk is public."""
    row = incident_named(desk.connection, id_)
    if row is None:
        raise NotThere(desk.t("incident.gone"))
    if desk.public:  # anybody may ask for it, again and again
        key = "dossier", row.id, desk.language
        page = desk.remembered(key, lambda: _page(desk, row.id, reviewed_only=False))
    else:
        page = _page(desk, row.id, reviewed_only=bool(reviewed))
    policy = f"{page.policy}; frame-ancestors 'none'"
    return HTMLResponse(page.html, headers={"Content-Security-Policy": policy})


def _page(desk: Desk, name: str, *, reviewed_only: bool) -> Page:
    wish = Wish(
        Query(),
        public=desk.public,
        unreviewed=desk.public and desk.config.unreviewed,
        reviewed_only=reviewed_only,
    )
    try:
        cases, writing = dossier_of(desk.workspace, wish, desk.known, [name])
    except BadInput:  # nothing of it was reviewed, or may be published
        key = "incident.none_reviewed" if reviewed_only else "incident.gone"
        raise NotThere(desk.t(key)) from None
    return dossier_page(cases, writing, desk.known, language=desk.words.name)
