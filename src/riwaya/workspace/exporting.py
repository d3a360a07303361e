"""A workspace's claims and incidents, a stretch at a time, into a file of another form.

Claims come in the order of their reports, incidents by their day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as replaced
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, Row, func, select

from riwaya.errors import BadInput
from riwaya.export.forms.exported import ExportedClaim, ExportedIncident, Passed, Written
from riwaya.export.forms.placing import Placing
from riwaya.export.forms.provenance import Provenance
from riwaya.export.forms.registry import Form
from riwaya.export.forms.signature import Signature
from riwaya.garbage import seldom_searched
from riwaya.publishing.profile import REVIEWED, Profile
from riwaya.records.dataset import DATASETS
from riwaya.resolving.claims import Knowledge
from riwaya.store.datasets import without_datasets
from riwaya.store.found import Found
from riwaya.store.incident_pages import incidents_after
from riwaya.store.incident_search import claims_of_incident
from riwaya.store.query import Query
from riwaya.store.search import found_by_number
from riwaya.store.tables import claims, readings, reports
from riwaya.version import __version__
from riwaya.workspace.incidents import in_full
from riwaya.workspace.provenance import provenances
from riwaya.workspace.publishing import Publisher
from riwaya.workspace.review_rows import claims_to_review

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace

#: Claims, and incidents, loaded at a time.
CLAIMS, INCIDENTS = 2_000, 200
#: From so many claims in a workspace on, its tables are made by several processes.
MANY = 50_000


@dataclass(frozen=True, slots=True)
class Wish:
    """What is exported: what a claim must be; for the public or not; only what was reviewed.

    `limit`: so many claims or incidents at most. For the public, and by forms for what was checked,
    only reviewed claims are taken unless `unreviewed`; for the public no rows of datasets that were
    taken in, unless `imported`. `signature`: whose names records get.
    """

    query: Query
    public: bool = False
    unreviewed: bool = False
    imported: bool = False
    reviewed_only: bool = False
    limit: int | None = None
    signature: Signature = field(default_factory=Signature)


def export(
    workspace: "Workspace",
    form: Form,
    into: Path,
    wish: Wish,
    known: Knowledge,
    *,
    processes: int = 1,
) -> tuple[Written, Passed]:
    """Write the export and FILE.about.json beside it; raises BadInput, and MissingExtra.

    With several `processes` large tables are made by so many beside this one.
    """
    refuse_place(workspace, into)
    passed = Passed()
    with workspace.engine.connect() as connection, Placing(into) as placing, seldom_searched():
        source = Source(connection, wish, known, form)
        more: dict[str, Any] = {"known": known} if form.knows else {}
        if form.batches:
            more["processes"] = source.processes(processes)
        if form.signs:
            more["signature"] = wish.signature
        if form.whole:
            more["incidents"] = Source(
                connection, replaced(wish, limit=None), known, form
            ).incidents()
            more["text_of"] = None if wish.public else source.text_of
        if form.of == "claims":
            written = form.write(placing, passed.claims_of(source.claims()), **more)
        else:
            written = form.write(placing, passed.incidents_of(source.incidents()), **more)
        files = list(written.files)
        if written.losses is not None:
            files.append(_put_json(placing, ".losses.json", written.losses))
        about = _about(form, wish, passed, written)
        files.append(_put_json(placing, ".about.json", about))
    return Written(tuple(files), written.rows, written.losses, written.columns), passed


def refuse_place(workspace: "Workspace", into: Path) -> None:
    """Raise BadInput for a file inside the workspace: it could be the database."""
    folder = workspace.folder.path.resolve()
    if folder in into.resolve().parents or into.resolve() == folder:
        raise BadInput(
            f"{into}: lies inside the workspace, which holds nothing but its own; "
            f"write beside it: -o {folder.parent / into.name}"
        )


def no_incident(wish: Wish) -> BadInput:
    """What to say where no incident is left: what makes incidents, and what leaves them out."""
    reviewed = ""
    if wish.public and not wish.unreviewed:
        reviewed = "; --public takes reviewed claims only, unless --unreviewed is said"
    elif wish.reviewed_only:
        reviewed = "; --reviewed leaves out what nobody has reviewed"
    return BadInput(
        "no incident fits, and nothing was written; `riwaya incidents` lists those there are, "
        f"`riwaya fuse` makes them of the reports taken in{reviewed}"
    )


def _put_json(placing: Placing, ending: str, value: dict[str, Any]) -> Path:
    path = placing.beside(ending)
    content = msgspec.json.format(msgspec.json.encode(value), indent=2)
    placing.aside(path).write_bytes(content + b"\n")
    return path


def _about(form: Form, wish: Wish, passed: Passed, written: Written) -> dict[str, Any]:
    """What a file can't say of itself; a public one doesn't tell what was searched for."""
    return {
        "form": form.name,
        "edition": form.edition,
        "written_by": f"riwaya {__version__}",
        "written_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "rows": written.rows,
        "files": [path.name for path in written.files],
        "columns": list(written.columns),
        "public": wish.public,
        "reviewed_only": _reviewed_only(wish, form),
        "query": None if wish.public else asked(wish.query),
        **passed.told(),
        "datasets": _datasets(passed),
        "caution": "These are claims that reports make, not facts; a machine read them, and"
        " review_status says what a person has looked at.",
    }


def _datasets(passed: Passed) -> dict[str, str]:
    """The datasets whose rows are among the claims, with their terms, by name."""
    read_by = {model for _, model, _ in passed.seen}
    return {
        of.outlet: of.terms
        for of in DATASETS.values()
        if any(model.startswith(f"import:{of.kind}/") for model in read_by)
    }


def _reviewed_only(wish: Wish, form: Form | None) -> bool:
    """Whether only claims that a person has reviewed are taken."""
    checked = wish.public or (form is not None and form.checked)
    return wish.reviewed_only or (checked and not wish.unreviewed)


def asked(query: Query) -> dict[str, Any]:
    """What of a query filters anything."""
    given = {**msgspec.to_builtins(query), "sort": None, "limit": None, "offset": None}
    return {name: value for name, value in given.items() if value}


class Source:
    """Streams what is exported from the database."""

    def __init__(
        self, connection: Connection, wish: Wish, known: Knowledge, form: Form | None = None
    ) -> None:
        self._connection = connection
        self._wish = wish
        self._reviewed_only = _reviewed_only(wish, form)
        self._provenance = form is not None and form.provenance
        self._publisher = (
            Publisher(known, Profile(reviewed_only=not wish.unreviewed, imported=wish.imported))
            if wish.public
            else None
        )

    def claims(self) -> Iterator[ExportedClaim]:
        """The claims that fit, report by report."""
        wish = self._wish
        query = replace(wish.query, reviews=wish.query.reviews or self._reviews())
        numbers = claims_to_review(self._connection, query, "report", wish.limit)
        for start in range(0, len(numbers), CLAIMS):
            yield from self._exported(numbers[start : start + CLAIMS])

    def processes(self, most: int) -> int:
        """How many processes are worth their start for the claims that there may be."""
        limit, many = self._wish.limit, MANY + 1
        if most < 2 or (limit is not None and limit < many):
            return 1
        bound = select(claims.c.n).limit(many).subquery()
        found = self._connection.execute(select(func.count()).select_from(bound)).scalar_one()
        return most if found >= many else 1

    def incidents(self) -> Iterator[ExportedIncident]:
        """The incidents of which a claim fits, by day; the least known come last."""
        return (one for _, one in self.incidents_by_row())

    def incidents_by_row(self) -> Iterator[tuple[Row[Any], ExportedIncident]]:
        """The same, each with its row."""
        wish, left = self._wish, self._wish.limit
        query = replace(wish.query, limit=INCIDENTS, offset=0)
        place = None
        while left is None or left > 0:
            rows, place = incidents_after(self._connection, query, "oldest", place)
            for row in rows:
                one = self.incident(row)
                if one is not None:
                    yield row, one
                    left = None if left is None else left - 1
                if left == 0:
                    return
            if place is None:
                return

    def text_of(self, report: str) -> str | None:
        """The text of a report by its id; None once it was taken out."""
        query = select(reports.c.text).where(reports.c.id == report)
        return self._connection.execute(query).scalar()

    def incident(self, row: Row[Any]) -> ExportedIncident | None:
        """An incident by its row; None where nothing of it was reviewed, or may be published."""
        if self._publisher is not None:
            found = self._publisher.incidents(self._connection, [row])
        else:
            found = in_full(self._connection, [row], reviewed_only=self._wish.reviewed_only)
        incident = next(iter(found), None)
        if incident is None:
            return None
        members = claims_of_incident(self._connection, row.n)
        numbers = [
            member.n
            for member in members
            if not self._wish.reviewed_only or member.review in REVIEWED
        ]
        return ExportedIncident(incident, tuple(self._exported(numbers)))

    def _reviews(self) -> tuple[Any, ...]:
        """The reviews that are asked for, where the query names none; none: all but rejected."""
        return tuple(sorted(REVIEWED)) if self._reviewed_only else ()

    def _exported(self, numbers: Sequence[int]) -> Iterator[ExportedClaim]:
        public = self._publisher is not None
        if public and not self._wish.imported:
            numbers = without_datasets(self._connection, numbers)
        several = found_by_number(self._connection, numbers)
        if self._publisher is not None:
            several = [one for one in several if self._publisher.profile.admits(one.review)]
        # Published claims don't tell their anchors, by which decisions hang on them.
        origins: Sequence[Provenance | None] = (
            provenances(self._connection, several, public=public)
            if self._provenance
            else [None] * len(several)
        )
        if self._publisher is not None:
            several = self._publisher.founds(self._connection, several)
        readers = self._readers(several)
        for found, origin in zip(several, origins, strict=True):
            model, riwaya = readers.get(found.report, (None, None))
            yield ExportedClaim(found, None, model, riwaya, public, origin)

    def _readers(self, several: Sequence[Found]) -> dict[str, tuple[str, str]]:
        """The model and the version that read each report."""
        ids = sorted({found.report for found in several})
        query = select(reports.c.id, readings.c.model, readings.c.riwaya).join(
            readings, readings.c.n == reports.c.reading_n
        )
        return {
            row.id: (row.model, row.riwaya)
            for row in self._connection.execute(query.where(reports.c.id.in_(ids)))
        }
