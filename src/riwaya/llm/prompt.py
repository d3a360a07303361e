"""What the model is told and in which form it answers: data/llm/prompt.txt and the closed codes."""

import hashlib
from functools import cache
from typing import Any

import msgspec

from riwaya.knowledge.events import event_words
from riwaya.knowledge.tables import shipped
from riwaya.llm.windows import Window
from riwaya.records.terms import (
    EVENTS,
    LINK_RELATIONS,
    MEASURES,
    PLACE_RELATIONS,
    POLARITIES,
    REALITIES,
    SOURCE_KINDS,
    STANCES,
)

PROMPT = "llm/prompt.txt"
#: Characters of the prompt's digest that stand in a reading's `model`.
SHOWN = 12


@cache
def instructions() -> str:
    """The system message."""
    text = shipped(PROMPT).read_text("utf-8")
    words = event_words()
    lists = {
        "events": "\n".join(
            f"- {code}: {words[code].noun} ({words[code].arabic})" for code in EVENTS
        ),
        "realities": ", ".join(REALITIES),
        "relations": ", ".join(PLACE_RELATIONS),
        "measures": ", ".join(MEASURES),
        "kinds": ", ".join(SOURCE_KINDS),
        "stances": ", ".join(STANCES),
        "links": ", ".join(LINK_RELATIONS),
    }
    for name, listed in lists.items():
        text = text.replace(f"{{{name}}}", listed)
    return text


@cache
def answer_schema() -> dict[str, Any]:
    """JSON Schema of an answer, of the kind that servers hold models to: all keys, no others."""
    words = {"type": "string"}
    place = _object(words=words, relation=_one_of(PLACE_RELATIONS))
    quantity = _object(words=words, measure=_one_of(MEASURES))
    source = _object(words=words, kind=_one_of(SOURCE_KINDS), named={"type": "boolean"})
    link = _object(relation=_one_of(LINK_RELATIONS), claim={"type": "integer"})
    claim = _object(
        sentence={"type": "integer"},
        event=_one_of(EVENTS),
        trigger=words,
        polarity=_one_of(POLARITIES),
        reality=_one_of(REALITIES),
        agents=_list(words),
        targets=_list(words),
        places=_list(place),
        time={"type": ["string", "null"]},
        quantities=_list(quantity),
        attribution=_list(source),
        stance=_one_of(STANCES),
        links=_list(link),
    )
    return _object(claims=_list(claim))


@cache
def prompt_digest() -> str:
    """SHA-256 of all that the model is told besides the text."""
    told = (instructions(), answer_schema(), message_of(Window(0, (), ()), ""))
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()


def message_of(window: Window, raw: str) -> str:
    """The user's message: what comes before, then the passage with its sentences numbered."""
    before = [_line(raw[start:end]) for start, end in window.context]
    numbered = [
        f"[{number}] {_line(raw[start:end])}"
        for number, (start, end) in enumerate(window.sentences, 1)
    ]
    return "\n".join(("CONTEXT", *before, "PASSAGE", *numbered))


def _line(text: str) -> str:
    """A sentence on one line; a lone surrogate, which no server takes, as a mark."""
    return " ".join(text.split()).encode("utf-8", "replace").decode()


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Any) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _one_of(codes: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "string", "enum": list(codes)}
