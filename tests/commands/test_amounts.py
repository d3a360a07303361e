"""How many of something: one is told in the singular."""

from riwaya.commands.amounts import amount


def test_one_is_no_plural() -> None:
    told = [amount(number, "new report") for number in (0, 1, 2, 1200)]
    assert told == ["0 new reports", "1 new report", "2 new reports", "1,200 new reports"]
