"""Persons by their last name alone: «المالكي», «الرئيس المالكي»."""

from __future__ import annotations

from collections.abc import Iterable

from riwaya.knowledge.name_words import Token, without_clitics
from riwaya.resolving.identity import Identity, Who, Words
from riwaya.resolving.scene import Scene, head_class

#: Letters of the shortest surname that tells a person whom the text has not named in full.
TELLING = 4


def last_name(words: Words, scene: Scene, who: Who) -> Identity | None:
    """A surname of a person whom the text has named in full before, or whom everybody knows."""
    key = words.tokens[-1].key
    for form in without_clitics(key):
        bearers = who.persons.last_named(form)
        if not bearers:
            continue
        for sighting in scene.before(words.start):
            if sighting.person and sighting.entity in bearers:
                return Identity(sighting.entity, "a surname of a person named before")
        alone = len(words.tokens) == 1 and len(form) >= TELLING and head_class(form) is None
        if alone and not _is_namesakes(form, words.start, scene, who):
            return _well_known(bearers, words, scene, who)
    return None


def _is_namesakes(form: str, position: int, scene: Scene, who: Who) -> bool:
    """Whether the text has named somebody else in full who has this surname: «محمد المالكي»."""
    before: Token | None = None
    for token in scene.tokens:
        if token.start >= position:
            return False
        given = without_clitics(before.key) if before is not None else ()
        if form in without_clitics(token.key) and not who.persons.given_names.isdisjoint(given):
            return True
        before = token
    return False


def _well_known(bearers: Iterable[str], words: Words, scene: Scene, who: Who) -> Identity | None:
    """The only person with a surname, or the only one of the country that the text speaks of."""
    persons = [who.persons.persons[bearer] for bearer in sorted(bearers)]
    if scene.published is not None and len(persons) > 1:
        held = [p for p in persons if who.persons.holds_any(p.id, scene.published)]
        persons = held or persons
    here = [person for person in persons if person.country == scene.country()]
    if len(persons) > 1:
        persons = here
    elif not (words.source or here) and not scene.countries[persons[0].country]:
        return None  # of a country that the text never mentions
    if len(persons) != 1:
        return None
    return Identity(persons[0].id, "the only person of the tables with this surname")
