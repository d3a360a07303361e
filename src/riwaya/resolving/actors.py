"""Who a mention stands for: names, offices, adjectives, owners, short forms, each with its reason.

The surest reading wins; what nothing speaks for stays null. The order of `READINGS` is the order
of trust: a name in the words themselves before anything that the rest of the text must tell.
"""

from __future__ import annotations

from riwaya.resolving.identity import NOWHERE, Around, Identity, Who, Words
from riwaya.resolving.implied_actors import (
    bare_force,
    namesake,
    short_form,
)
from riwaya.resolving.local_actors import at_home, local_name, of_local_name, seated
from riwaya.resolving.named_actors import (
    actor_inside,
    by_adjective,
    capital,
    office_holder,
    person_inside,
    publisher,
    whole_name,
)
from riwaya.resolving.pronouns import by_pronoun
from riwaya.resolving.scene import Scene
from riwaya.resolving.surnames import last_name


def identify(
    scene: Scene,
    who: Who,
    start: int,
    end: int,
    *,
    source: bool = False,
    named: bool = True,
    agent: bool = False,
    around: Around = NOWHERE,
) -> Identity:
    """Who the raw stretch [start, end) stands for; `named` counts for sources only."""
    words = Words(scene.tokens_in(start, end), start, end, source, named, agent, around)
    if words.tokens:
        for reading in READINGS:
            found = reading(words, scene, who)
            if found is not None:
                return at_home(found, scene, who)
    return Identity(None, "no known name in these words")


READINGS = (
    whole_name, person_inside, office_holder, local_name, capital, actor_inside, of_local_name,
    short_form, publisher, by_adjective, seated, by_pronoun, last_name, namesake, bare_force,
)  # fmt: skip
