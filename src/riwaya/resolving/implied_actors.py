"""Who a mention means without naming them: short forms, bare forces, words of a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from riwaya.knowledge.actors import Actor
from riwaya.knowledge.name_words import ARTICLE, Hit, Token, bare, without_clitics
from riwaya.knowledge.short_forms import short_forms
from riwaya.resolving.identity import SIDES, Identity, Who, Words, force_of
from riwaya.resolving.named_actors import is_person_behind
from riwaya.resolving.scene import (
    FORCES,
    LOOK_BACK,
    Scene,
    Sighting,
    adjective_entity,
    head_class,
    last_of,
)

#: Kinds of actor that speak for a country.
OFFICIAL = frozenset(("state", "government", "ministry", "military", "police"))
#: Roles that a foreign force seldom plays.
HOME = frozenset(
    ("police", "civil_defence", "opposition", "enemy", "health_ministry", "interior_ministry",
     "factions", "resistance")
)  # fmt: skip
#: Roles of those who come from afar: the last side named that has such a force.
BORNE = frozenset(("air", "navy"))
#: Roles that a state has abroad as well.
FAR = BORNE | {"army"}
#: ACLED's code of forces from abroad.
ABROAD = 8
#: Letters within which an actor named before outweighs the country's own.
JUST_BEFORE = 250


def short_form(words: Words, scene: Scene, who: Who) -> Identity | None:
    """A bare noun for what was named before: «التنظيم», «الجيش»."""
    keys = [token.key for token in words.tokens]
    for first in without_clitics(keys[0]):
        form = short_forms().get(" ".join([first, *keys[1:]]))
        if form is None:
            continue
        if form.entity:
            entity = _branch(form.entity, words, scene, who)
            return Identity(entity, f"a standing name of {who.name_of(entity)}")
        return _named_before(words, scene, who, form.kinds, form.role, first)
    return _of_short_form(words, scene, who) if len(keys) > 1 and words.head != "civil" else None


def _of_short_form(words: Words, scene: Scene, who: Who) -> Identity | None:
    """«مقاتلي الحركة», «مواقع الجيش»: what belongs to a short form."""
    for number in range(1, len(words.tokens)):
        noun = _short_noun(words.tokens[number:])
        if noun is None:
            continue
        form = short_forms()[noun]
        if form.kinds and form.kinds <= {"state"}:
            continue
        rest = replace(words, tokens=words.tokens[number : number + len(noun.split())])
        if form.entity:
            entity = _branch(form.entity, words, scene, who)
            found = Identity(entity, f"a standing name of {who.name_of(entity)}")
        else:
            found = _named_before(rest, scene, who, form.kinds, form.role, noun.split()[0])
        if found.entity is None:
            return found
        if (
            words.source
            and words.named
            and is_person_behind(words, Hit(0, number + len(noun.split()), ""), scene)
        ):
            return Identity(None, "a person whom no table knows", (found.entity,))
        head = words.head or ""
        state = who.actors.actors[found.entity].kind in {"state", "government"}
        force = (
            force_of(found.entity, head, who, scene.published)
            if head == "air" or (state and head in FORCES)
            else None
        )
        return Identity(force or found.entity, f"of the side meant: {found.reason}")
    owned = len(words.tokens) == 2 and words.head in SIDES and not _is_definite(words)
    if owned and adjective_entity(words.tokens[1].key, who.actors) is None:  # «مصادر القوة»
        return namesake(replace(words, tokens=words.tokens[1:]), scene, who)
    return None


def _branch(entity: str, words: Words, scene: Scene, who: Who) -> str:
    """«القاعدة» after «تنظيم القاعدة في جزيرة العرب» is that branch."""
    for sighting in scene.before(words.start):
        actor = who.actors.get(sighting.entity)
        branch = actor is not None and actor.parent == entity
        if actor and branch and actor.kind == who.actors.actors[entity].kind:
            return actor.id
    return entity


def _short_noun(tokens: Sequence[Token]) -> str | None:
    """The short form that words begin with, also behind a preposition or without its article."""
    for size in (2, 1):
        rest = [token.key for token in tokens[1:size]]
        if len(tokens) < size:
            continue
        for form in without_clitics(tokens[0].key):
            for noun in (form, ARTICLE + form):
                joined = " ".join([noun, *rest])
                found = short_forms().get(joined)
                if found is not None and (noun is form or found.role != "opposition"):
                    return joined  # «مصادر معارضة» are not the opposition's
    return None


def _named_before(
    words: Words, scene: Scene, who: Who, kinds: frozenset[str], role: str, noun: str
) -> Identity:
    """The last actor named before whose name begins with the noun, or that is of such a kind.

    A force is the country's own, unless another one was named just before.
    """
    force = _own_force(words, scene, who, role, kinds)
    named = _namesake(words.start, scene, who, noun) if len(words.tokens) == 1 else None
    if force and role in HOME and not (role == "factions" and named):
        return _country_s(force, who)
    if role in BORNE and (borne := _from_afar(words, scene, who, role)):
        return borne
    named = named or last_of(scene, words.start, who.actors, _fitting(kinds, role, who))
    if named is not None and (force is None or words.start - named.end < JUST_BEFORE):
        others = (force,) if force and force != named.entity else ()
        return Identity(
            named.entity, f"the last such actor named before: {who.name_of(named.entity)}", others
        )
    return _country_s(force, who) if force else _named_later(scene, who, kinds, role)


def _country_s(force: str, who: Who) -> Identity:
    return Identity(force, f"of the country that the text speaks of: {who.name_of(force)}")


def _from_afar(words: Words, scene: Scene, who: Who, role: str) -> Identity | None:
    """Aircraft and ships: of the last side named that has such; of some that are hit, nothing."""
    if not (words.agent or words.source or _is_definite(words)):
        return Identity(None, "some aircraft or ship: nothing says whose")
    return _last_bearer(words, scene, who, role)


def _named_later(scene: Scene, who: Who, kinds: frozenset[str], role: str) -> Identity:
    """A short form before the name that it stands for."""
    fits = _fitting(kinds, role, who)
    later = next(
        (s.entity for s in scene.sightings[:LOOK_BACK]
         if (actor := who.actors.get(s.entity)) is not None and fits(actor)), None,
    )  # fmt: skip
    if later:
        return Identity(later, f"the only such actor that the text names: {who.name_of(later)}")
    return Identity(None, "a short form, and nothing named before that it could stand for")


def _is_definite(words: Words) -> bool:
    """Whether the first word has the article."""
    return any(form.startswith(ARTICLE) for form in without_clitics(words.tokens[0].key))


def _own_force(
    words: Words, scene: Scene, who: Who, role: str, kinds: frozenset[str]
) -> str | None:
    """The force of the country where it happens, of whoever speaks, of the text."""
    speaker = who.actors.get(words.around.speaker or "")
    told = role in FAR and speaker is not None and speaker.kind in OFFICIAL
    spoken = speaker.country if speaker is not None and told else ""
    any_men = role == "army" and "armed_group" in kinds
    if any_men and speaker is not None and speaker.kind == "ministry":
        home = who.actors.force(speaker.country, "interior_ministry", scene.published)
        if home == speaker.id:  # «القوات» of whom an interior ministry tells
            return who.actors.force(speaker.country, "police", scene.published)
    for country in (spoken, words.around.country, scene.country()):
        force = who.actors.force(country, role, scene.published) if country else None
        if force is not None:
            return force
    return None


def _last_bearer(words: Words, scene: Scene, who: Who, role: str) -> Identity | None:
    """«الطائرات»: of the last side named before that has aircraft."""
    for sighting in scene.before(words.start):
        actor = who.actors.get(sighting.entity)
        if actor is None or not actor.exists_on(scene.published):
            continue
        bearer = (
            actor.id
            if actor.kind == "coalition"
            else force_of(actor.id, role, who, scene.published)
        )
        if actor.id in who.actors.any_force and actor.id.endswith("-air-force"):
            bearer = actor.id
        if bearer:
            return Identity(bearer, f"of the last side named that has such: {actor.name}")
    return None


def _fitting(kinds: frozenset[str], role: str, who: Who) -> Callable[[Actor], bool]:
    """Which actors a short form can stand for: a force of that role, else one of the kinds."""
    if role:
        forces = who.actors.of_role(role)
        return lambda actor: actor.id in forces
    return lambda actor: actor.kind in kinds


def _namesake(position: int, scene: Scene, who: Who, noun: str) -> Sighting | None:
    """The last actor seen under a name that begins with this noun, article off."""
    wanted = bare(noun)
    for sighting in scene.called(wanted, position):
        if sighting.person or who.actors.get(sighting.entity) is None:
            continue
        seen = scene.tokens_in(sighting.start, sighting.end)[:2]  # «مقاتلو حزب الله» too
        if any(bare(form) == wanted for t in seen for form in without_clitics(t.key)):
            return sighting
    return None


def bare_force(words: Words, scene: Scene, who: Who) -> Identity | None:
    """«جنديين», «مروحية بلاك هوك»: a force whose side only the text around can tell."""
    role = words.head
    if role not in FORCES or role == "government":
        return None
    first, *rest = (without_clitics(token.key)[-1].startswith(ARTICLE) for token in words.tokens)
    if not first and any(rest):  # «قوات الحرس …»: of somebody whom no table knows
        return None
    return _named_before(words, scene, who, frozenset(), role, "")


def namesake(words: Words, scene: Scene, _: Who) -> Identity | None:
    """A definite noun that is a word of a name seen before: «الشبكة», «الفيلق», «الانتقالي»."""
    if len(words.tokens) != 1:
        return None
    for form in without_clitics(words.tokens[0].key):
        if not form.startswith(ARTICLE) or head_class(form) == "civil":
            continue
        for sighting in scene.called(bare(form), words.start):
            several = len(scene.tokens_in(sighting.start, sighting.end)) > 1
            if several and not sighting.person:
                return Identity(sighting.entity, "a word of a name seen before")
    return None
