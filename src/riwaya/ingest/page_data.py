"""The article inside a page's data, for pages that print it by script or print only its beginning.

Two places: the JSON-LD record (`articleBody`, the updates of a live blog) and the state that
Next.js, Nuxt and their kind leave in the page for their scripts.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from riwaya.errors import BadInput
from riwaya.ingest import written_dates
from riwaya.ingest.json_ld import Record, text
from riwaya.ingest.page_blocks import key_of, printed
from riwaya.ingest.page_chrome import chrome
from riwaya.ingest.page_tree import page_tree

MARKUP = re.compile(
    r"<(?:p|br|div|span|strong|a|h[1-6]|ul|ol|blockquote|figure)\b[^<>]*>", re.IGNORECASE
)
ESCAPED = re.compile(r"&lt;/?(?:p|br|div|span)\b", re.IGNORECASE)
STATE = re.compile(r"^\s*(?:window\.|self\.|var |const )?[\w$.\[\]\"']{1,80}\s*=\s*(?=[{\[])")
#: Larger states, and those of more values, are looked at no further.
LONGEST = 8_000_000
MOST = 300_000
#: Names of what holds an article's words, and of its date.
WORDS = frozenset(
    ["text", "html", "content", "value", "body", "paragraph", "paragraphs", "children", "blocks",
     "data", "model", "story", "articlebody", "fulltext", "description"]
)  # fmt: skip
DATES = (
    "publishedat", "datepublished", "publisheddate", "publishdate", "publishedon", "publishtime",
    "publicationdate", "published", "firstpublished", "firstpublishedat", "pubdate", "date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DataArticle:
    """Paragraphs and publication date of an article found in data."""

    paragraphs: tuple[str, ...] = ()
    published: str | None = None

    @property
    def words(self) -> int:
        """How many words the paragraphs have."""
        return sum(len(paragraph.split()) for paragraph in self.paragraphs)


def record_article(record: Record) -> DataArticle:
    """The text in a JSON-LD record; empty where it has none."""
    updates = record.get("liveBlogUpdate")
    if isinstance(updates, list) and updates:
        return DataArticle(tuple(line for update in updates for line in _update(update)))
    for name in ("articleBody", "text"):
        value = record.get(name)
        if isinstance(value, str) and value.strip():
            return DataArticle(tuple(paragraphs(value)))
    return DataArticle()


def _update(update: Any) -> Iterator[str]:
    """An entry of a live blog: its time, its title, its paragraphs."""
    if not isinstance(update, dict):
        return
    when = written_dates.iso(update.get("datePublished"))
    if when and "T" in when:
        yield when[11:16]
    title, body = text(update.get("headline")), update.get("articleBody")
    if title:
        yield title
    if isinstance(body, str):
        yield from (line for line in paragraphs(body) if line != title)


def state_article(tree: HtmlElement, titles: list[str]) -> DataArticle:
    """The article of the page's title in the state that its scripts start from."""
    keys = {key_of(title) for title in titles}
    best = DataArticle()
    for value in _states(tree):
        for record in _records(value):
            if any(isinstance(said, str) and key_of(said) in keys for said in record.values()):
                found = DataArticle(tuple(_longest(record)), _published(record))
                best = max(best, found, key=lambda article: article.words)
    return best


def paragraphs(value: str) -> list[str]:
    """The paragraphs of a text, which may be HTML, once or twice escaped."""
    if ESCAPED.search(value):
        value = unescape(value)
    if not MARKUP.search(value):
        lines = unescape(value).replace("\r", "\n").split("\n")
        return [line for line in (" ".join(raw.split()) for raw in lines) if line]
    try:
        page = printed(page_tree(f"<html><body>{value}</body></html>", ""))
    except BadInput:
        return []
    around = chrome(page, None)
    return [block.text for block in page.blocks if around.isdisjoint(block.path)]


def _states(tree: HtmlElement) -> Iterator[Any]:
    """The JSON that scripts of a page hold, whole or given to a name."""
    decoder = json.JSONDecoder(strict=False)
    for script in tree.iter("script"):
        code, kind = script.text or "", (script.get("type") or "").lower()
        given = STATE.match(code[:200])
        if len(code) > LONGEST or "ld+json" in kind or not (given or kind == "application/json"):
            continue
        try:
            yield decoder.raw_decode(code.lstrip() if given is None else code[given.end() :])[0]
        except (ValueError, RecursionError):
            continue


def _records(value: Any) -> Iterator[Record]:
    waiting, seen = [value], 0
    while waiting and seen < MOST:
        value = waiting.pop()
        seen += 1
        if isinstance(value, dict):
            yield value
            waiting.extend(reversed(list(value.values())))
        elif isinstance(value, list):
            waiting.extend(reversed(value))


def _longest(record: Record) -> list[str]:
    """The paragraphs of the record's value that has the most words under names of words."""
    found: list[list[str]] = [[]]
    for name, value in record.items():
        if name.lower().replace("_", "") in WORDS or isinstance(value, str):
            found.append([line for words in _strings(value) for line in paragraphs(words)])
    return max(found, key=lambda lines: sum(len(line.split()) for line in lines))


def _strings(value: Any) -> Iterator[str]:
    """Strings in a value in order: itself, or what names of words hold inside."""
    waiting, seen = [value], 0
    while waiting and seen < MOST:
        value = waiting.pop()
        seen += 1
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, dict):
            inner = [said for name, said in value.items() if name.lower() in WORDS]
            waiting.extend(reversed(inner))


def _published(record: Record) -> str | None:
    named = {name.lower().replace("_", ""): value for name, value in record.items()}
    return next((found for name in DATES if (found := written_dates.iso(named.get(name)))), None)
