"""One rule for all that people say and take back."""

from dataclasses import dataclass

from riwaya.records.withdrawing import standing, withdrawn


@dataclass(frozen=True)
class Said:
    id: str
    verdict: str = "accept"
    withdraws: str | None = None


FIRST, SECOND = Said("1"), Said("2")
BACK = Said("3", "withdraw", "1")
AGAIN = Said("4", "withdraw", "3")


def test_what_was_taken_back_does_not_stand() -> None:
    assert withdrawn([FIRST, SECOND, BACK]) == {"1"}
    assert standing([FIRST, SECOND, BACK]) == [SECOND]


def test_a_taking_back_can_be_taken_back() -> None:
    assert standing([FIRST, SECOND, BACK, AGAIN]) == [FIRST, SECOND]


def test_a_withdrawal_of_nothing_changes_nothing() -> None:
    assert standing([FIRST, Said("5", "withdraw")]) == [FIRST]
