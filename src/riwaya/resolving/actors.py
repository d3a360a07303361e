"""Who a mention stands for: names, offices, adjectives, owners, short forms, each with its reason.

The surest reading wins; what nothing speaks for stays null. The order of `READINGS` is the order
of trust: a name in the words themselves before anything that the rest of the text must tell.
"""

from __future__ import annotations

from riwaya.resolving.identity import Identity, Who, Words
from riwaya.resolving.implied_actors import (
    bare_force,
    by_pronoun,
    last_name,
    namesake,
    short_form,
)
from riwaya.resolving.named_actors import (
    actor_inside,
    by_adjective,
    capital,
    office_holder,
    person_inside,
    whole_name,
)
from riwaya.resolving.scene import Scene


def identify(
    scene: Scene,
    who: Who,
    start: int,
    end: int,
    *,
    source: bool = False,
    named: bool = True,
    agent: bool = False,
) -> Identity:
    """Who the raw stretch [start, end) stands for; `named` counts for sources only."""
    words = Words(scene.tokens_in(start, end), start, end, source, named, agent)
    if words.tokens:
        for reading in READINGS:
            found = reading(words, scene, who)
            if found is not None:
                return found
    return Identity(None, "no known name in these words")


READINGS = (
    whole_name, person_inside, office_holder, capital, actor_inside, short_form, by_adjective,
    by_pronoun, last_name, bare_force, namesake,
)  # fmt: skip
