"""What comes first in the queue, why, and what rejecting a claim would change."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from riwaya.pipeline import shipped_knowledge
from riwaya.store.query import Query
from riwaya.store.queue import decided_since, last_decision_of
from riwaya.store.reports import find_report
from riwaya.store.tables import claims, reports
from riwaya.store.turns import turn
from riwaya.workspace.corrections import Corrections
from riwaya.workspace.fusing import fuse
from riwaya.workspace.incidents import incident
from riwaya.workspace.queue import after, key_of, queue_of
from riwaya.workspace.report_history import ReportHistory
from riwaya.workspace.wishes import seen_of
from riwaya.workspace.without import effect_of
from riwaya.workspace.workspace import Workspace
from tests.web.small import small_workspace


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("queue") / "workspace"
    with small_workspace(path):
        pass
    return path


@pytest.fixture
def workspace(read_once: Path, tmp_path: Path) -> Workspace:
    shutil.copytree(read_once, tmp_path / "workspace")
    with Workspace(tmp_path / "workspace", by="anna") as opened:
        yield opened


def decide(workspace: Workspace, report: str, anchor: str, verdict: str, by: str = "anna") -> str:
    with turn(workspace.engine) as connection:
        made = Corrections(connection, report, by=by, known=shipped_knowledge())
        seen = seen_of(ReportHistory(connection, report).standing[anchor])
        return getattr(made, verdict)(anchor, seen).ids[0]


def names(queued) -> list[str]:
    return [why.name for why in queued.why]


def with_words(connection: Connection, words: str) -> str:
    query = select(reports.c.id).where(reports.c.text.contains(words))
    return connection.execute(query).scalar_one()


def test_all_open_claims_wait_and_those_of_a_disputed_toll_come_first(workspace: Workspace) -> None:
    with workspace.engine.connect() as connection:
        line = queue_of(connection, Query())
        assert line.left == workspace.counts()["claims"] == len(line.first)
        rescuers = with_words(connection, "21 شخصاً")
    first = line.first[0]
    assert first.candidate.report == rescuers
    assert "highest" in names(first)
    assert [one.score for one in line.first] == sorted(
        (one.score for one in line.first), reverse=True
    )


def test_the_reason_tells_measure_and_number(workspace: Workspace) -> None:
    with workspace.engine.connect() as connection:
        line = queue_of(connection, Query(events=("kill",)))
    why = [w for one in line.first for w in one.why if w.name == "highest"]
    assert {"measure": "killed", "number": 21.0} in [w.values for w in why]


def test_decided_claims_leave_the_queue_and_come_back_when_undone(workspace: Workspace) -> None:
    with workspace.engine.connect() as connection:
        line = queue_of(connection, Query())
    one = line.first[0].candidate
    decide(workspace, one.report, one.anchor, "accept")
    with workspace.engine.connect() as connection:
        again = queue_of(connection, Query())
        last = last_decision_of(connection, "anna")
        assert decided_since(connection, "anna", "2000-01-01") == {"accept": 1}
        assert decided_since(connection, "ben", "2000-01-01") == {}
        assert decided_since(connection, "anna", "9999-01-01") == {}
    assert again.left == line.left - 1
    assert key_of(one) not in [key_of(other.candidate) for other in again.first]
    assert (last.report, last.anchor, last.verdict) == (one.report, one.anchor, "accept")
    with turn(workspace.engine) as connection:
        Corrections(connection, one.report, by="anna", known=shipped_knowledge()).undo(last.id)
    with workspace.engine.connect() as connection:
        assert queue_of(connection, Query()).left == line.left
        assert last_decision_of(connection, "anna") is None
        assert decided_since(connection, "anna", "2000-01-01") == {}


def test_filters_hold_and_reviewed_claims_never_come(workspace: Workspace) -> None:
    with workspace.engine.connect() as connection:
        line = queue_of(connection, Query(events=("shelling",), reviews=("accepted",)))
        assert line.first
        assert {one.candidate.event for one in line.first} == {"shelling"}
        assert queue_of(connection, Query(outlets=("nobody",))).left == 0


def test_the_large_way_and_the_small_way_give_the_same_claims(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with workspace.engine.connect() as connection:
        small = queue_of(connection, Query())
        monkeypatch.setattr("riwaya.store.queue.FEW", 0)
        large = queue_of(connection, Query())
    assert small == large


def test_skipped_claims_wait_until_no_other_is_left(workspace: Workspace) -> None:
    with workspace.engine.connect() as connection:
        line = queue_of(connection, Query())
    keys = [key_of(one.candidate) for one in line.first]
    assert after(line, []) == list(line.first)
    assert [key_of(one.candidate) for one in after(line, keys[:1])] == [*keys[1:], keys[0]]
    assert after(line, keys) == list(line.first)


def number_of(connection: Connection, report: str, event: str) -> int:
    row = find_report(connection, report)
    query = select(claims.c.n).where(claims.c.report_n == row.n, claims.c.event == event)
    return connection.execute(query.order_by(claims.c.n)).scalars().first()


def test_without_the_highest_number_the_range_ends_lower(workspace: Workspace) -> None:
    with workspace.engine.connect() as connection:
        rescuers = with_words(connection, "21 شخصاً")
        effect = effect_of(connection, number_of(connection, rescuers, "kill"))
    assert effect.changes
    killed = next(toll for toll in effect.tolls if toll.measure == "killed")
    assert killed.now[1] == 21
    assert killed.then is None or killed.then[1] < 21
    said = [figure.high for toll, figure in effect.others if toll.people == "civilians"]
    assert set(said) == {14}


def test_what_is_foreseen_is_what_comes(workspace: Workspace) -> None:
    """Rejecting the claim and fusing gives the numbers that were foreseen."""
    with workspace.engine.connect() as connection:
        rescuers = with_words(connection, "21 شخصاً")
        n = number_of(connection, rescuers, "kill")
        anchor = connection.execute(select(claims.c.anchor).where(claims.c.n == n)).scalar_one()
        foreseen = effect_of(connection, n).without
    decide(workspace, rescuers, anchor, "reject")
    fuse(workspace)
    came = incident(workspace, foreseen.id)
    assert came is not None
    views = [[(t.measure, t.people, t.views) for t in one.tolls] for one in (foreseen, came)]
    assert views[0] == views[1]
    assert len(foreseen.origins) == len(came.origins)
    assert foreseen.grade.airwars == came.grade.airwars


def test_the_only_claim_of_an_incident_takes_it_along(workspace: Workspace) -> None:
    with workspace.engine.connect() as connection:
        singles = [
            one
            for one in queue_of(connection, Query()).first
            if one.candidate.incident is not None and one.candidate.claims == 1
        ]
        for one in singles:
            assert effect_of(connection, one.candidate.n).without is None
        assert effect_of(connection, 10**12) is None
