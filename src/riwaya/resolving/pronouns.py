"""Whose men, arms, land: «قواته», «مقاتليها», «بلاده», «المتحدث باسمها», «الأخيرة»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from riwaya.knowledge.actors import Actor
from riwaya.knowledge.folding import HEH, TEH_MARBUTA
from riwaya.knowledge.genders import PERSONS, person_of
from riwaya.knowledge.name_words import ARTICLE, NOON, Token, keys_of, without_clitics
from riwaya.resolving.identity import SIDES, Identity, Who, Words, force_of
from riwaya.resolving.implied_actors import short_form
from riwaya.resolving.scene import FORCES, Scene, Sighting, head_class

ALEF = "\N{ARABIC LETTER ALEF}"
TEH = "\N{ARABIC LETTER TEH}"
#: Pronouns at the end of a noun, longest first, and whom they take up; two may be any.
PRONOUNS = {
    HEH + "\N{ARABIC LETTER MEEM}" + ALEF: frozenset(PERSONS),
    HEH + "\N{ARABIC LETTER MEEM}": frozenset(("they",)),
    HEH + ALEF: frozenset(("she",)),
    NOON + ALEF: frozenset(("we",)),
    HEH: frozenset(("he",)),
}
#: Kinds of actor that own men and arms, for «قواته» and its like.
OWNERS = frozenset(
    ("armed_group", "militia", "military", "state", "coalition", "government", "movement", "party",
     "police", "intelligence", "ministry", "un")
)  # fmt: skip
#: Classes of noun that may lose their teh marbuta to a pronoun: «قيادته» but not «سيارته».
LIVING = frozenset(("air", "army", "government", "men", "voice", "police"))
#: What a ministry's men are, and which ministry has such: role of the force, role of the ministry.
ROLES = {
    "army": ("army", "defence_ministry"),
    "air": ("air", "defence_ministry"),
    "navy": ("navy", "defence_ministry"),
    "police": ("police", "interior_ministry"),
}
#: Short for «in the name of», as it stands before a pronoun.
NAME = "\N{ARABIC LETTER BEH}\N{ARABIC LETTER ALEF}\N{ARABIC LETTER SEEN}\N{ARABIC LETTER MEEM}"
#: The last of two that were named: «الأخير», «الأخيرة».
LAST = {
    ARTICLE + f"{ALEF}\N{ARABIC LETTER KHAH}\N{ARABIC LETTER YEH}\N{ARABIC LETTER REH}": "he",
    ARTICLE
    + f"{ALEF}\N{ARABIC LETTER KHAH}\N{ARABIC LETTER YEH}\N{ARABIC LETTER REH}"
    + HEH: "she",
}
#: Letters of the longest sentence that is looked back over.
SENTENCE = 2_000
ENDS = frozenset(".!?\N{ARABIC QUESTION MARK}\n")


@dataclass(frozen=True, slots=True)
class Owned:
    """A noun with a pronoun: the noun's class, and who may own it."""

    head: str
    persons: frozenset[str]


def by_pronoun(words: Words, scene: Scene, who: Who) -> Identity | None:
    """«قواته», «مقاتليها»: a side's men by a pronoun, of the last side named that agrees."""
    owned = _owned(words, scene)
    if owned is None:
        return None
    if "we" in owned.persons:
        return _of(words.around.speaker, owned, who, scene.published, "we: whoever speaks")
    last = None
    for entity in _owners(words, scene, who, owned):
        if entity is not None:
            last = _of(entity, owned, who, scene.published, "a pronoun for the last side named")
            if last is not None:
                return last
    return Identity(None, "a pronoun, and no side named before")


def _owned(words: Words, scene: Scene) -> Owned | None:
    """The noun with a pronoun that a mention begins with, or that names whom it speaks for."""
    first, *rest = words.tokens
    if first.key in LAST:
        return Owned("men", frozenset((LAST[first.key],)))
    for token in rest[-2:]:
        if token.key.startswith(NAME + HEH):
            return Owned("voice", PRONOUNS.get(token.key.removeprefix(NAME), frozenset(PERSONS)))
    return _noun_with_pronoun(first, scene)


def _noun_with_pronoun(token: Token, scene: Scene) -> Owned | None:
    if scene.raw[token.end - 1] == TEH_MARBUTA:  # «قناصة» is no «قناصه»
        return None
    for form in without_clitics(token.key):
        for pronoun, persons in PRONOUNS.items():
            stem = form.removesuffix(pronoun)
            if stem == form or stem.startswith(ARTICLE):
                continue
            if "we" in persons and head_class(stem + NOON):  # «طيرانا», «مخزنا»
                continue
            head = head_class(stem) or head_class(stem + NOON)
            if head is None and stem.endswith(TEH):
                head = head_class(stem.removesuffix(TEH) + HEH)
                head = head if head in LIVING else None
            if head in SIDES or head == "country":
                return Owned(head or "", persons)
    return None


def _of(entity: str | None, owned: Owned, who: Who, day: str | None, why: str) -> Identity | None:
    """What the owner of men or arms has of them; None if it owns none."""
    person = who.persons.persons.get(entity or "")
    if person is not None:
        if owned.head == "country":
            state = who.actors.force(person.country, "state", day)
            return Identity(state, f"{why}: {person.name}") if state else None
        entity = person.affiliation
    actor = who.actors.get(entity or "")
    if actor is None:
        return None
    if owned.head == "country":
        state = who.actors.force(actor.country, "state", day)
        return Identity(state, f"{why}: {actor.name}") if state else None
    if actor.kind not in OWNERS:
        return None
    force = _force(actor, owned.head, who, day) if owned.head in FORCES else None
    return Identity(force or actor.id, f"{why}: {actor.name}")


def _force(actor: Actor, head: str, who: Who, day: str | None) -> str | None:
    """The men of a side; of a ministry or a command the army that it leads."""
    if actor.kind == "ministry":
        led = ROLES.get(head)
        role, of = led or ("", "")
        if who.actors.force(actor.country, of, day) == actor.id:
            return who.actors.force(actor.country, role, day)
        return None
    above = who.actors.get(actor.parent)
    commands = head_class("".join(keys_of(actor.names[0])[:1])) in {"voice", "government"}
    if actor.kind == "military" and head == "army" and above is not None and commands:
        if above.kind == "military":
            return above.id
        if above.kind == "ministry":
            return who.actors.force(actor.country, "army", day)
    return force_of(actor.id, head, who, day)


def _owners(words: Words, scene: Scene, who: Who, owned: Owned) -> Iterator[str | None]:
    """Who may own it: named in the sentence, the one who speaks, named before, the nearest first.

    Those who agree in gender and number come before all others.
    """
    opening = _sentence(scene, words.start)
    told = words.around.told
    spoken = False
    others = []
    for sighting in scene.named_before(words.start):
        border = max(opening, told) if told is not None and told < words.start else opening
        if not spoken and sighting.end <= border:
            spoken = True
            if told is not None and told <= words.start:
                yield words.around.speaker
        entity = sighting.entity or _echoed(sighting, scene, who)
        if entity is None:
            continue
        if _persons(sighting, entity, scene, who) & owned.persons:
            yield entity
        else:
            others.append(entity)
    if not spoken:
        yield words.around.speaker
    yield from others


def _sentence(scene: Scene, position: int) -> int:
    """Where the sentence of a raw position begins."""
    first = max(0, position - SENTENCE)
    return next((i + 1 for i in range(position - 1, first - 1, -1) if scene.raw[i] in ENDS), first)


def _echoed(sighting: Sighting, scene: Scene, who: Who) -> str | None:
    """Whom a short form in the text stands for: «الجيش», «التنظيم»."""
    if sighting.start not in scene.echoed:
        tokens = scene.tokens_in(sighting.start, sighting.end)
        words = Words(tokens, sighting.start, sighting.end, source=False, named=True, agent=False)
        found = short_form(words, scene, who)
        scene.echoed[sighting.start] = found.entity if found else None
    return scene.echoed[sighting.start]


def _persons(sighting: Sighting, entity: str, scene: Scene, who: Who) -> frozenset[str]:
    """The persons that a name is taken up by; all where nothing tells."""
    if sighting.person:
        return frozenset(("he",))
    tokens = scene.tokens_in(sighting.start, sighting.end)
    known = person_of(tokens[0].key)
    if known is not None:
        return frozenset((known,))
    actor = who.actors.get(entity)
    if actor is None:
        return frozenset(PERSONS)
    if actor.kind == "state":
        return frozenset(("she",))
    heads = (person_of(key) for name in actor.names if " " in name for key in keys_of(name)[:1])
    return frozenset(person for person in heads if person) or frozenset(PERSONS)
