"""The second opinion's figure."""

from evaluation.gsr import ASSAULT, balanced_accuracy, surest
from riwaya.records.claim import Claim
from riwaya.records.mention import Mention


def claim(event: str, **more: object) -> Claim:
    fields = {"polarity": "affirmed", "reality": "actual", "confidence": 0.8} | more
    trigger = Mention(text="x", start=0, end=1)
    return Claim(id="c", event=event, trigger=trigger, stance="states", quoted=False, **fields)


def test_balanced_accuracy_weighs_both_sides_alike() -> None:
    scores = [(0.9, True), (0.1, True), *[(0.1, False)] * 9, (0.9, False)]
    assert balanced_accuracy(scores, 0.5) == (0.5 + 0.9) / 2


def test_only_affirmed_actual_claims_of_the_kind_count() -> None:
    claims = [
        claim("kill", polarity="negated"),
        claim("attack", reality="possible"),
        claim("protest"),
        claim("bombing", confidence=0.3),
    ]
    assert surest(claims, ASSAULT) == 0.3
    assert surest([], ASSAULT) == 0.0
