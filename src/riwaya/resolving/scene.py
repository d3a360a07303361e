"""What a report has named where: the ground on which short forms and homonyms are decided."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from riwaya.knowledge.actors import Actor, ActorTable
from riwaya.knowledge.head_nouns import heads
from riwaya.knowledge.name_words import (
    ARTICLE,
    LAM,
    Token,
    bare,
    bare_forms,
    keys_of,
    tokens_of,
    without_clitics,
    word_key,
)
from riwaya.knowledge.persons import PersonTable
from riwaya.knowledge.short_forms import short_forms
from riwaya.resolving.times import publication

#: Names before a mention that are looked at, so that a long text costs no more a word.
LOOK_BACK = 400
#: One place in so many makes a country one that the text speaks of.
SHARE = 4
#: Classes of head noun before an adjective that make a force of the country.
FORCES = {"air", "navy", "army", "police", "government", "intelligence"}


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name in the text: raw offsets and the actor or person that it names."""

    start: int
    end: int
    entity: str
    person: bool = False


@dataclass(slots=True)
class Scene:
    """A report's words, the names in it, and the countries that it speaks of."""

    raw: str
    tokens: list[Token]
    published: str | None
    sightings: list[Sighting] = field(default_factory=list)
    #: Numbers of the sightings by the words of their names, articles and clitics off.
    by_word: dict[str, list[int]] = field(default_factory=dict)
    #: Short forms in the text, and whom those stand for that were asked for, by where they begin.
    echoes: list[Sighting] = field(default_factory=list)
    echoed: dict[int, str | None] = field(default_factory=dict)
    countries: Counter[str] = field(default_factory=Counter)
    #: Where its places lie: whose army and police are meant, when nobody says.
    ground: Counter[str] = field(default_factory=Counter)
    _words: frozenset[str] = frozenset()

    @property
    def words(self) -> frozenset[str]:
        """The keys of all words, articles and clitics off."""
        if not self._words:
            forms = (form for token in self.tokens for form in without_clitics(token.key))
            self._words = frozenset(map(bare, forms))
        return self._words

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """The words that lie in a raw stretch."""
        first = bisect_left(self.tokens, start, key=lambda token: token.end - 1)
        last = bisect_right(self.tokens, end - 1, key=lambda token: token.start)
        found = self.tokens[first:last]
        if found and found[0].start < start:  # what the mention leaves out is a clitic
            key = word_key(self.raw[start : found[0].end])
            lams = self.raw[found[0].start : start].endswith(LAM) and key.startswith(LAM)
            if lams or self.raw[found[0].start : start].endswith(LAM + LAM):
                key = ARTICLE + key.removeprefix(LAM) if lams else ARTICLE + key  # «للهلال»
            found[0] = Token(key, start, found[0].end)
        return found

    def sighted(self, position: int) -> Sighting | None:
        """The name that begins at a raw position."""
        at = bisect_left(self.sightings, position, key=lambda sighting: sighting.start)
        found = self.sightings[at : at + 1]
        return found[0] if found and found[0].start == position else None

    def before(self, position: int) -> Iterable[Sighting]:
        """What was named before a raw position, the nearest first."""
        at = bisect_left(self.sightings, position, key=lambda sighting: sighting.end)
        return (self.sightings[i] for i in range(at - 1, max(-1, at - 1 - LOOK_BACK), -1))

    def named_before(self, position: int) -> Iterator[Sighting]:
        """Names and short forms before a raw position, the nearest first."""
        echoes = self.echoes
        at = bisect_left(echoes, position, key=lambda echo: echo.end) - 1
        for sighting in self.before(position):
            while at >= 0 and echoes[at].start > sighting.start:
                yield echoes[at]
                at -= 1
            yield sighting
        yield from (echoes[i] for i in range(at, -1, -1))

    def see(self, sighting: Sighting) -> None:
        """One more name, found when the rest of the text was known."""
        insort(self.sightings, sighting, key=lambda sighting: sighting.start)

    def called(self, word: str, position: int) -> Iterator[Sighting]:
        """Names before a raw position that have a word (without article), the nearest first."""
        numbers = self.by_word.get(word, [])
        at = bisect_left(numbers, position, key=lambda number: self.sightings[number].end)
        return (self.sightings[numbers[i]] for i in range(at - 1, -1, -1))

    def country(self) -> str | None:
        """The country where most places of the text lie, else the one it speaks of most."""
        top = (self.ground or self.countries).most_common(1)
        return top[0][0] if top else None

    def speaks_of(self, country: str) -> bool:
        """Whether a good part of the places lies in a country, so that one is no slip."""
        return self.ground[country] > 1 and SHARE * self.ground[country] >= self.ground.total()


def scene_of(
    raw: str,
    actors: ActorTable,
    persons: PersonTable,
    *,
    published: str | None = None,
    country: str | None = None,
) -> Scene:
    """Everything named in a text; `country` is the outlet's, which counts a little."""
    scene = sighted(raw, actors, persons, published=published, country=country)
    index_words(scene)
    _hear_echoes(scene)
    return scene


def sighted(
    raw: str,
    actors: ActorTable,
    persons: PersonTable,
    *,
    published: str | None = None,
    country: str | None = None,
) -> Scene:
    """The names of a text and the countries that it speaks of: all that places are located by."""
    day = publication(published)[0]
    scene = Scene(raw, tokens_of(raw), day.isoformat() if day else None)
    if country:
        scene.countries[country] += 1
    taken: set[int] = set()
    _sight_persons(scene, persons, taken)
    _sight_actors(scene, actors, taken)
    _sight_titles(scene, actors, persons, taken)
    for hit in actors.capitals.all_in(scene.tokens):
        if not taken & set(range(hit.first, hit.last)):
            scene.countries[actors[hit.value].country] += 1
    _sight_adjectives(scene, actors, taken)
    scene.sightings.sort(key=lambda sighting: sighting.start)
    return scene


def _sight_persons(scene: Scene, persons: PersonTable, taken: set[int]) -> None:
    for hit in persons.names.all_in(scene.tokens):
        _sight(scene, hit.first, hit.last, hit.value, person=True)
        taken.update(range(hit.first, hit.last))
        nation = persons.persons[hit.value].country
        if nation:
            scene.countries[nation] += 1


def _sight_actors(scene: Scene, actors: ActorTable, taken: set[int]) -> None:
    for hit in actors.names.all_in(scene.tokens):
        if not taken & set(range(hit.first, hit.last)):
            entity = _fuller(scene, actors, hit.value)
            _sight(scene, hit.first, hit.last, entity)
            taken.update(range(hit.first, hit.last))
            _vote(scene, actors[entity])


def _sight_titles(scene: Scene, actors: ActorTable, persons: PersonTable, taken: set[int]) -> None:
    """«الرئيس الروسي» names his state, for the pronouns behind it."""
    for hit in persons.titles.all_in(scene.tokens):
        state = actors.force(persons.offices[hit.value].country, "state", None)
        if state and not taken & set(range(hit.first, hit.last)):
            _sight(scene, hit.first, hit.last, state)
            _vote(scene, actors[state])


def _hear_echoes(scene: Scene) -> None:
    """Definite short forms outside of names: «التنظيم», «الجيش»."""
    ends = {sighting.start: sighting.end for sighting in scene.sightings}
    covered = 0
    for token in scene.tokens:
        covered = max(covered, ends.get(token.start, 0))
        if token.start < covered:
            continue
        form = next((f for f in without_clitics(token.key) if f in short_forms()), None)
        if form is not None and form.startswith(ARTICLE):
            scene.echoes.append(Sighting(token.start, token.end, ""))


def index_words(scene: Scene) -> None:
    """Remember which names have which words, once all are seen."""
    scene.by_word.clear()
    for number, sighting in enumerate(scene.sightings):
        tokens = scene.tokens_in(sighting.start, sighting.end)
        for word in set(bare_forms(tokens)):
            scene.by_word.setdefault(word, []).append(number)


def _sight(scene: Scene, first: int, last: int, entity: str, *, person: bool = False) -> None:
    start, end = scene.tokens[first].start, scene.tokens[last - 1].end
    scene.sightings.append(Sighting(start, end, entity, person))


def _fuller(scene: Scene, actors: ActorTable, entity: str) -> str:
    """«القاعدة» after «تنظيم القاعدة في جزيرة العرب» is that branch, named in full before."""
    for sighting in islice(reversed(scene.sightings), LOOK_BACK):
        actor = actors.get(sighting.entity)
        if actor is None or sighting.entity == entity:
            continue
        if actor.parent == entity and actor.kind == actors[entity].kind:
            seen = scene.tokens_in(sighting.start, sighting.end)
            short = {keys_of(name) for name in actors[entity].names}
            if any(tuple(t.key for t in seen[: len(keys)]) == keys for keys in short):
                return sighting.entity
    return entity


def _vote(scene: Scene, actor: Actor) -> None:
    if actor.country:
        scene.countries[actor.country] += 2 if actor.kind == "state" else 1


def _sight_adjectives(scene: Scene, actors: ActorTable, taken: set[int]) -> None:
    """«القوات الروسية»: a force noun and a nationality name an actor together."""
    for number, token in enumerate(scene.tokens):
        country = None if number in taken else adjective_entity(token.key, actors)
        if country is None:
            continue
        actor = actors[country]
        _vote(scene, actor)
        role = head_class(scene.tokens[number - 1].key) if number else None
        entity = actors.own_force(actor.country, role_of(role or ""), scene.published)
        if entity and role in FORCES:
            _sight(scene, number - 1, number + 1, entity)


def adjective_entity(key: str, actors: ActorTable) -> str | None:
    """The state or actor of an adjective of nationality, in any gender, with or without article."""
    return actors.adjective(key)


def role_of(head: str) -> str:
    """The role of a force that a class of head noun tells: officials are the authorities."""
    return "authorities" if head == "government" else head


@lru_cache(maxsize=50_000)
def head_class(key: str, following: str = "") -> str | None:
    """The class of a head noun (of two words where the table has them), clitics and article off."""
    table = heads()
    if following:
        for form in without_clitics(key):
            found = table.get(f"{form} {following}")
            if found is not None:
                return found
    for form in without_clitics(key):
        found = table.get(form.removeprefix(ARTICLE))
        if found is not None:
            return found
    return None


def last_of(
    scene: Scene, position: int, actors: ActorTable, fits: Callable[[Actor], bool]
) -> Sighting | None:
    """The last fitting actor named before a position, if it existed then."""
    for sighting in scene.before(position):
        actor = actors.get(sighting.entity)
        if actor is not None and fits(actor) and actor.exists_on(scene.published):
            return sighting
    return None
