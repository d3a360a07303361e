"""One speech, one speaker."""

from riwaya.reading.speech import carry_speakers
from riwaya.records.claim import Claim
from riwaya.records.mention import Mention, Source
from riwaya.records.terms import Stance

TEXT = "وزير مصدر قصف قتل جرح"


def claim(source: str | None = None, stance: Stance = "states") -> Claim:
    found = ()
    if source:
        start = TEXT.index(source)
        end = start + len(source)
        found = (Source.of(TEXT, start, end, kind="official", named=False),)
    return Claim(
        id="c", event="kill", trigger=Mention.of(TEXT, 10, 13), polarity="affirmed",
        reality="actual", stance=stance, quoted=True, attribution=found,
    )  # fmt: skip


def origins(*claims: Claim, speech: list[int]) -> list[str | None]:
    return [c.origin.text if c.origin else None for c in carry_speakers(claims, speech)]


def test_the_speaker_carries_on_through_a_quotation() -> None:
    assert origins(claim("وزير"), claim(), claim(), speech=[1, 1, 1]) == ["وزير"] * 3


def test_a_speaker_named_at_the_end_speaks_from_the_start() -> None:
    assert origins(claim(), claim("وزير"), speech=[1, 1]) == ["وزير"] * 2


def test_the_nearest_speaker_before_wins() -> None:
    found = origins(claim("وزير"), claim("مصدر"), claim(), speech=[1, 1, 1])
    assert found == ["وزير", "مصدر", "مصدر"]


def test_nothing_is_carried_out_of_a_quotation_or_into_another() -> None:
    assert origins(claim("وزير"), claim(), claim(), speech=[1, 0, 2]) == ["وزير", None, None]


def test_the_stance_comes_along() -> None:
    assert carry_speakers([claim("وزير", "claims"), claim()], [1, 1])[1].stance == "claims"
