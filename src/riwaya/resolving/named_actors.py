"""Who a mention names in its own words: a name, a title, an owner, a nationality."""

from __future__ import annotations

from riwaya.knowledge.folding import WAW
from riwaya.knowledge.genders import person_of
from riwaya.knowledge.name_words import ARTICLE, IN, LAM, Hit, Token, without_clitics
from riwaya.knowledge.persons import Office
from riwaya.resolving.identity import Identity, Who, Words, force_of, if_existing
from riwaya.resolving.scene import FORCES, Scene, adjective_entity, head_class, role_of

#: Between a body and its department.
DASHES = frozenset("-\N{EN DASH}\N{EM DASH}/")


def whole_name(words: Words, scene: Scene, who: Who) -> Identity | None:
    """All the words are one name of the tables."""
    for index, what in ((who.persons.names, "person"), (who.actors.names, "actor")):
        hit = index.at(words.tokens, 0)
        if hit is not None and hit.last == len(words.tokens):
            seen = scene.sighted(words.tokens[0].start)  # «القاعدة» may be one of its branches
            entity = seen.entity if seen and what == "actor" and not seen.person else hit.value
            return if_existing(entity, scene, who, f"named: a name of the {what}")
    return None


def person_inside(words: Words, scene: Scene, who: Who) -> Identity | None:
    """A person's name with a title before or after it: «وزير الدفاع الروسي، سيرغي شويغو»."""
    hits = list(who.persons.names.all_in(words.tokens))
    if not hits:
        return None
    hit = hits[-1]
    first = words.tokens[0].key
    owner = who.persons.persons[hit.value].affiliation
    if owner and _led(words, hit):
        head = head_class(first) or ""  # «قوات حفتر» are his army
        own = who.actors.actors[owner].kind in {"state", "government"} and head in FORCES
        force = force_of(owner, head, who, scene.published) if own else None
        return Identity(force or owner, f"led by {who.name_of(hit.value)}")
    return Identity(hit.value, "named: the person's name stands in the words")


def _led(words: Words, hit: Hit) -> bool:
    """Whether the words are armed men of a person: «قوات حفتر», «قوة موالية للرئيس صالح»."""
    first = words.tokens[0].key
    if hit.first == 0 or words.head not in {"air", "navy", "army", "men"}:
        return False
    if any(form.startswith(ARTICLE) for form in without_clitics(first)):
        return any(token.key.startswith(LAM) for token in words.tokens[1 : hit.first + 1])
    return hit.first == 1 or any(
        token.key.startswith(LAM) for token in words.tokens[1 : hit.first + 1]
    )


def office_holder(words: Words, scene: Scene, who: Who) -> Identity | None:
    """A title alone: who held the office on the day of the report; a spokesman is the body's."""
    hit = who.persons.titles.at(words.tokens, 0) or _bare_title(words, scene, who)
    if hit is None:
        return None
    office = who.persons.offices[hit.value]
    if hit.last < len(words.tokens):  # a title and a name that no table has
        if (holder := _surnamed(words, hit, who)) is not None:
            return Identity(holder, f"{office.name}, with a surname")
        return _unknown_person(words, hit, office.body or None)
    if words.head == "spokesman" and office.body:  # whoever holds it, the body speaks
        return Identity(office.body, f"{office.name}: speaks for {who.name_of(office.body)}")
    if scene.published is None:
        only = who.persons.only_holder(hit.value)
        why = "the only holder that the table has" if only else "who held it depends on the date"
        return Identity(only, f"{office.name}: {why}")
    return _on_the_day(office, scene.published, who)


def _surnamed(words: Words, hit: Hit, who: Who) -> str | None:
    """«رئيس الوزراء المالكي»: the one who held the office and has the surname."""
    if len(words.tokens) != hit.last + 1:
        return None
    bearers = who.persons.last_named(words.tokens[-1].key)
    held = bearers & who.persons.ever_held(hit.value)
    return next(iter(held)) if len(held) == 1 else None


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
    if words.source and words.named and is_person_behind(words, hit, scene):
        return Identity(None, f"a person of {name} whom no table knows", (hit.value,))
    if not hit.first:
        if hit.last < len(words.tokens) and is_foreign(words.tokens[hit.last], hit.value, who):
            return None  # «جنود الاحتلال المغربي»: the adjective says whose
        return if_existing(hit.value, scene, who, "named at the front of the words")
    return _belonging(words, hit, scene, who)


def _belonging(words: Words, hit: Hit, scene: Scene, who: Who) -> Identity:
    """What stands before an owner's name: a force of its own, or the owner itself."""
    name, head = who.name_of(hit.value), words.head
    if head in FORCES and who.actors.actors[hit.value].kind in {"state", "government", "military"}:
        force = force_of(hit.value, head or "", who, scene.published)
        if force:
            return Identity(force, f"the {head} of {name}", (hit.value,))
    return if_existing(hit.value, scene, who, f"of {name}: {head or 'what belongs to it'}")


def is_foreign(token: Token, entity: str, who: Who) -> bool:
    """Whether an adjective behind a name says another nationality than the name's."""
    nation = adjective_entity(token.key, who.actors)
    country = who.actors[entity].country
    return nation is not None and bool(country) and who.actors[nation].country not in {country, ""}


def is_person_behind(words: Words, hit: Hit, scene: Scene) -> bool:
    """Whether a name in two to four unknown words stands behind what is known.

    «وزارة الدفاع في بغداد», «قيادة الجيش - مديرية التوجيه» and «المرصد ومقره بريطانيا» have none.
    """
    rest = words.tokens[hit.last :]
    if not 2 <= len(rest) <= 4 or rest[0].key.startswith((ARTICLE, WAW)) or rest[0].key == IN:
        return False
    between = scene.raw[words.tokens[hit.last - 1].end : rest[0].start]
    return not any(head_class(token.key) for token in rest) and not DASHES & set(between)


def _owner(words: Words, scene: Scene, hits: list[Hit]) -> Hit | None:
    """The name that the words hang on: the first, or the one that brackets say more closely."""
    for hit in hits[1:]:
        start = words.tokens[hit.first].start
        if scene.raw[start - 1 : start] == "(":  # «قوات الأمم المتحدة (يونيفيل)»
            return hit
    return hits[0] if hits else None


def publisher(words: Words, _: Scene, who: Who) -> Identity | None:
    """A source that is an outlet without its noun: «الحياة», «مراسل الجزيرة»."""
    if not words.source or not words.named:
        return None
    first = 1 if words.head == "voice" and len(words.tokens) > 1 else 0
    hit = who.actors.publishers.at(words.tokens, first)
    if hit is None or hit.last < len(words.tokens):
        return None
    return Identity(hit.value, f"an outlet that is the source: {who.name_of(hit.value)}")


def capital(words: Words, _: Scene, who: Who) -> Identity | None:
    """A capital that acts or speaks for its state: «موسكو»."""
    hit = who.actors.capitals.at(words.tokens, 0)
    if hit is None or hit.last < len(words.tokens):
        return None
    return Identity(hit.value, "a capital that stands for its government")


def by_adjective(words: Words, scene: Scene, who: Who) -> Identity | None:
    """A nationality alone or after a force noun: «الروسية», «الجنود الأميركيين»."""
    for number, token in enumerate(words.tokens):
        entity = adjective_entity(token.key, who.actors)
        if entity is None:
            continue
        if number == 0:
            return _nationality(words, entity, scene, who) if len(words.tokens) == 1 else None
        head = words.head
        if head is None or head == "civil":
            return None
        if head in {"voice", "spokesman", "government", "men"}:  # «متحدث عسكري أميركي»
            described = [head_class(t.key) for t in words.tokens[1:number]]
            head = next((c for c in described if c in FORCES), head)
        return _of_nation(words, entity, head, scene, who)
    return None


def _of_nation(words: Words, entity: str, head: str, scene: Scene, who: Who) -> Identity | None:
    """A nation's army, aircraft, officials, voice."""
    actor = who.actors[entity]
    if words.source and not words.named and head in {"voice", "government"}:
        return Identity(None, f"somebody of {actor.name} who is not named", (entity,))
    if head == "men" and actor.kind == "state":
        return None  # fighters of a nationality are not their state
    role = "authorities" if head in {"voice", "spokesman"} else role_of(head)
    own = actor.kind == "state" and who.actors.own_force(actor.country, role, scene.published)
    force = own if own and own != entity else None
    return Identity(force or entity, f"the {head} of {actor.name}", (entity,) if force else ())


def _nationality(words: Words, entity: str, scene: Scene, who: Who) -> Identity | None:
    """«الروسية», of aircraft and the like; «الأميركيين» who act are their army, others nobody."""
    actor = who.actors[entity]
    key = words.tokens[0].key
    definite = any(form.startswith(ARTICLE) for form in without_clitics(key))
    if not (definite or words.agent):
        return None
    why = f"an adjective that stands for {actor.name}"
    if actor.kind != "state":
        return Identity(entity, why)
    army = who.actors.own_force(actor.country, "army", scene.published)
    if person_of(key) == "they":
        abroad = actor.country != scene.country()
        acts = words.agent and definite and abroad and army is not None
        return Identity(army, why, (entity,)) if acts else None
    return Identity(entity, why) if army is not None else None  # whoever has none, acts by parties
