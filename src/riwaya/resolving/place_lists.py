"""One mention with several places: «حقول التنك والجفرة والتيم والعمر»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from riwaya.knowledge.folding import WAW
from riwaya.knowledge.name_words import Token, word_key
from riwaya.knowledge.places import PlaceTable, word_of
from riwaya.resolving.identity import Who
from riwaya.resolving.place_names import find_name
from riwaya.resolving.scene import Scene


@dataclass(frozen=True, slots=True)
class Item:
    """One place of a list: its raw stretch, and the words that it is looked up by."""

    start: int
    end: int
    tokens: tuple[Token, ...]


def items_of(scene: Scene, places: PlaceTable, who: Who, start: int, end: int) -> tuple[Item, ...]:
    """The places of a list behind a plural type word; empty unless each of them is known."""
    tokens = scene.tokens_in(start, end)
    word = word_of(tokens[0]) if tokens else None
    if word is None or not word.singular or len(tokens) < 3:
        return ()
    items = tuple(_items(tokens))
    known = all(find_name(item.tokens, scene, places, who) for item in items)
    return items if known and len(items) > 1 else ()


def after_and(token: Token) -> Token:
    """A word without the «and» written onto it."""
    return Token(word_key(token.key.removeprefix(WAW)), token.start + 1, token.end)


def _items(tokens: Sequence[Token]) -> Iterator[Item]:
    kind, names = tokens[0], tokens[1:]
    first = 0
    for number in range(1, len(names) + 1):
        if number < len(names) and not names[number].key.startswith(WAW):
            continue
        part = list(names[first:number])
        start = kind.start if first == 0 else part[0].start
        if first:  # the «and» in front is no part of the name
            part[0] = after_and(part[0])
            start += 1
        yield Item(start, part[-1].end, (kind, *part))
        first = number
