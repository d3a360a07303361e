"""Whose side an actor is on: the identity at the top of its parents."""

from functools import lru_cache

from riwaya.knowledge.actors import shipped_actors


@lru_cache(maxsize=10_000)
def top_of(actor: str) -> str:
    """The identity at the top of an actor's parents; its own where it has none."""
    table = shipped_actors()
    seen = {actor}
    while (found := table.get(actor)) is not None and found.parent and found.parent not in seen:
        actor = found.parent
        seen.add(actor)
    return actor
