"""A window's logits -> raw claims over the words of the report."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from riwaya.reading.features import Span, link_features, pair_features
from riwaya.reading.labels import ATTRIBUTES, KINDS, LAYERS, LINKS, NAMED, ROLES
from riwaya.reading.model import Floats, Model
from riwaya.reading.tagging import Trigger, find_spans, find_triggers, softmax

#: Index of the origin among a source's roles, and the chances of one that is no source.
ORIGIN = ROLES["source"].index("origin")
NOBODY = np.array([1.0, 0.0, 0.0], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class View:
    """What decoding sees of a window; word indices count from its first word."""

    ids: list[int]
    first: list[int]
    last: list[int]
    sentence: list[int]
    quotes: list[int]
    #: Whether a name that begins here is somebody spoken to.
    addressed: list[bool]


@dataclass(frozen=True, slots=True)
class Role:
    """A span of a layer in a role of a claim."""

    layer: str
    span: Span
    name: str
    sure: float
    trim: int
    kind: str = ""
    named: bool = False


@dataclass(frozen=True, slots=True)
class RawClaim:
    """A claim over words: to be cut out of the raw text and resolved."""

    trigger: Trigger
    trim: int
    roles: tuple[Role, ...]
    attributes: Mapping[str, str]
    #: (word of the other claim's trigger, relation)
    links: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How sure is sure enough; chosen on held-out training reports, kept with the model."""

    trigger: float = 0.5
    role: float = 0.5
    source: float = 0.5
    link: float = 0.5


def decode(view: View, model: Model, thresholds: Thresholds) -> list[RawClaim]:
    """The claims of a window."""
    logits = model.look_at_words(view.ids, view.first, view.last)
    triggers = find_triggers(logits["trigger"], thresholds.trigger)
    if not triggers:
        return []
    spans = {layer: find_spans(logits[f"tags.{layer}"]) for layer in LAYERS}
    words = [trigger.word for trigger in triggers]
    places = {
        layer: pair_features(words, spans[layer], view.sentence, view.quotes) for layer in LAYERS
    }
    places["links"] = link_features(words, view.sentence, view.quotes)
    pairs = model.look_at_pairs(
        logits["states"], words, [trigger.event for trigger in triggers], spans, places
    )
    trims = logits["trim"].argmax(axis=-1)
    chances = {name: softmax(pairs[name]) for name in (*LAYERS, "links")}
    silence_addressees(chances["source"], spans["source"], view.addressed, thresholds.source)
    return [
        RawClaim(
            trigger=trigger,
            trim=int(trims[trigger.word]),
            roles=tuple(roles_of(row, spans, chances, pairs, trims, thresholds)),
            attributes=attributes_of(trigger.word, logits),
            links=tuple(links_of(row, words, chances["links"], thresholds.link)),
        )
        for row, trigger in enumerate(triggers)
    ]


def silence_addressees(
    chances: Floats, spans: list[Span], addressed: list[bool], enough: float
) -> None:
    """Take the word from those spoken to, in place: the likeliest other source speaks instead."""
    silent = [column for column, span in enumerate(spans) if addressed[span[0]]]
    if not silent or len(silent) == len(spans):
        return
    for row in chances:
        spoke = (1 - row[silent, 0]).max() >= enough
        row[silent] = NOBODY
        if spoke and (1 - row[:, 0]).max() < enough:
            heir = int(row[:, ORIGIN].argmax())
            row[heir] = 0
            row[heir, ORIGIN] = 1


def attributes_of(word: int, logits: Mapping[str, Floats]) -> dict[str, str]:
    """Polarity and the like of the claim at a word."""
    return {
        name: classes[int(logits[f"is.{name}"][word].argmax())]
        for name, classes in ATTRIBUTES.items()
    }


def roles_of(
    row: int,
    spans: Mapping[str, list[Span]],
    chances: Mapping[str, Floats],
    pairs: Mapping[str, Floats],
    trims: Floats,
    thresholds: Thresholds,
) -> list[Role]:
    """The roles of one claim, in text order within a layer; one time, one origin at most."""
    roles: list[Role] = []
    for layer in LAYERS:
        enough = thresholds.source if layer == "source" else thresholds.role
        found = []
        sure = 1 - chances[layer][row, :, 0]
        for column in np.flatnonzero(sure >= enough):
            span = spans[layer][column]
            label = int(chances[layer][row, column, 1:].argmax()) + 1
            found.append(
                Role(
                    layer, span, ROLES[layer][label], float(sure[column]), int(trims[span[0]]),
                    *source_details(layer, int(column), pairs),
                )
            )  # fmt: skip
        roles += single(found, layer)
    return roles


def source_details(layer: str, column: int, pairs: Mapping[str, Floats]) -> tuple[str, bool]:
    """Kind of a source and whether it is named."""
    if layer != "source":
        return "", False
    kind = KINDS[int(pairs["kind"][column].argmax())]
    return kind, NAMED[int(pairs["named"][column].argmax())] == "yes"


def single(roles: list[Role], layer: str) -> list[Role]:
    """At most the surest time, and at most the surest origin, which comes first."""
    if not roles:
        return []
    if layer == "time":
        return [max(roles, key=lambda role: role.sure)]
    if layer == "source":
        origins = [role for role in roles if role.name == "origin"]
        origin = max(origins or roles, key=lambda role: role.sure)
        return [origin, *(role for role in roles if role.name == "via" and role is not origin)]
    return roles


def links_of(row: int, words: list[int], chances: Floats, enough: float) -> list[tuple[int, str]]:
    """Links from the claim of a row to others."""
    found = []
    for column in range(len(words)):
        if column != row and 1 - chances[row, column, 0] >= enough:
            relation = LINKS[int(np.argmax(chances[row, column, 1:])) + 1]
            found.append((words[column], relation))
    return found
