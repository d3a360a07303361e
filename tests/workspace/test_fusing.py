import random
from pathlib import Path

import pytest
from sqlalchemy import select

from evaluation.benchmarks.fusion import generated
from riwaya.records.decision import Decision
from riwaya.records.judgement import Judgement
from riwaya.store.fusion_tables import incidents, tellings
from riwaya.store.tables import claims, reports
from riwaya.workspace.fusing import fuse
from riwaya.workspace.judging import put_judgements
from riwaya.workspace.keeping import decide
from riwaya.workspace.workspace import Workspace
from tests.workspace.made import put

REPORTS = list(generated(800, seed=4))


def found(workspace: Workspace) -> dict[str, tuple[object, ...]]:
    """Every incident with its columns and its tellings' keys."""
    with workspace.engine.connect() as connection:
        rows = {row.n: tuple(row)[1:] for row in connection.execute(select(incidents))}
        keys: dict[int, list[str]] = {n: [] for n in rows}
        for row in connection.execute(select(tellings).order_by(tellings.c.key)):
            keys[row.incident_n].append(row.key)
    return {str(rows[n][0]): (*rows[n], *keys[n]) for n in rows}


def test_any_order_of_arrival_gives_the_same_incidents(tmp_path: Path) -> None:
    results = []
    for seed in range(3):
        several = REPORTS.copy()
        random.Random(seed).shuffle(several)
        with Workspace.create(tmp_path / str(seed)) as workspace:
            put(workspace, several)
            fuse(workspace)
            results.append(found(workspace))
    assert results[0] == results[1] == results[2]
    assert any(len(row) - 13 > 1 for row in results[0].values())


def test_one_by_one_is_the_same_as_all_at_once(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "all") as workspace:
        put(workspace, REPORTS)
        fuse(workspace)
        expected = found(workspace)
    several = REPORTS.copy()
    random.Random(7).shuffle(several)
    with Workspace.create(tmp_path / "one by one") as workspace:
        put(workspace, several[:30])
        fuse(workspace)
        for report in several[30:]:
            put(workspace, [report])
            fuse(workspace)
        assert found(workspace) == expected
        fuse(workspace, again=True)
        assert found(workspace) == expected


def test_a_report_whose_claims_are_rejected_leaves_no_trace(empty: Workspace) -> None:
    put(empty, REPORTS[1:])
    fuse(empty)
    without = found(empty)
    (id_,) = put(empty, REPORTS[:1])
    fuse(empty)
    assert found(empty) != without
    with empty.engine.begin() as connection:
        query = select(claims.c.anchor).join(reports, reports.c.n == claims.c.report_n)
        anchors = connection.execute(query.where(reports.c.id == id_)).scalars().all()
        decide(
            connection,
            [
                Decision(report=id_, anchor=anchor, verdict="reject", author="a", made_at="1")
                for anchor in anchors
            ],
        )
    fuse(empty)
    assert found(empty) == without


def test_fusing_again_changes_nothing(empty: Workspace) -> None:
    put(empty, REPORTS)
    fuse(empty)
    before = found(empty)
    assert fuse(empty).reports == 0
    assert found(empty) == before


@pytest.mark.parametrize("seed", range(3))
def test_judgements_stand_above_the_machine_and_can_be_withdrawn(
    empty: Workspace, seed: int
) -> None:
    put(empty, REPORTS)
    fuse(empty)
    before = found(empty)
    rng = random.Random(seed)
    with empty.engine.connect() as connection:
        rows = connection.execute(select(tellings.c.key, tellings.c.incident_n)).all()
    one, other = next(
        (a.key, b.key)
        for a, b in iter(lambda: rng.sample(rows, 2), None)
        if a.incident_n != b.incident_n
    )
    anchored = [anchor_of(empty, key) for key in (one, other)]
    judgement = Judgement(
        one=anchored[0], other=anchored[1], verdict="same", author="a", made_at="1"
    )
    with empty.engine.begin() as connection:
        put_judgements(connection, [judgement])
    fuse(empty)
    together = [row for row in found(empty).values() if one in row]
    assert other in together[0]
    incremental = found(empty)
    fuse(empty, again=True)
    assert found(empty) == incremental
    back = Judgement(
        one=anchored[0], other=anchored[1], verdict="withdraw", withdraws=judgement.id,
        author="b", made_at="2",
    )  # fmt: skip
    with empty.engine.begin() as connection:
        put_judgements(connection, [back])
    fuse(empty)
    assert found(empty) == before


def anchor_of(workspace: Workspace, key: str) -> str:
    report, _, claim = key.partition("/")
    with workspace.engine.connect() as connection:
        query = select(claims.c.anchor).join(reports, reports.c.n == claims.c.report_n)
        query = query.where(reports.c.id == report, claims.c.claim == claim)
        return f"{report}/{connection.execute(query).scalar_one()}"
