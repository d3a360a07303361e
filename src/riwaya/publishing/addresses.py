"""Where a report came from, as it is published: an address without what may be a name, no paths."""

import re
from collections.abc import Collection
from functools import cache
from urllib.parse import unquote, urlsplit

from riwaya.knowledge.name_words import WORD
from riwaya.knowledge.outlets import shipped_outlets
from riwaya.knowledge.tables import read_table, shipped

#: Hosts with more labels than this give only their last ones: blogs are named by their writers.
LABELS = 2
#: Consonants of a name at least: fewer stand in too many hosts.
SHORTEST = 3
#: Letters that spellings of a name differ in.
VOWELS = frozenset("aeiouyhw")
SAME = {"q": "k", "c": "k", "g": "j"}
DOUBLE = re.compile(r"(.)\1+")
#: Longer numbers in an address may be a person's.
MOST_DIGITS = 12
SECOND_LEVELS = frozenset(("co", "com", "org", "net", "gov", "ac", "edu"))


@cache
def path_words() -> frozenset[str]:
    """Words of addresses that can't be a name, from data/publishing/path_words.tsv."""
    rows = read_table(shipped("publishing/path_words.tsv"), columns=("form",))
    return frozenset(row["form"] for row in rows)


def published_address(address: str | None, latin: Collection[str] = ()) -> str | None:
    """The address whole if it holds no name, else only its site; None for files and the like.

    `latin` are private names in small letters: a site that is called so isn't published.
    """
    if not address:
        return None
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host.isascii():
        return None
    if shipped_outlets().at(address) is None and _bears(host, latin):
        return None
    site = f"{parts.scheme}://{_host(host)}" + (f":{port}" if port else "")
    known = shipped_outlets().at(address) is not None or host.count(".") < LABELS
    words = WORD.findall(unquote(f"{parts.path} {parts.query}").replace("_", " "))
    plain = known and not parts.username and not parts.fragment and all(map(_says_nothing, words))
    if not plain:
        return f"{site}/"
    return f"{site}{parts.path}" + (f"?{parts.query}" if parts.query else "")


def _bears(host: str, latin: Collection[str]) -> bool:
    """Whether a host is called by one of the names, however its vowels are written."""
    held = skeleton(host)
    return any(len(bones) >= SHORTEST and bones in held for bones in map(skeleton, latin))


def skeleton(word: str) -> str:
    """The consonants of a word in Latin letters, those that are written in two ways as one."""
    found = "".join(SAME.get(letter, letter) for letter in word.lower() if letter.isascii())
    return DOUBLE.sub(r"\1", "".join(c for c in found if c.isalpha() and c not in VOWELS))


def _says_nothing(word: str) -> bool:
    return word.lower() in path_words() or (word.isdigit() and len(word) <= MOST_DIGITS)


def _host(host: str) -> str:
    """The host; of one that no outlet has, what its owner registered."""
    if shipped_outlets().at(f"https://{host}") is not None or host.replace(".", "").isdigit():
        return host
    labels = host.split(".")
    kept = LABELS + 1 if len(labels) > LABELS and labels[-2] in SECOND_LEVELS else LABELS
    return ".".join(labels[-kept:])
