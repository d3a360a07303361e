"""Incidents that may be the same as one, with what speaks for and against it."""

from datetime import date

import pytest
from sqlalchemy import select

from evaluation.benchmarks.fusion import generated
from riwaya.store.fusion_tables import incidents
from riwaya.store.turns import turn
from riwaya.workspace import judgements
from riwaya.workspace.fusing import fuse
from riwaya.workspace.incident_history import history_of
from riwaya.workspace.near_incidents import DAYS, near_incidents
from riwaya.workspace.sides import incident_meant
from riwaya.workspace.workspace import Workspace
from tests.workspace.made import put


@pytest.fixture
def fused(empty: Workspace) -> Workspace:
    put(empty, generated(800, seed=4))
    fuse(empty)
    return empty


def test_they_are_near_in_time_the_likeliest_first_and_can_be_judged(fused: Workspace) -> None:
    found = 0
    with fused.engine.connect() as connection:
        for row in connection.execute(select(incidents)).all():
            near = near_incidents(connection, row)
            found += len(near)
            assert [one.score for one in near] == sorted((n.score for n in near), reverse=True)
            for one in near:
                assert one.row.n != row.n
                assert sum(r.weight for r in one.reasons) == pytest.approx(one.score)
                assert incident_meant(connection, one.seen)[0].id == one.row.id
                gap = date.fromisoformat(one.row.day_from) - date.fromisoformat(row.day_to)
                assert gap.days <= DAYS
    assert found


def test_a_piece_that_was_split_off_is_near(fused: Workspace) -> None:
    with fused.engine.connect() as connection:
        row = connection.execute(select(incidents).order_by(incidents.c.claims.desc())).first()
        assert row is not None
        held = incident_meant(connection, row.id)[1]
    first = held[0].key.partition("/")[0]
    out = [one.key for one in held if one.key.startswith(f"{first}/")]
    with turn(fused.engine) as connection:
        judgements.split(connection, row.id, out, by="anna", note="another day")
    fuse(fused)
    with fused.engine.connect() as connection:
        kept = incident_meant(connection, row.id)[0]
        assert near_incidents(connection, kept)
        steps = history_of(connection, kept.n)
    assert {step.kind for step in steps} == {"report", "judgement"}
    (judged,) = [step for step in steps if step.kind == "judgement"]
    assert (judged.by, judged.what, judged.note) == ("anna", "different", "another day")
