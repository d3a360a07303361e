"""Two readers of one claim: the second is blind, both are compared, an editor settles."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from msgspec import json
from msgspec.structs import replace

from riwaya.errors import BadInput
from riwaya.records.decision import Decision
from riwaya.store.decided import digest_of
from riwaya.store.patches import patch_between
from riwaya.store.turns import turn
from riwaya.workspace.desk_settings import DeskSettings, put_desk_settings
from riwaya.workspace.keeping import decide
from riwaya.workspace.report_history import ReportHistory
from riwaya.workspace.second import (
    blind,
    last_second_of,
    put_second,
    readers,
    second_named,
    waiting_for,
)
from riwaya.workspace.two_readers import agreement, settle
from riwaya.workspace.workspace import Workspace


@pytest.fixture
def claims(filled: Workspace) -> list[tuple[str, str]]:
    """Claims of the small workspace: report and anchor."""
    with filled.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "select reports.id, anchor from claims join reports on reports.n = report_n order by claims.n"
        )
        return [(row[0], row[1]) for row in rows]


@pytest.fixture
def moments() -> Iterator[str]:
    return (f"2026-01-01T00:00:{second:02}.000000+00:00" for second in range(60))


def said(where: tuple[str, str], verdict: str, author: str, at: str, **more: object) -> Decision:
    return Decision(
        report=where[0], anchor=where[1], verdict=verdict, author=author, made_at=at, **more
    )


def first(workspace: Workspace, *several: Decision) -> None:
    with turn(workspace.engine) as connection:
        decide(connection, several)


def second(workspace: Workspace, *several: Decision) -> None:
    with turn(workspace.engine) as connection:
        for one in several:
            put_second(connection, one)


def negated(workspace: Workspace, where: tuple[str, str]) -> dict:
    """The patch that makes a claim negated."""
    with workspace.engine.connect() as connection:
        claim = blind(connection, *where).claim
    return patch_between(claim, replace(claim, polarity="negated"))


def test_one_reader_is_usual(filled: Workspace) -> None:
    with turn(filled.engine) as connection:
        assert readers(connection) == 1
        put_desk_settings(connection, DeskSettings(readers=2))
        assert readers(connection) == 2


def test_others_claims_wait_and_never_ones_own(
    filled: Workspace, claims: list, moments: Iterator
) -> None:
    first(
        filled,
        said(claims[0], "accept", "anna", next(moments)),
        said(claims[1], "reject", "ben", next(moments)),
    )
    with filled.engine.connect() as connection:
        assert waiting_for(connection, "carla") == [claims[0], claims[1]]
        assert waiting_for(connection, "anna") == [claims[1]]
        assert waiting_for(connection, "ben") == [claims[0]]


def test_what_was_withdrawn_or_read_twice_waits_no_more(
    filled: Workspace, claims: list, moments: Iterator
) -> None:
    made = [said(where, "accept", "anna", next(moments)) for where in claims[:3]]
    first(filled, *made)
    first(filled, said(claims[0], "withdraw", "anna", next(moments), withdraws=made[0].id))
    reading = said(claims[1], "reject", "ben", next(moments))
    second(filled, reading)
    with filled.engine.connect() as connection:
        assert waiting_for(connection, "ben") == [claims[2]]
        assert last_second_of(connection, "ben").id == reading.id
        assert second_named(connection, reading.id) == reading
    second(filled, said(claims[1], "withdraw", "ben", next(moments), withdraws=reading.id))
    with filled.engine.connect() as connection:
        assert waiting_for(connection, "ben") == [claims[1], claims[2]]
        assert last_second_of(connection, "ben") is None


def test_the_second_reader_sees_the_machine_s_claim(
    filled: Workspace, claims: list, moments: Iterator
) -> None:
    with filled.engine.connect() as connection:
        before = blind(connection, *claims[0])
    patch = negated(filled, claims[0])
    first(filled, said(claims[0], "correct", "anna", next(moments), patch=patch, note="look"))
    with filled.engine.connect() as connection:
        after = blind(connection, *claims[0])
        assert after == before
        assert after.seen == digest_of(after.claim)
        assert blind(connection, "nothing", "1-2") is None
        assert blind(connection, claims[0][0], "9998-9999") is None


def test_nobody_reads_the_same_claim_twice(
    filled: Workspace, claims: list, moments: Iterator
) -> None:
    first(filled, said(claims[0], "accept", "anna", next(moments)))
    with pytest.raises(BadInput, match="another person"):
        second(filled, said(claims[0], "accept", "anna", next(moments)))
    second(filled, said(claims[0], "accept", "ben", next(moments)))
    with pytest.raises(BadInput, match="a second time already"):
        second(filled, said(claims[0], "reject", "carla", next(moments)))


def test_a_second_reading_changes_no_claim(
    filled: Workspace, claims: list, moments: Iterator
) -> None:
    first(filled, said(claims[0], "accept", "anna", next(moments)))
    second(filled, said(claims[0], "reject", "ben", next(moments)))
    with filled.engine.connect() as connection:
        standing = ReportHistory(connection, claims[0][0]).standing[claims[0][1]]
    assert standing.review == "accepted"


def test_agreement_counts_verdicts_and_fields(
    filled: Workspace, claims: list, moments: Iterator
) -> None:
    patch = negated(filled, claims[4])
    for where, one, other in (
        (claims[0], "accept", "accept"),
        (claims[1], "reject", "reject"),
        (claims[4], "accept", "correct"),
        (claims[3], "accept", "reject"),
    ):
        first(filled, said(where, one, "anna", next(moments)))
        more = {"patch": patch} if other == "correct" else {}
        second(filled, said(where, other, "ben", next(moments), **more))
    with filled.engine.connect() as connection:
        found = agreement(connection)
    assert (found.verdicts.n, found.verdicts.same) == (4, 0.5)
    assert found.table == {
        ("accept", "accept"): 1,
        ("reject", "reject"): 1,
        ("accept", "correct"): 1,
        ("accept", "reject"): 1,
    }
    # Po 1/2; Pe 3/4 x 1/4 + 1/4 x 1/2.
    assert found.verdicts.kappa == pytest.approx((0.5 - 5 / 16) / (1 - 5 / 16))
    fields = {one.name: one for one in found.fields}
    assert (fields["polarity"].n, fields["polarity"].same) == (2, 0.5)
    assert (fields["event"].n, fields["event"].same) == (2, 1.0)
    assert [(p.second.report, p.second.anchor) for p in found.open] == [claims[3], claims[4]]
    assert found.open[1].differing == ("polarity",)
    assert found.open[1].cells() == [("polarity", "affirmed", "affirmed", "negated")]


@pytest.mark.parametrize(
    ("whose", "polarity", "review"),
    [("first", "affirmed", "accepted"), ("second", "negated", "corrected")],
)
def test_an_editor_settles_with_a_note(
    filled: Workspace, claims: list, moments: Iterator, whose: str, polarity: str, review: str
) -> None:
    where = claims[0]
    first(filled, said(where, "accept", "anna", next(moments)))
    reading = said(where, "correct", "ben", next(moments), patch=negated(filled, where))
    second(filled, reading)
    with turn(filled.engine) as connection:
        with pytest.raises(BadInput, match="why"):
            settle(connection, reading.id, whose, by="carla", note=" ")
        made = settle(connection, reading.id, whose, by="carla", note="the text denies it")
        standing = ReportHistory(connection, where[0]).standing[where[1]]
        assert (standing.claim.polarity, standing.review) == (polarity, review)
        assert made.note == "the text denies it"
        assert settle(connection, reading.id, whose, by="dora", note="no") is None
        found = agreement(connection)
        assert found.open == ()
        # What was settled later is no first reader's word.
        assert found.pairs[0].first.author == "anna"
        with pytest.raises(BadInput, match="no such second reading"):
            settle(connection, "0" * 64, whose, by="carla", note="x")


def test_the_rejected_claim_of_the_second_reader_is_settled_so(
    filled: Workspace, claims: list, moments: Iterator
) -> None:
    first(filled, said(claims[0], "accept", "anna", next(moments)))
    reading = said(claims[0], "reject", "ben", next(moments))
    second(filled, reading)
    with turn(filled.engine) as connection:
        settle(connection, reading.id, "second", by="carla", note="not in the text")
        assert ReportHistory(connection, claims[0][0]).standing[claims[0][1]].review == "rejected"


def test_a_first_word_that_was_taken_back_makes_no_pair(
    filled: Workspace, claims: list, moments: Iterator
) -> None:
    made = said(claims[0], "accept", "anna", next(moments))
    first(filled, made)
    second(filled, said(claims[0], "accept", "ben", next(moments)))
    first(filled, said(claims[0], "withdraw", "anna", next(moments), withdraws=made.id))
    with filled.engine.connect() as connection:
        found = agreement(connection)
    assert found.pairs == ()
    assert found.verdicts.kappa is None


def test_times_of_settling_are_real_moments(
    filled: Workspace, claims: list, moments: Iterator
) -> None:
    first(filled, said(claims[0], "accept", "anna", next(moments)))
    reading = said(claims[0], "reject", "ben", next(moments))
    second(filled, reading)
    with turn(filled.engine) as connection:
        made = settle(connection, reading.id, "first", by="carla", note="x")
    assert datetime.fromisoformat(made.made_at).tzinfo == UTC
    assert json.decode(json.encode(made), type=Decision) == made
