"""A grade that somebody accepted stands as long as the incident suggests it."""

import pytest
from sqlalchemy import select

from evaluation.benchmarks.fusion import generated
from riwaya.errors import BadInput
from riwaya.records.incident import Grade
from riwaya.store.fusion_tables import incidents
from riwaya.store.incident_search import incident_named
from riwaya.store.turns import turn
from riwaya.workspace import gradings, judgements
from riwaya.workspace.fusing import fuse
from riwaya.workspace.incidents import incident
from riwaya.workspace.sides import Changed
from riwaya.workspace.workspace import Workspace
from tests.workspace.made import put


@pytest.fixture
def fused(empty: Workspace) -> Workspace:
    put(empty, generated(400, seed=4))
    fuse(empty)
    return empty


def ids(workspace: Workspace) -> list[str]:
    with workspace.engine.connect() as connection:
        query = select(incidents.c.id).order_by(incidents.c.claims.desc(), incidents.c.id)
        return list(connection.execute(query).scalars())


def grade(workspace: Workspace, id_: str) -> Grade:
    found = incident(workspace, id_)
    assert found is not None
    assert found.grade is not None
    return found.grade


def accept(workspace: Workspace, id_: str) -> gradings.Grading:
    suggested = grade(workspace, id_)
    with turn(workspace.engine) as connection:
        seen = suggested.airwars, suggested.admiralty
        return gradings.accept(connection, id_, suggested, seen, by="anna")


def test_accepted_and_taken_back_and_that_taken_back(fused: Workspace) -> None:
    id_, other = ids(fused)[:2]
    assert grade(fused, id_).status == "suggested"
    made = accept(fused, id_)
    now = grade(fused, id_)
    assert (now.status, now.accepted_by) == ("accepted", "anna")
    assert grade(fused, other).status == "suggested"
    with turn(fused.engine) as connection:
        back = gradings.undo(connection, made.id, by="ben")
        assert back is not None
        assert gradings.undo(connection, made.id, by="ben") is None
    assert grade(fused, id_).status == "suggested"
    with turn(fused.engine) as connection:
        gradings.undo(connection, back.id, by="ben")
    assert grade(fused, id_).status == "accepted"
    with fused.engine.connect() as connection:
        row = incident_named(connection, id_)
        assert row is not None
        assert [s for _, s in gradings.gradings_of(connection, row.n)] == [True, False, True]


def test_another_suggestion_is_one_again_with_what_had_been_accepted(fused: Workspace) -> None:
    id_ = ids(fused)[0]
    suggested = grade(fused, id_)
    other = Grade(airwars="confirmed", admiralty="A1", rule="")
    with turn(fused.engine) as connection:
        gradings.accept(connection, id_, other, ("confirmed", "A1"), by="anna")
    now = grade(fused, id_)
    assert now.status == "suggested"
    assert (now.airwars, now.admiralty) == (suggested.airwars, suggested.admiralty)
    assert now.accepted == ("confirmed", "A1")
    assert now.accepted_by == "anna"


def test_it_goes_with_the_incident_into_another(fused: Workspace) -> None:
    one, other = ids(fused)[:2]
    accept(fused, one)
    accept(fused, other)
    with turn(fused.engine) as connection:
        judgements.same(connection, one, other, by="anna")
    fuse(fused)
    assert grade(fused, one) == grade(fused, other)
    assert grade(fused, one).accepted_by == "anna"


def test_what_was_not_seen_is_not_accepted(fused: Workspace) -> None:
    id_ = ids(fused)[0]
    with fused.engine.begin() as connection:
        with pytest.raises(Changed, match="look at it again"):
            gradings.accept(connection, id_, grade(fused, id_), ("weak", "F9"), by="anna")
        with pytest.raises(BadInput, match="no grading"):
            gradings.undo(connection, "0" * 64, by="anna")
