"""Names without their nationality or place: «قيادة العمليات المشتركة» in a report from Iraq."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from riwaya.knowledge.name_words import ARTICLE, IN, bare, keys_of, word_key

if TYPE_CHECKING:
    from riwaya.knowledge.actors import Actor


@dataclass(frozen=True, slots=True)
class Local:
    """An actor that a name without nationality may mean; `place` must be named in the text."""

    entity: str
    place: str


#: The words of such a name -> a country -> whom it means there. The first word keeps its article,
#: since «قوات خاصة» are any.
LocalNames = dict[tuple[str, ...], dict[str, list[Local]]]


def local_names(
    actors: Mapping[str, Actor],
    country_of: Callable[[str], str | None],
    state_of: Callable[[str], str | None],
) -> LocalNames:
    """The actors' names cut short; by an adjective's key its country, by a country its state."""
    found: LocalNames = {}
    for actor in actors.values():
        if not actor.country or actor.kind == "state":
            continue
        state = actors.get(state_of(actor.country) or "")
        for keys, place in _cut(actor, country_of, state):
            if any(key.startswith(ARTICLE) for key in keys):
                name = (keys[0], *map(bare, keys[1:]))
                held = found.setdefault(name, {}).setdefault(actor.country, [])
                held.append(Local(actor.id, place))
    return found


def _cut(
    actor: Actor, country_of: Callable[[str], str | None], state: Actor | None
) -> Iterator[tuple[tuple[str, ...], str]]:
    """What stands before the nationality or the place in an actor's names, and the place's word."""
    for name in actor.names:
        *before, last = name.split()
        if IN in before[1:]:
            at = before.index(IN, 1)
            own = state is not None and last in state.names
            yield keys_of(" ".join(before[:at])), "" if own else bare(word_key(last))
        elif before and country_of(word_key(last)) == actor.country:
            yield keys_of(" ".join(before)), ""
