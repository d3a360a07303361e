import msgspec
import pytest

from riwaya.errors import BadInput
from riwaya.records.decision import Decision
from riwaya.workspace.decision_list import list_decisions, undo
from riwaya.workspace.keeping import decide
from riwaya.workspace.workspace import Workspace
from tests.workspace.handmade import CLASH, claim, standing, told, told_once

__all__ = ["told", "told_once"]


def put(
    workspace: Workspace, verdict: str, anchor: str = "56-59", by: str = "anna", **more: object
) -> str:
    known = {"report": "r-clash", "anchor": anchor, "author": by, "made_at": "2026-01-01T00:00:00Z"}
    decision = Decision(verdict=verdict, **(known | more))  # type: ignore[arg-type]
    with workspace.engine.begin() as connection:
        decide(connection, [decision])
    return decision.id


def test_decisions_are_listed_in_order_with_author_and_time(told: Workspace) -> None:
    first = put(told, "accept", note="so")
    second = put(told, "reject", by="bob")
    one, two = list_decisions(told)
    assert (one.id, one.author, one.verdict, one.note) == (first, "anna", "accept", "so")
    assert (two.id, two.report, two.anchor, two.standing) == (second, "r-clash", "56-59", True)


def test_by_report_and_by_author(told: Workspace) -> None:
    put(told, "accept")
    put(told, "reject", by="bob")
    put(told, "accept", anchor="20-24", report="r-strike")
    assert [one.verdict for one in list_decisions(told, author="bob")] == ["reject"]
    assert [one.anchor for one in list_decisions(told, report="r-strike")] == ["20-24"]


def test_a_decision_is_taken_back_by_a_further_one(told: Workspace) -> None:
    made = put(told, "reject")
    told.by = "bob"
    (gone,) = undo(told, made[:8])
    assert (gone.id, gone.standing) == (made, False)
    assert standing(told, "clash")[1].review == "open"
    kept, withdrawal = list_decisions(told)
    assert (kept.standing, withdrawal.verdict, withdrawal.author) == (False, "withdraw", "bob")
    assert withdrawal.withdraws == made
    assert undo(told, made) == []
    assert len(list_decisions(told)) == 2


def test_taking_back_can_be_taken_back(told: Workspace) -> None:
    made = put(told, "reject")
    undo(told, made)
    undo(told, list_decisions(told)[1].id)
    assert standing(told, "clash")[1].review == "rejected"
    undo(told, made)
    assert standing(told, "clash")[1].review == "open"


def test_with_an_added_claim_goes_what_was_decided_about_it(told: Workspace) -> None:
    patch = msgspec.to_builtins(claim(CLASH, "الجيش", "deploy", "a1"))
    made = put(told, "add", anchor="added-1", patch=patch)
    put(told, "accept", anchor="added-1", by="bob")
    assert len(undo(told, made)) == 2
    assert len(standing(told, "clash")) == 2
    assert not any(one.standing for one in list_decisions(told) if one.verdict != "withdraw")


def test_what_cannot_be_taken_back_is_said(told: Workspace) -> None:
    made = put(told, "reject")
    with pytest.raises(BadInput, match="at least 6"):
        undo(told, made[:3])
    with pytest.raises(BadInput, match="no decision"):
        undo(told, "f" * 63 + ("e" if made[-1] == "f" else "f"))
