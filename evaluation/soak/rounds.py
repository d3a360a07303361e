"""A round: a workspace filled, reread and migrated under kills, against an undisturbed one."""

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import select

from evaluation.soak.later_schema import later_schema
from evaluation.soak.picture import Picture, picture_of, what_is_wrong
from evaluation.soak.victim import (
    BAD,
    REAL,
    Task,
    kill_group_after,
    kill_one_after,
    left_behind,
    run,
)
from riwaya.records.decision import Decision
from riwaya.store.tables import claims, readings, reports
from riwaya.workspace.keeping import decide
from riwaya.workspace.workspace import Workspace

ADD, REREAD, MIGRATE = "add", "reread", "migrate"
#: In which order things are done to a workspace, and how many kills each gets in a round.
STAGES = {ADD: 5, REREAD: 3, MIGRATE: 2}
#: A table of the user's own makes the real reader another one.
OWN_TABLE = (
    "# origin: the soak\n# licence: CC0\n"
    "id\tname_en\tnames\tkind\tcountry\tparent\tlat\tlon\tradius_km\tbasis\n"
    "soak-town\tSoaktown\t\N{ARABIC LETTER TEH}\N{ARABIC LETTER THEH}\N{ARABIC LETTER JEEM}\t"
    "town\tSY\tDeir ez-Zor\t35\t40\t10\trecalled\n"
)


class Wrong(Exception):
    """Something was lost, damaged or done twice: the message says what, where, with which seed."""


@dataclass(frozen=True, slots=True)
class Usual:
    """An undisturbed run of a task: how long, how many steps, and what was there then."""

    seconds: float
    steps: int
    picture: Picture


@dataclass
class Soak:
    """Kills at random moments; `folder` holds everything and stays where something was wrong."""

    folder: Path
    sources: Path
    seed: int
    kinds: tuple[str, ...] = tuple(STAGES)
    #: Numbers of reading processes to draw from; 1: the process that writes reads as well.
    jobs: tuple[int, ...] = (1, 1, 2)
    kills: Counter[str] = field(default_factory=Counter)
    _usual: dict[tuple[str, str, int], Usual] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._draw = random.Random(self.seed)

    def round(self, number: int, most: int, *, real: bool) -> int:
        """One workspace's life; returns the number of kills, `most` at most. Raises Wrong."""
        workspace = self._new(f"round-{number}")
        killed = 0
        for kind, share in STAGES.items():
            task = self._task(kind, workspace, real=real)
            self._set_out(task)
            kills = min(share, most - killed) if kind in self.kinds else 0
            if kind == MIGRATE:
                killed += sum(self._killed_in_copy(task) for _ in range(kills))
            else:
                killed += sum(self._killed(self._with_jobs(task)) for _ in range(kills))
            self._finished(task)
        shutil.rmtree(workspace)
        return killed

    def _killed_in_copy(self, task: Task) -> bool:
        """Kill it in a copy and go on there: what opens a workspace migrates it for good."""
        copy = task.workspace.with_name(f"{task.workspace.name}-copy")
        shutil.copytree(task.workspace, copy)
        there = self._with_jobs(replace(task, workspace=copy))
        killed = self._killed(there)
        self._finished(there)
        shutil.rmtree(copy)
        return killed

    def _with_jobs(self, task: Task) -> Task:
        return replace(task, jobs=self._draw.choice(self.jobs))

    def _new(self, name: str) -> Path:
        path = self.folder / name
        with Workspace.create(path, by="soak@here"):
            pass
        return path

    def _task(self, kind: str, workspace: Path, *, real: bool) -> Task:
        reader = REAL if real else "stub-1" if kind == ADD else "stub-2"
        return Task(kind, workspace, self.sources, reader)

    def _set_out(self, task: Task) -> None:
        """What comes before: a decision that a reread must keep, a table that makes one due."""
        if task.kind == REREAD:
            with Workspace(task.workspace) as workspace:
                _reject_first(workspace)
            if task.reader == REAL:
                (task.workspace / "knowledge").mkdir(exist_ok=True)
                (task.workspace / "knowledge" / "places.tsv").write_text(OWN_TABLE, "utf-8")

    def _killed(self, task: Task) -> bool:
        """Kill it somewhere; False where it was done before. What is left must be sound."""
        usual = self._as_usual(task)
        seconds = self._draw.uniform(0, usual.seconds)
        way = self._draw.choices(("time", "step", "writer", "worker"), (5, 5, 1, 1))[0]
        if way == "step":
            outcome = run(task, last_step=self._draw.randint(1, usual.steps))
        elif way == "time":
            outcome = run(task, kill=kill_group_after(seconds))
        else:
            outcome = run(task, kill=kill_one_after(seconds, worker=way == "worker"))
        where = f"seed {self.seed}, {task}, killed by {way} ({seconds:.2f} s): {outcome}"
        if left_behind(outcome.pid):
            raise Wrong(f"{where}: processes stay when the one that writes is killed")
        if outcome.code > BAD or (outcome.code > 0 and way != "worker"):
            raise Wrong(f"{where}: {outcome.said}")
        with self._opened(task) as workspace:
            if wrong := what_is_wrong(workspace):
                raise Wrong(f"{where}: {'; '.join(wrong)}")
        self.kills[f"{task.kind} {way}"] += outcome.code != 0
        return outcome.code != 0

    def _finished(self, task: Task) -> None:
        """Go on to the end: nothing is missing, twice, or read again that had been read."""
        usual = self._as_usual(task)
        with self._opened(task) as workspace:
            before = _read_by_last(workspace, usual.picture)
        outcome = run(task)
        where = f"seed {self.seed}, {task}, finished: {outcome}"
        if outcome.code:
            raise Wrong(f"{where}: {outcome.said}")
        with self._opened(task) as workspace:
            wrong = what_is_wrong(workspace) + picture_of(workspace).differences(usual.picture)
        expected = sum(usual.picture.readings.values()) - before
        if outcome.read != expected:
            wrong.append(f"{outcome.read} reports were read where {expected} were not read yet")
        if wrong:
            raise Wrong(f"{where}: {'; '.join(wrong)}")

    def _as_usual(self, task: Task) -> Usual:
        """How the task goes in a workspace where nobody is killed."""
        key = (task.kind, task.reader, task.jobs)
        if key not in self._usual:
            real = task.reader == REAL
            name = f"usual-{task.jobs}"
            calm = replace(task, workspace=self.folder / name)
            if not calm.workspace.exists():
                self._new(name)
            for earlier in STAGES:
                if earlier == task.kind:
                    break
                before = self._task(earlier, calm.workspace, real=real)
                self._as_usual(replace(before, jobs=task.jobs))
            self._set_out(calm)
            outcome = run(calm)
            if outcome.code or outcome.steps is None:
                raise Wrong(f"undisturbed {calm}: {outcome}")
            with self._opened(calm) as workspace:
                picture = picture_of(workspace)
                if wrong := what_is_wrong(workspace):
                    raise Wrong(f"undisturbed {calm}: {wrong}")
            self._usual[key] = Usual(outcome.seconds, outcome.steps, picture)
        return self._usual[key]

    @contextmanager
    def _opened(self, task: Task) -> Iterator[Workspace]:
        """The workspace as the next command finds it."""
        if task.kind == MIGRATE:
            with later_schema(self.folder / "later"), Workspace(task.workspace) as workspace:
                yield workspace
        else:
            with Workspace(task.workspace) as workspace:
                yield workspace


def _reject_first(workspace: Workspace) -> None:
    """A person rejects one claim, always the same one."""
    with workspace.engine.begin() as connection:
        query = select(reports.c.id, claims.c.anchor).join(claims, claims.c.report_n == reports.c.n)
        row = connection.execute(query.order_by(reports.c.id, claims.c.n)).first()
        if row is None:
            raise Wrong("no claim to decide about")
        decision = Decision(
            report=row.id, anchor=row.anchor, verdict="reject", author="a", made_at="2026-01-01"
        )
        decide(connection, [decision])


def _read_by_last(workspace: Workspace, whole: Picture) -> int:
    """How many of the readings of an undisturbed run are there already."""
    with workspace.engine.connect() as connection:
        known = set(connection.execute(select(readings.c.id)).scalars())
    return sum(reading in known for _, _, reading in whole.readings)
