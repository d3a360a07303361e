"""The work beside requests: one after the other, coalesced, and told where it fails."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from riwaya.errors import BadWorkspace
from riwaya.ingest.lock import writing
from riwaya.web import background
from riwaya.web.background import Background
from riwaya.web.job import Item, progress_in
from riwaya.web.jobs import Jobs
from riwaya.workspace.told import Standing
from riwaya.workspace.workspace import Workspace


def until(holds: Callable[[], bool]) -> bool:
    for _ in range(600):
        if holds():
            return True
        time.sleep(0.05)
    return False


def unfused(workspace: Workspace) -> int:
    with workspace.engine.connect() as connection:
        return len(Standing(connection).changed()[0])


@pytest.fixture
def stale(workspace: Workspace) -> Workspace:
    """A workspace with a report that no incident knows of yet."""
    path = workspace.folder.path.parent / "late.txt"
    path.write_text(
        "قصفت طائرات حربية مدينة سرمين بريف إدلب أمس، ما أدى إلى مقتل 3 مدنيين.\n", "utf-8"
    )
    workspace.add([path], published="2016-08-02", jobs=1)
    assert unfused(workspace) == 1
    return workspace


def test_now_brings_incidents_up_to_date(stale: Workspace) -> None:
    Background(stale).now()
    assert unfused(stale) == 0


def test_a_request_does_not_wait_for_another_writer(
    stale: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "PATIENCE", 0.1)
    worker = Background(stale)
    with writing(stale.folder.path):
        worker.now()
        assert worker.problem is None
        assert unfused(stale) == 1
    assert until(lambda: unfused(stale) == 0)  # soon after the other one is done
    worker.close()


def test_changes_that_come_together_are_fused_together(
    stale: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    real = background.fuse
    monkeypatch.setattr(background, "fuse", lambda workspace: (calls.append(1), real(workspace)))
    monkeypatch.setattr(background, "QUIET", 0.2)
    worker = Background(stale)
    for _ in range(20):
        worker.soon()
    assert until(lambda: unfused(stale) == 0)
    worker.close()
    assert len(calls) == 1


def test_what_goes_wrong_is_told_and_forgotten_when_it_goes_well(
    stale: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = background.fuse

    def fails(_workspace: Workspace) -> None:
        raise BadWorkspace("the disk is full")

    monkeypatch.setattr(background, "QUIET", 0.01)
    monkeypatch.setattr(background, "fuse", fails)
    worker = Background(stale)
    worker.soon()
    assert until(lambda: worker.problem == "the disk is full")
    monkeypatch.setattr(background, "fuse", real)
    worker.soon()
    assert until(lambda: worker.problem is None)
    worker.close()


def test_many_changes_are_fused_by_another_process(
    stale: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "MANY", 0)
    monkeypatch.setattr(background, "QUIET", 0.01)
    monkeypatch.setattr(background, "fuse", None)
    worker = Background(stale)
    worker.soon()
    assert until(lambda: unfused(stale) == 0)
    assert worker.problem is None
    worker.close()


def job_of(jobs: Jobs, name: str) -> Path:
    folder = jobs.new_folder()
    (folder / "files").mkdir()
    (folder / "files" / "0").write_text("مقتل مدنيين في قصف على دوما.\n", encoding="utf-8")
    jobs.start(folder, (Item(name=name, file="files/0", locator=f"upload:{name}"),), "anna")
    return folder


def test_a_reader_that_dies_fails_its_job_and_no_other(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = []
    jobs = Jobs(workspace.folder.path, ended=lambda: ended.append(1))
    monkeypatch.setattr("riwaya.web.jobs.sys.executable", "/bin/false")
    one = job_of(jobs, "a.txt")
    assert until(lambda: progress_in(one).ended)
    progress = progress_in(one)
    assert progress.phase == "failed"
    assert "code 1" in progress.error
    monkeypatch.undo()
    other = job_of(jobs, "b.txt")
    assert until(lambda: progress_in(other).ended)
    assert progress_in(other).phase == "done"
    assert until(lambda: len(ended) == 2)
    assert {job.items[0].name for job, _ in jobs.recent()} == {"a.txt", "b.txt"}
    jobs.close()


def test_a_job_stopped_with_the_server_is_not_failed(workspace: Workspace) -> None:
    jobs = Jobs(workspace.folder.path)
    one = job_of(jobs, "a.txt")
    jobs.close()
    assert progress_in(one).phase != "failed"
    later = Jobs(workspace.folder.path)
    later.resume()
    assert until(lambda: progress_in(one).ended)
    assert progress_in(one).phase == "done"
    later.close()


def test_who_adds_is_in_the_custody_log(workspace: Workspace) -> None:
    jobs = Jobs(workspace.folder.path)
    one = job_of(jobs, "a.txt")
    assert until(lambda: progress_in(one).ended)
    jobs.close()
    last = list(workspace.custody.records())[-1]
    assert last.by == "anna"
    assert last.act.source == "a.txt"
