"""Names that say no nationality, since the text does: «قوات الدرك» in a report from Jordan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from riwaya.knowledge.local_names import Local
from riwaya.knowledge.name_words import BEH, IN, Hit, Token, bare, without_clitics
from riwaya.knowledge.short_forms import short_forms, standing
from riwaya.resolving.identity import Identity, Who, Words, force_of
from riwaya.resolving.implied_actors import short_form
from riwaya.resolving.named_actors import is_foreign, is_person_behind
from riwaya.resolving.scene import Scene, Sighting, index_words

#: Countries that the text speaks of most, whose names are tried.
COUNTRIES = 3
#: The most words of such a name.
LONGEST = 6


def local_name(words: Words, scene: Scene, who: Who) -> Identity | None:
    """All the words are a name but for its nationality: «رئاسة الأركان»."""
    single = len(words.tokens) == 1  # «البرلمان» acts; «النفط» is no ministry
    if single and (words.tokens[0].key in short_forms() or not (words.agent or words.source)):
        return None
    size, found = _longest(words.tokens, words, scene, who, least=1)
    if found is None or size < len(words.tokens):
        return None
    return Identity(found, f"of the country that the text speaks of: {who.name_of(found)}")


def of_local_name(words: Words, scene: Scene, who: Who) -> Identity | None:
    """What belongs to such a name: «مصدر في قيادة العمليات المشتركة»."""
    if words.head == "civil":
        return None
    for number in range(len(words.tokens)):
        size, found = _longest(words.tokens[number:], words, scene, who)
        if found is None:
            continue
        rest = words.tokens[number + size :]
        if rest and is_foreign(rest[0], found, who):
            return None
        behind = is_person_behind(words, Hit(number, number + size, found), scene)
        if words.source and words.named and behind:
            return Identity(None, "a person whom no table knows", (found,))
        if number and words.head == "air":
            found = force_of(found, "air", who, scene.published) or found
        return Identity(found, f"of the country that the text speaks of: {who.name_of(found)}")
    return None


def seated(words: Words, scene: Scene, who: Who) -> Identity | None:
    """«وزارة الدفاع في كولومبو», «وحدات من الجيش في صيدا»: a body by the seat behind it."""
    for number, token in enumerate(words.tokens[1:], 1):
        grown = token.key.startswith(BEH)  # «الجيش بدمشق»
        if not grown and token.key != IN:
            continue
        rest = words.tokens[number if grown else number + 1 :]
        hit = who.actors.capitals.at(rest, 0) if rest else None
        if hit is None and (grown or not rest):
            continue
        return _at_its_seat(replace(words, tokens=words.tokens[:number]), hit, scene, who)
    return None


def _at_its_seat(body: Words, seat: Hit | None, scene: Scene, who: Who) -> Identity | None:
    """A body without what is behind it; a capital tells the country."""
    if seat is not None:
        country = who.actors[seat.value].country
        body = replace(body, around=replace(body.around, country=country))
        form = short_forms().get(" ".join(token.key for token in body.tokens))
        force = who.actors.own_force(country, form.role, scene.published) if form else None
        if force is not None:
            return Identity(force, f"by its seat: {who.name_of(force)}")
    return local_name(body, scene, who) or short_form(body, scene, who)


def _longest(
    tokens: Sequence[Token], words: Words, scene: Scene, who: Who, *, least: int = 2
) -> tuple[int, str | None]:
    """The words of the longest local name at the front, and whom it names."""
    names = who.actors.local_names
    keys = [bare(token.key) for token in tokens[:LONGEST]]
    for size in range(len(keys), least - 1, -1):
        for first in without_clitics(tokens[0].key):
            held = names.get((first, *keys[1:size]))
            if held is not None:
                found = _of_country(held, words, scene, who)
                if found is not None:
                    return size, found
    return 0, None


def _of_country(held: dict[str, list[Local]], words: Words, scene: Scene, who: Who) -> str | None:
    for country in countries_of(words, scene, who):
        fitting = {
            local.entity: None
            for local in held.get(country, ())
            if (not local.place or local.place in scene.words)
            and who.actors[local.entity].exists_on(scene.published)
        }
        if fitting:
            return next(iter(fitting))
    return None


def at_home(found: Identity, scene: Scene, who: Who) -> Identity:
    """«القاعدة» in a report from Yemen is the branch there."""
    country = scene.country()
    if found.entity not in standing() or not country:
        return found
    branch = who.actors.branch(found.entity or "", country, scene.published)
    if branch is None:
        return found
    why = f"{found.reason}; the branch of the country that the text speaks of"
    return Identity(branch, why, (found.entity,) if found.entity else ())


def countries_of(words: Words, scene: Scene, who: Who) -> Iterator[str]:
    """The countries that may be meant: where it happens, whose speaks, what the text speaks of."""
    if words.around.country:
        yield words.around.country
    top = scene.country()
    if top:
        yield top
    speaker = who.actors.get(words.around.speaker or "")
    if speaker is not None and speaker.country:
        yield speaker.country
    yield from (country for country, _ in islice(scene.countries.most_common(), COUNTRIES))


def sight_local_names(scene: Scene, who: Who) -> None:
    """Names without nationality in the whole text, once it is known where it lies."""
    openers = who.actors.local_openers
    taken = {sighting.start: sighting.end for sighting in scene.sightings}
    covered = 0
    for number, token in enumerate(scene.tokens):
        covered = max(covered, taken.get(token.start, 0))
        if token.start < covered or openers.isdisjoint(without_clitics(token.key)):
            continue
        tokens = scene.tokens[number : number + LONGEST]
        words = Words(tokens, token.start, token.end, source=False, named=True, agent=False)
        size, entity = _longest(tokens, words, scene, who)
        bare_noun = " ".join(token.key for token in tokens[:size]) in short_forms()
        if entity is not None and not bare_noun:
            covered = tokens[size - 1].end
            scene.see(Sighting(token.start, covered, entity))
    index_words(scene)
