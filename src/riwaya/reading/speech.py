"""One speech, one speaker: what stands inside one quotation was said by one source.

The model reads each window by itself and may lose the speaker of a long quotation, above all where
it runs over a window's end. A claim without a source inside a quotation takes the chain of the
nearest claim before it (else after it) in the same quotation.
"""

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from riwaya.records.claim import Claim


def carry_speakers(claims: Sequence[Claim], speech: Sequence[int]) -> list[Claim]:
    """The claims in order; `speech` gives each claim's quotation number, 0 outside of any."""
    carried = list(claims)
    speeches: dict[int, list[int]] = defaultdict(list)
    for index, number in enumerate(speech):
        if number:
            speeches[number].append(index)
    for members in speeches.values():
        for order in (members, members[::-1]):
            fill(carried, order)
    return carried


def fill(claims: list[Claim], order: Sequence[int]) -> None:
    """Give each claim without a source that of the last one before it in an order."""
    last: Claim | None = None
    for index in order:
        claim = claims[index]
        if claim.attribution:
            last = claim
        elif last is not None:
            claims[index] = replace(claim, attribution=last.attribution, stance=last.stance)
