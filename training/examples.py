"""Annotated reports -> what the network learns from: windows with a label for every output."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from riwaya.reading.features import Span
from riwaya.reading.labels import (
    ATTRIBUTES,
    BEGIN,
    INSIDE,
    KINDS,
    LAYERS,
    LINKS,
    OUTSIDE,
    ROLES,
    TRIGGERS,
    TRIMS,
)
from riwaya.reading.passage import Passage, passage_of
from riwaya.reading.pieces import Pieces, encode
from riwaya.reading.windows import LIMIT, Window, windows_of
from riwaya.records.claim import Claim
from riwaya.records.mention import Mention, Source
from training.compact import Compiled

#: Sub-words of a window at most, with both ends: reading's, and all that blocks divide evenly.
LONGEST = LIMIT + 2


@dataclass(slots=True)
class Target:
    """A claim of a window: its trigger word and its labels."""

    id: str
    word: int
    event: int
    #: (layer, span) -> role index
    roles: dict[tuple[str, Span], int] = field(default_factory=dict)
    attributes: dict[str, int] = field(default_factory=dict)
    links: list[tuple[str, int]] = field(default_factory=list)


@dataclass(slots=True)
class Example:
    """One window; word indices count from the window's first word."""

    name: str
    words: list[str]
    ids: list[int]
    first: list[int]
    last: list[int]
    sentence: list[int]
    quotes: list[int]
    trigger: list[int]
    tags: dict[str, list[int]]
    trims: list[int]
    spans: dict[str, list[Span]]
    sources: dict[Span, tuple[int, int]]
    targets: list[Target]


def examples_of(
    compiled: Compiled, pieces: Pieces, *, passage: Passage | None = None, first_sentence: int = 0
) -> list[Example]:
    """The windows of a report from some sentence on."""
    passage = passage or passage_of(compiled.text)
    sizes = [len(pieces.of(word.text)) for word in passage.words]
    windows = windows_of(passage.sentences[first_sentence:], sizes)
    return [example_of(compiled, passage, pieces, window) for window in windows]


def example_of(compiled: Compiled, passage: Passage, pieces: Pieces, window: Window) -> Example:
    """One window with its labels."""
    seen = window.words
    example = bare_example(compiled.name, passage, pieces, window)
    label = Labeller(example, passage, seen)
    for claim in compiled.document.claims:
        label.add(claim)
    label.finish()
    return example


def bare_example(name: str, passage: Passage, pieces: Pieces, window: Window) -> Example:
    """A window without labels."""
    seen = window.words
    words = [passage.words[i].text for i in seen]
    ids, first, last = encode(words, pieces)
    size = len(words)
    return Example(
        name=name, words=words, ids=ids, first=first, last=last,
        sentence=[passage.sentence_of[i] for i in seen],
        quotes=[passage.quotation_of[i] for i in seen],
        trigger=[0] * size, tags={layer: [OUTSIDE] * size for layer in LAYERS},
        trims=[-100] * size, spans={layer: [] for layer in LAYERS}, sources={}, targets=[],
    )  # fmt: skip


class Labeller:
    """Puts the claims of a report onto one window."""

    def __init__(self, example: Example, passage: Passage, seen: range) -> None:
        self.example = example
        self.passage = passage
        self.starts = [passage.words[i].start for i in seen]
        self.ends = [passage.words[i].end for i in seen]
        self.kept: dict[str, list[Span]] = defaultdict(list)

    def span(self, mention: Mention) -> tuple[Span, int] | None:
        """The words of a mention in the window, and how much is cut off the first of them."""
        start = self.passage.clean.clean_index(mention.start)
        end = self.passage.clean.clean_index(mention.end)
        inside = [
            i for i in range(len(self.starts)) if self.starts[i] < end and start < self.ends[i]
        ]
        if not inside or self.starts[0] > start or self.ends[-1] < end:
            return None
        trim = max(0, start - self.starts[inside[0]])
        return (inside[0], inside[-1] + 1), min(trim, TRIMS - 1)

    def put(self, layer: str, mention: Mention) -> Span | None:
        """Tag a mention; None where it is outside or runs into another of its layer."""
        found = self.span(mention)
        if found is None:
            return None
        span, trim = found
        if span in self.kept[layer]:
            return span
        if any(span[0] < end and start < span[1] for start, end in self.kept[layer]):
            return None
        self.kept[layer].append(span)
        tags = self.example.tags[layer]
        tags[span[0]] = BEGIN
        for index in range(span[0] + 1, span[1]):
            tags[index] = INSIDE
        self.example.trims[span[0]] = trim
        return span

    def add(self, claim: Claim) -> None:
        """A claim whose trigger stands in the window; a second one on the same word is left."""
        found = self.span(claim.trigger)
        if found is None:
            return
        (word, _), trim = found
        if self.example.trigger[word]:
            return
        event = TRIGGERS.index(claim.event)
        self.example.trigger[word] = event
        self.example.trims[word] = trim
        target = Target(claim.id, word, event)
        for layer, mention, role in roles_of(claim):
            span = self.put(layer, mention)
            if span is not None:
                target.roles.setdefault((layer, span), ROLES[layer].index(role))
                if isinstance(mention, Source):
                    self.example.sources[span] = (KINDS.index(mention.kind), int(mention.named))
        values = {"quoted": "yes" if claim.quoted else "no"}
        for name, classes in ATTRIBUTES.items():
            target.attributes[name] = classes.index(values.get(name) or getattr(claim, name))
        target.links = [(link.claim, LINKS.index(link.relation)) for link in claim.links]
        self.example.targets.append(target)

    def finish(self) -> None:
        """Order spans and claims by their place."""
        for layer in LAYERS:
            self.example.spans[layer] = sorted(self.kept[layer])
        self.example.targets.sort(key=lambda target: target.word)


def roles_of(claim: Claim) -> Iterable[tuple[str, Mention, str]]:
    """(layer, mention, role) of everything that a claim holds besides its trigger."""
    yield from (("thing", mention, "agents") for mention in claim.agents)
    yield from (("thing", mention, "targets") for mention in claim.targets)
    yield from (("place", place, place.relation) for place in claim.places)
    if claim.time is not None:
        yield "time", claim.time, "time"
    yield from (("quantity", quantity, quantity.measure) for quantity in claim.quantities)
    for number, source in enumerate(claim.attribution):
        yield "source", source, "via" if number else "origin"
