"""Versions of a report: what went and came, in words and in claims."""

from hypothesis import given
from hypothesis import strategies as st

from riwaya.workspace.version_changes import Piece, claim_changes, text_changes
from tests.workspace.handmade import documents

WORDS = st.lists(
    st.sampled_from(["غارة", "على", "حلب", "14", "قتيلا", ".", "\n", "  "]), max_size=30
).map(" ".join)


def test_a_number_that_was_changed_stands_alone() -> None:
    before = "قتل 14 شخصا في حلب.\nوجرح سبعة."
    after = "قتل 19 شخصا في حلب.\nوجرح سبعة. وفقد طفل."
    assert text_changes(before, after) == [
        Piece("same", "قتل "), Piece("gone", "14"), Piece("come", "19"),
        Piece("same", " شخصا في حلب.\nوجرح سبعة."), Piece("come", " وفقد طفل."),
    ]  # fmt: skip


@given(WORDS, WORDS)
def test_the_pieces_are_both_texts(before: str, after: str) -> None:
    pieces = text_changes(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after
    assert "".join(piece.text for piece in pieces if piece.kind != "come") == before
    assert all(piece.text for piece in pieces)


def test_the_same_text_is_one_piece() -> None:
    assert text_changes("قتل رجل.", "قتل رجل.") == [Piece("same", "قتل رجل.")]
    assert text_changes("", "") == []
    assert text_changes("", "قتل.") == [Piece("come", "قتل.")]


def test_claims_are_the_same_when_they_say_the_same() -> None:
    strike = documents()["strike"].claims
    assert claim_changes(strike, strike) == []
    assert [(one.kind, one.claim.id) for one in claim_changes(strike, strike[:2])] == [
        ("gone", "c3")
    ]
    assert [(one.kind, one.claim.id) for one in claim_changes(strike[1:], strike)] == [
        ("come", "c1")
    ]
