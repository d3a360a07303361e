"""Words by which checks tell what a number is of, from data/checks/clues.tsv."""

from collections.abc import Sequence
from functools import cache
from typing import Literal, get_args

from riwaya.errors import BadTable
from riwaya.knowledge.name_words import keys_of, without_clitics
from riwaya.knowledge.tables import read_table, shipped

Role = Literal[
    "among", "of_them", "out_of", "in_all", "man", "member", "more", "since", "rising",
    "other_time", "correction",
]  # fmt: skip
ROLES: tuple[Role, ...] = get_args(Role)


@cache
def clues() -> dict[str, frozenset[tuple[str, ...]]]:
    """The phrases of each role as keys of words; raises BadTable."""
    found: dict[str, set[tuple[str, ...]]] = {role: set() for role in ROLES}
    for row in read_table(shipped("checks/clues.tsv"), columns=("form", "role")):
        if row["role"] not in found:
            raise BadTable(f"{row.where}: role is one of {', '.join(ROLES)}")
        found[row["role"]].add(keys_of(row["form"]))
    return {role: frozenset(phrases) for role, phrases in found.items()}


def opens_with(words: Sequence[str], role: Role) -> int:
    """Of how many words the phrase of a role is that words begin with; 0 for none."""
    return max((len(one) for one in clues()[role] if tuple(words[: len(one)]) == one), default=0)


def ends_with(words: Sequence[str], role: Role) -> bool:
    """Whether words end with a phrase of a role, its first word with or without clitics."""
    return any(_is(words[len(words) - len(one) :], one) for one in clues()[role])


def has(words: Sequence[str], role: Role) -> bool:
    """Whether a phrase of a role is among words, its first word with or without clitics."""
    openings = _openings(role)
    return any(
        tuple(words[at + 1 : at + 1 + len(rest)]) == rest
        for at, word in enumerate(words)
        for form in without_clitics(word)
        for rest in openings.get(form, ())
    )


@cache
def _openings(role: Role) -> dict[str, list[tuple[str, ...]]]:
    """What follows the first word in the phrases of a role, by that word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for first, *rest in clues()[role]:
        found.setdefault(first, []).append(tuple(rest))
    return found


def _is(words: Sequence[str], phrase: tuple[str, ...]) -> bool:
    if len(words) != len(phrase):
        return False
    return phrase[0] in without_clitics(words[0]) and tuple(words[1:]) == phrase[1:]
