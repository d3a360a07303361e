"""What incidents are called: by the claim that opens their first telling, in order of keys."""

from collections.abc import Iterable
from hashlib import sha256

LETTERS = 12


def incident_id(telling_keys: Iterable[str]) -> str:
    """The id of an incident with these tellings: the same whatever order they came in.

    It is the name of its first telling, so that an id that was once valid still finds the telling,
    and the incident that it is in now.
    """
    return telling_id(min(telling_keys))


def telling_id(key: str) -> str:
    """The short name of a telling, by its key."""
    return "i" + sha256(key.encode()).hexdigest()[:LETTERS]
