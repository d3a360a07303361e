"""The workspace as users of the library meet it: open it, add reports, search, decide."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, func, select

from riwaya.errors import BadInput
from riwaya.ingest.archive import Archive
from riwaya.ingest.custody import CustodyLog
from riwaya.ingest.facts import Facts, checked_published
from riwaya.ingest.lock import writing
from riwaya.ingest.meta import MetaTable
from riwaya.ingest.piece import Limits
from riwaya.store.engine import for_people, open_engine
from riwaya.store.migrate import is_current, upgrade
from riwaya.store.tables import claims, decisions, reports, takes
from riwaya.workspace.arrivals import Arrival, file_sources, several_arrivals
from riwaya.workspace.folder import find_folder, make_folder
from riwaya.workspace.pool import pool_of, processes_for
from riwaya.workspace.questions import Questions
from riwaya.workspace.reading import Line, Tally
from riwaya.workspace.redacting import finish_redactions
from riwaya.workspace.taking import resume, take_in

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Added:
    """What `add` did: sources that were known already, new reports, readings, claims, problems."""

    known: int
    reports: int
    read: int
    claims: int
    problems: tuple[str, ...]


class Workspace(Questions):
    """A folder of reports with their raw bytes, readings and people's decisions.

    `Workspace(path)` opens one, `Workspace.create(path)` makes one. Reading from it needs no lock;
    what writes waits its turn, for `patience` seconds at most. Usable as a context manager; `close`
    frees the database. Without a path it is the one of RIWAYA_WORKSPACE, else the one in which the
    present folder lies. `by` is who does it, for the record.

    >>> workspace.counts()["reports"], workspace.fuse().incidents
    (10, 6)
    """

    def __init__(
        self, path: Path | str | None = None, *, by: str | None = None, patience: float = 3600
    ) -> None:
        self.folder = find_folder(Path(path) if path is not None else None)
        self.by = by
        self.patience = patience

    @classmethod
    def create(cls, path: Path | str, *, database: str = "", by: str | None = None) -> Self:
        """Make a new workspace in a new or empty folder; raises BadWorkspace, MissingExtra."""
        if database:
            open_engine(database).dispose()  # a wrong URL is refused before anything is made
        folder = make_folder(Path(path), database)
        workspace = cls(folder.path, by=by)
        workspace.prepare()
        return workspace

    @cached_property
    def engine(self) -> Engine:
        """The database, brought to this version's schema."""
        engine = open_engine(self.folder.url)
        with for_people(str(self.folder.path)):
            if not is_current(engine):
                upgrade(engine)
        return engine

    @cached_property
    def archive(self) -> Archive:
        """The raw bytes."""
        return Archive(self.folder.archive)

    @cached_property
    def custody(self) -> CustodyLog:
        """The log of what was done, when, by whom."""
        return CustodyLog(self.folder.custody, by=self.by)

    def prepare(self) -> None:
        """Make what is missing of an empty workspace: archive, log, database."""
        self.archive.create()
        if not self.folder.custody.exists():
            self.custody.begin(self.folder.id)
        _ = self.engine

    @contextmanager
    def writing(self, *, told: Callable[[str], None] | None = None) -> Iterator[None]:
        """Hold the workspace's lock; waits for another writer and says so through `told`."""
        with writing(self.folder.path, patience=self.patience, told=told):
            self.prepare()
            self.archive.clear_incoming()
            self.custody.recover()
            with for_people(str(self.folder.path)):
                finish_redactions(self)
                yield

    def add(
        self,
        sources: Sequence[str | Path],
        *,
        published: str | None = None,
        outlet: str | None = None,
        meta: MetaTable | None = None,
        mapping: Mapping[str, str] | None = None,
        limits: Limits | None = None,
        jobs: int | None = None,
        watch: Callable[[Tally], None] | None = None,
        told: Callable[[str], None] | None = None,
    ) -> Added:
        """Take files and folders in and read them; what is known already changes nothing.

        `published` (ISO) and `outlet` stand over what is found; `jobs` is the number of reading
        processes (a core each unless set). What is wrong with a source is in `problems`.
        """
        day = checked_published(published, "published") if published else None
        given = Facts(published=day, outlet=outlet)
        files, bad = file_sources([str(source) for source in sources])
        arrivals = several_arrivals(files, meta or MetaTable(), given, mapping or {})
        jobs = jobs or processes_for(files)
        added = self.take_in(arrivals, limits=limits, jobs=jobs, watch=watch, told=told)
        problems = (*(str(error) for error in bad), *added.problems)
        return Added(added.known, added.reports, added.read, added.claims, problems)

    def take_in(
        self,
        arrivals: Iterable[Arrival | BadInput],
        *,
        limits: Limits | None = None,
        jobs: int = 1,
        watch: Callable[[Tally], None] | None = None,
        told: Callable[[str], None] | None = None,
    ) -> Added:
        """Take arrivals in under the lock; first goes on where an earlier run was stopped."""
        knowledge = str(self.folder.knowledge) if self.folder.knowledge else None
        with self.writing(told=told), pool_of(jobs) as pool:
            line = Line(self.engine, pool, knowledge, limits or Limits(), watch or _silent)
            resume(self, line)
            known = take_in(self, line, arrivals)
        tally = line.tally
        log.info(
            "%s: %d new reports, %d claims, %d problems",
            self.folder.path, tally.new, tally.claims, len(tally.problems),
        )  # fmt: skip
        return Added(known, tally.new, tally.read, tally.claims, tuple(tally.problems))

    def counts(self) -> dict[str, int]:
        """How many sources, reports, claims and decisions there are."""
        several = {"sources": takes, "reports": reports, "claims": claims, "decisions": decisions}
        with self.engine.connect() as connection, for_people(str(self.folder.path)):
            return {
                name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for name, table in several.items()
            }

    def close(self) -> None:
        """Free the database's connections."""
        if "engine" in self.__dict__:
            self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Workspace({str(self.folder.path)!r})"


def _silent(_tally: Tally) -> None:
    return None
