"""Which identities are public, and a mention's words without the names of private people.

Public are the bodies of the tables (hospitals, which are places, aside) and people who hold or
held an office by them. Of a mention's words those are kept that name nobody, and the names of
public identities; the rest is covered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from unicodedata import normalize

from riwaya.knowledge.name_words import WORD, Token, bare, tokens_of, without_clitics
from riwaya.knowledge.people import people_word
from riwaya.knowledge.places import word_of
from riwaya.knowledge.romanise import romanise
from riwaya.publishing.filler import FILLER
from riwaya.publishing.words import facility_at, sort_of
from riwaya.resolving.claims import Knowledge

#: Between two words of one name.
BLANK = re.compile(r"\s*")
#: The same between two in Latin letters: «Hind al-Qaranfuli», «hind_qaranfuli».
JOINED = re.compile(r"[\s_.'\-]*")
#: Signs that mentions may keep; others (emoji, direction marks, odd scripts' marks) are covered.
SIGNS = re.compile(r"""[\s.,:;!?()\[\]«»"'/%\-\N{ARABIC COMMA}\N{ARABIC SEMICOLON}]""")
#: Words of people's names: at least so many letters, or they are initials and particles.
SHORTEST = 2


@dataclass(slots=True)
class Sight:
    """What is shown of each word of a phrase, and why not: "name", "facility", or "alone"."""

    tokens: list[Token]
    hidden: dict[int, str] = field(default_factory=dict)
    #: Tokens of office holders' names.
    people: set[int] = field(default_factory=set)


class Screen:
    """Asked of every identity and every word before it is published."""

    def __init__(self, known: Knowledge) -> None:
        self.known = known

        #: See `_names_in`: mentions come again in many claims.
        self.names_in = lru_cache(maxsize=50_000)(self._names_in)

    @cached_property
    def holders(self) -> frozenset[str]:
        """People who hold or held an office."""
        persons = self.known.who.persons
        return frozenset(p for office in persons.offices for p in persons.ever_held(office))

    def is_public(self, entity: str) -> bool:
        """Whether an actor, office or person may be named."""
        actor = self.known.who.actors.get(entity)
        if actor is not None:
            return actor.kind != "hospital" and entity not in self.known.who.persons.persons
        return entity in self.holders or entity in self.known.who.persons.offices

    def entity(self, entity: str | None) -> str | None:
        """The identity, None where it is private or in no table."""
        return entity if entity is not None and self.is_public(entity) else None

    def name_of(self, entity: str | None) -> str | None:
        """The English name of a public identity, as the tables have it."""
        if self.entity(entity) is None or entity is None:
            return None
        office = self.known.who.persons.offices.get(entity)
        return self.known.who.name_of(entity) or (office.name if office else None)

    def look(
        self, phrase: str, *, entity: str | None = None, names: frozenset[str] = frozenset(),
        own: frozenset[str] = frozenset(), place: bool = False, facility: bool = False,
    ) -> Sight:  # fmt: skip
        """What of a phrase is covered.

        `entity` is what it stands for; `names` are keys of private names of the report, `own` of
        those words that are the place's own name; `place` lets words stand that no table knows,
        for they name a place that the tables have;
        `facility` says that it names a camp, hospital, shelter or home, whatever its words.
        """
        sight = Sight(tokens_of(phrase))
        hits = self._hits(sight, entity)
        for number, token in enumerate(sight.tokens):
            sort = sort_of(phrase[token.start : token.end])
            kept = number in hits
            private = bool(key_forms(token.key) & names) and hits.get(number, 1) == 1
            if key_forms(token.key) & own:
                continue
            if private or (not kept and (sort == "name" or (sort == "unknown" and not place))):
                sight.hidden[number] = "name"
        self._spread(phrase, sight, hits)
        if not place:
            self._lone_adjective(phrase, sight, hits, entity)
        if facility or not place:  # of a town's name nothing is hidden: «بيت لحم»
            self._facilities(phrase, sight, facility=facility)
        return sight

    def cover(self, phrase: str, sight: Sight) -> str:
        """The phrase with the hidden words and all odd signs filled; as long as it was."""
        inside = {
            position: number
            for number, token in enumerate(sight.tokens)
            for position in range(token.start, token.end)
        }
        return "".join(
            FILLER
            if (inside[i] in sight.hidden if i in inside else not SIGNS.match(letter))
            else letter
            for i, letter in enumerate(phrase)
        )

    def _names_in(
        self,
        phrase: str,
        entity: str | None,
        own: frozenset[str],
        place: bool,  # noqa: FBT001 (remembered by position)
        named: bool,  # noqa: FBT001
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Keys of the private names in a mention, and the same in Latin letters.

        `place`: it is a place's mention; `named`: words that no table knows are that place's name.
        """
        sight = self.look(phrase, entity=entity, own=own, place=named)
        names: set[str] = set()
        latin: set[str] = set()
        for number, why in sight.hidden.items():
            token = sight.tokens[number]
            word = phrase[token.start : token.end]
            plain = sort_of(word) in {"said", "particle"}
            if why == "name" or (why == "facility" and not (plain or place)):
                names |= key_forms(token.key)
                latin |= latin_words(word)
        return frozenset(names), frozenset(latin)

    def _hits(self, sight: Sight, entity: str | None) -> dict[int, int]:
        """Tokens that are of public names, with the number of words that the name has."""
        who, tokens = self.known.who, sight.tokens
        found: dict[int, int] = {}
        position = 0
        while position < len(tokens):
            size = 1
            for index in (who.actors.names, who.actors.capitals, who.persons.titles,
                          who.persons.names):  # fmt: skip
                hit = index.at(tokens, position)
                if hit is None or not self.is_public(hit.value):
                    continue
                # One word of a person's name is enough only where the mention stands for them.
                person = index is who.persons.names
                if person and hit.last - hit.first == 1 and hit.value != entity:
                    continue
                if person and entity is not None and hit.value != entity:
                    continue
                size = max(size, hit.last - hit.first)
                if person:
                    sight.people.update(range(hit.first, hit.last))
                found |= dict.fromkeys(range(hit.first, hit.last), hit.last - hit.first)
            position += size
        return found

    @staticmethod
    def _spread(phrase: str, sight: Sight, hits: dict[int, int]) -> None:
        """A name goes on over the words that follow it; before it, it takes what is no noun."""
        for number, before in _neighbours(phrase, sight.tokens):
            if before in sight.hidden and number not in sight.hidden:
                word = phrase[sight.tokens[number].start : sight.tokens[number].end]
                if sort_of(word) != "particle" and hits.get(number, 1) == 1:
                    sight.hidden[number] = "name"
        for number, before in reversed(list(_neighbours(phrase, sight.tokens))):
            token = sight.tokens[before]
            sort = sort_of(phrase[token.start : token.end])
            part = sort == "unknown" or before in sight.people
            if number in sight.hidden and before not in sight.hidden and part:
                sight.hidden[before] = "name"  # a public person's name that goes on: another's

    def _lone_adjective(
        self, phrase: str, sight: Sight, hits: dict[int, int], entity: str | None
    ) -> None:
        """«المصري» by itself is a surname unless it stands for a public side."""
        if len(sight.tokens) != 1 or self.entity(entity) is not None or hits:
            return
        token = sight.tokens[0]
        if sort_of(phrase[token.start : token.end]) in {"adjective", "place"}:
            sight.hidden.setdefault(0, "alone")

    @staticmethod
    def _facilities(phrase: str, sight: Sight, *, facility: bool) -> None:
        """Everything behind the words for a hospital, up to a preposition; so its name is gone.

        Of a phrase that names one by itself, only words for kinds of place stay.
        """
        tokens = sight.tokens
        number, inside = 0, False
        while number < len(tokens):
            size = facility_at(tokens, number)
            if size:
                for index in range(number, number + size):
                    sight.hidden.pop(index, None)
                inside, number = True, number + size
                continue
            particle = sort_of(phrase[tokens[number].start : tokens[number].end]) == "particle"
            inside = inside and not particle
            generic = particle or people_word(tokens[number].key) is not None
            if not generic and (inside or (facility and word_of(tokens[number]) is None)):
                sight.hidden[number] = "facility"
            number += 1


def key_forms(key: str) -> frozenset[str]:
    """A word's key in the forms that a name may have in another place of the text."""
    return frozenset(
        form for cut in without_clitics(key) for form in (cut, bare(cut)) if len(form) >= SHORTEST
    )


def latin_words(word: str) -> set[str]:
    """How a word may look in an English line or an address, in small letters."""
    plain = normalize("NFKD", f"{word} {romanise(word)}")
    ascii_only = "".join(letter for letter in plain if letter.isascii()).lower()
    return {part for part in WORD.findall(ascii_only) if len(part) > SHORTEST}


def _neighbours(phrase: str, tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Tokens with the one before, where nothing but a blank stands between."""
    for number in range(1, len(tokens)):
        gap = phrase[tokens[number - 1].end : tokens[number].start]
        latin = tokens[number].key.isascii() and tokens[number - 1].key.isascii()
        if (JOINED if latin else BLANK).fullmatch(gap):
            yield number, number - 1
