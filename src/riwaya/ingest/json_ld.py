"""JSON-LD in a page: the records that say what the article is, whatever else stands around them.

Whole vocabularies of schema.org are met here, broken in every way: several records in a script, in
lists, under @graph, with commas too many, with raw line ends. What isn't JSON then is left out.
"""

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

from lxml.html import HtmlElement

#: A script of more characters says nothing of an article that smaller ones don't.
LONGEST = 1_000_000
#: Records looked at on one page; pages of a thousand products have no one article.
MOST = 2_000
COMMA = re.compile(r",(\s*[}\]])")
WRAPPER = re.compile(r"^\s*(?://)?\s*<!(?:--|\[CDATA\[)|(?://)?\s*(?:-->|\]\]>)\s*;?\s*$")
#: Types whose record speaks of one article.
ARTICLES = frozenset(
    ["article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle",
     "backgroundnewsarticle", "opinionnewsarticle", "askpublicnewsarticle", "reviewnewsarticle",
     "blogposting", "liveblogposting", "socialmediaposting", "discussionforumposting", "report",
     "techarticle", "scholarlyarticle", "advertisercontentarticle", "satiricalarticle"]
)  # fmt: skip
PAGES = frozenset(["webpage", "itempage", "videoobject", "webcontent"])
SITES = frozenset(["website", "organization", "newsmediaorganization", "blog", "corporation"])

Record = dict[str, Any]


def records(tree: HtmlElement) -> list[Record]:
    """Every record of a page in order, nested ones after the one that holds them."""
    found: list[Record] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for value in _values(script.text or ""):
            for record in _walk(value):
                found.append(record)
                if len(found) == MOST:
                    return found
    return found


def types_of(record: Record) -> set[str]:
    """The record's types in small letters, without the vocabulary's address."""
    return {
        name.rpartition("/")[2].rpartition(":")[2].lower()
        for name in _listed(record.get("@type"))
        if isinstance(name, str)
    }


def articles(found: Sequence[Record]) -> list[Record]:
    """The records of articles, those of whole pages after them."""
    return [
        *(record for record in found if types_of(record) & ARTICLES),
        *(record for record in found if types_of(record) & PAGES),
    ]


def address(record: Record) -> str | None:
    """The URL that a record gives its article."""
    for name in ("url", "mainEntityOfPage", "@id"):
        value = record.get(name)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return value
    return None


def text(value: Any) -> str | None:
    """A string of a record as a person reads it; None for anything else."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if not isinstance(value, str):
        return None
    return " ".join(unescape(unescape(value)).split()) or None


def publisher(record: Record, found: Sequence[Record]) -> str | None:
    """The name of an article's publisher, also where only its @id stands."""
    for name in ("publisher", "sourceOrganization", "provider"):
        for value in _listed(record.get(name)):
            if isinstance(value, str) and not value.startswith("http"):
                return text(value)
            if isinstance(value, dict):
                named = text(value.get("name")) or _by_id(value.get("@id"), found)
                if named:
                    return named
    return None


def _by_id(id_: Any, found: Sequence[Record]) -> str | None:
    for record in found:
        if isinstance(id_, str) and record.get("@id") == id_ and text(record.get("name")):
            return text(record["name"])
    return None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _values(script: str) -> Iterator[Any]:
    """The JSON values of a script: one, or several one after the other."""
    script = WRAPPER.sub("", script[: LONGEST + 1])
    if len(script) > LONGEST:
        return
    decoder = json.JSONDecoder(strict=False)
    for attempt in (script, COMMA.sub(r"\1", script)):
        at, values = 0, []
        try:
            while match := re.compile(r"[{\[]").search(attempt, at):
                value, at = decoder.raw_decode(attempt, match.start())
                values.append(value)
        except (ValueError, RecursionError):
            continue
        yield from values
        return


def _walk(value: Any) -> Iterator[Record]:
    """The records in a value, without recursion: it may nest as deep as a script is long."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            inner = [value[name] for name in ("mainEntity", "@graph") if name in value]
            waiting.extend(reversed(inner))
        elif isinstance(value, list):
            waiting.extend(reversed(value))
