"""A headline that the body tells again makes no second claim."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def without_retold(
    claims: Sequence[Item],
    headline: range,
    word: Callable[[Item], int],
    event: Callable[[Item], object],
) -> list[Item]:
    """The claims less those of the headline whose event the body tells too.

    `word` gives a claim's trigger word, `event` its event. A headline says in short what the body
    says in full, so the same event is the same happening there.
    """
    told = {event(claim) for claim in claims if word(claim) not in headline}
    return [claim for claim in claims if word(claim) not in headline or event(claim) not in told]
