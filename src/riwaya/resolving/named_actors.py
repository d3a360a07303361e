"""Who a mention names in its own words: a name, a title, an owner, a nationality."""

from __future__ import annotations

from riwaya.knowledge.name_words import ARTICLE, Hit, Token, without_clitics
from riwaya.knowledge.persons import Office
from riwaya.resolving.identity import Identity, Who, Words, force_of, if_existing
from riwaya.resolving.scene import FORCES, Scene, adjective_entity, head_class


def whole_name(words: Words, scene: Scene, who: Who) -> Identity | None:
    """All the words are one name of the tables."""
    for index, what in ((who.persons.names, "person"), (who.actors.names, "actor")):
        hit = index.at(words.tokens, 0)
        if hit is not None and hit.last == len(words.tokens):
            seen = scene.sighted(words.tokens[0].start)  # «القاعدة» may be one of its branches
            entity = seen.entity if seen and what == "actor" and not seen.person else hit.value
            return if_existing(entity, scene, who, f"named: a name of the {what}")
    return None


def person_inside(words: Words, _: Scene, who: Who) -> Identity | None:
    """A person's name with a title before or after it: «وزير الدفاع الروسي، سيرغي شويغو»."""
    hits = list(who.persons.names.all_in(words.tokens))
    if not hits:
        return None
    hit = hits[-1]
    first = words.tokens[0].key
    construct = hit.first == 1 and not any(f.startswith(ARTICLE) for f in without_clitics(first))
    owner = who.persons.persons[hit.value].affiliation
    if construct and owner and head_class(first) in {"air", "navy", "army", "men"}:
        return Identity(owner, f"led by {who.name_of(hit.value)}")  # «قوات حفتر» are his army
    return Identity(hit.value, "named: the person's name stands in the words")


def office_holder(words: Words, scene: Scene, who: Who) -> Identity | None:
    """A title alone: who held the office on the day of the report; a spokesman is the body's."""
    hit = who.persons.titles.at(words.tokens, 0) or _bare_title(words, scene, who)
    if hit is None:
        return None
    office = who.persons.offices[hit.value]
    if hit.last < len(words.tokens):  # a title and a name that no table has
        return _unknown_person(words, hit, office.body or None)
    if words.head == "spokesman" and office.body:  # whoever holds it, the body speaks
        return Identity(office.body, f"{office.name}: speaks for {who.name_of(office.body)}")
    if scene.published is None:
        only = who.persons.only_holder(hit.value)
        why = "the only holder that the table has" if only else "who held it depends on the date"
        return Identity(only, f"{office.name}: {why}")
    return _on_the_day(office, scene.published, who)


def _on_the_day(office: Office, day: str, who: Who) -> Identity:
    held = who.persons.holders(office.id, day)
    if not held:
        others = (office.body,) if office.body else ()
        return Identity(None, f"{office.name} on {day}: the table has no holder", others)
    rest = tuple(tenure.person for tenure in held[1:])
    return Identity(held[0].person, f"{office.name} on {day}", rest)


def _bare_title(words: Words, scene: Scene, who: Who) -> Hit | None:
    """«رئيس الوزراء» in a text that speaks of Iraq."""
    country = scene.country() or ""
    keys = tuple(token.key for token in words.tokens)
    for size in range(len(keys), 0, -1):
        for first in without_clitics(keys[0]):
            office = who.persons.bare_titles.get(((first, *keys[1:size]), country))
            if office is not None:
                return Hit(0, size, office)
    return None


def _unknown_person(words: Words, hit: Hit, body: str | None) -> Identity | None:
    rest = len(words.tokens) - hit.last
    if words.source and words.named and 1 < rest <= 5:
        others = (body,) if body else ()
        return Identity(None, "a person whom no table knows, by office", others)
    return None


def actor_inside(words: Words, scene: Scene, who: Who) -> Identity | None:
    """An actor's name with what belongs to it: its men, arms, posts, spokesmen."""
    hit = _owner(words, scene, list(who.actors.names.all_in(words.tokens)))
    if hit is None:
        return None
    name = who.name_of(hit.value)
    if words.head == "civil" and hit.first:
        return Identity(None, "people or things that are no side")
    if words.source and words.named and is_person_behind(words, hit):
        return Identity(None, f"a person of {name} whom no table knows", (hit.value,))
    if not hit.first:
        if hit.last < len(words.tokens) and _is_foreign(words.tokens[hit.last], hit.value, who):
            return None  # «جنود الاحتلال المغربي»: the adjective says whose
        return if_existing(hit.value, scene, who, "named at the front of the words")
    return _belonging(words, hit, scene, who)


def _belonging(words: Words, hit: Hit, scene: Scene, who: Who) -> Identity:
    """What stands before an owner's name: a force of its own, or the owner itself."""
    name, head = who.name_of(hit.value), words.head
    if head in FORCES and who.actors.actors[hit.value].kind in {"state", "government", "military"}:
        force = force_of(hit.value, head or "", who)
        if force:
            return Identity(force, f"the {head} of {name}", (hit.value,))
    return if_existing(hit.value, scene, who, f"of {name}: {head or 'what belongs to it'}")


def _is_foreign(token: Token, entity: str, who: Who) -> bool:
    """Whether an adjective behind a name says another nationality than the name's."""
    nation = adjective_entity(token.key, who.actors)
    country = who.actors[entity].country
    return nation is not None and bool(country) and who.actors[nation].country not in {country, ""}


def is_person_behind(words: Words, hit: Hit) -> bool:
    """Whether a name in two to four unknown words stands behind what is known."""
    rest = words.tokens[hit.last :]
    known = [head_class(token.key) for token in rest]
    return 2 <= len(rest) <= 4 and not any(known) and not rest[0].key.startswith(ARTICLE)


def _owner(words: Words, scene: Scene, hits: list[Hit]) -> Hit | None:
    """The name that the words hang on: the first, or the one that brackets say more closely."""
    for hit in hits[1:]:
        start = words.tokens[hit.first].start
        if scene.raw[start - 1 : start] == "(":  # «قوات الأمم المتحدة (يونيفيل)»
            return hit
    return hits[0] if hits else None


def capital(words: Words, _: Scene, who: Who) -> Identity | None:
    """A capital that acts or speaks for its state: «موسكو»."""
    hit = who.actors.capitals.at(words.tokens, 0)
    if hit is None or hit.last < len(words.tokens):
        return None
    return Identity(hit.value, "a capital that stands for its government")


def by_adjective(words: Words, _: Scene, who: Who) -> Identity | None:
    """A nationality alone or after a force noun: «الروسية», «الجنود الأميركيين»."""
    for number, token in enumerate(words.tokens):
        entity = adjective_entity(token.key, who.actors)
        if entity is None:
            continue
        actor = who.actors[entity]
        if number == 0:
            definite = any(form.startswith(ARTICLE) for form in without_clitics(token.key))
            if len(words.tokens) == 1 and (definite or words.agent):
                return Identity(entity, f"an adjective that stands for {actor.name}")
            return None
        head = words.head
        if head is None or head == "civil":
            return None
        if head in {"voice", "spokesman", "government", "men"}:  # «متحدث عسكري أميركي»
            described = [head_class(t.key) for t in words.tokens[1:number]]
            head = next((c for c in described if c in FORCES), head)
        force = who.actors.forces.get((actor.country, head)) if actor.kind == "state" else None
        if head == "men" and actor.kind == "state":
            return None  # fighters of a nationality are not their state
        if head in {"voice", "spokesman"} and not force:
            force = who.actors.forces.get((actor.country, "government"))
        return Identity(force or entity, f"the {head} of {actor.name}", (entity,) if force else ())
    return None
