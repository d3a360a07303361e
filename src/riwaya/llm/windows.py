"""A text -> windows of whole sentences, each with a few sentences before it; raw offsets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from riwaya.reading.passage import Passage

Span = tuple[int, int]
#: Characters of the sentences of a window, and of those before it that are told with them.
LIMIT, CONTEXT = 2_400, 600
#: Sentences of a window at most.
MOST = 30


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences whose claims are asked for, and those before them; `number` counts windows."""

    number: int
    sentences: tuple[Span, ...]
    context: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """The raw [start, end) of all that is told."""
        return (self.context or self.sentences)[0][0], self.sentences[-1][1]


def windows_of(passage: Passage) -> list[Window]:
    """The windows of a text in order; each of its sentences is asked about once."""
    spans = [piece for span in sentence_spans(passage) for piece in _cut(span, passage.clean.raw)]
    windows: list[Window] = []
    start = 0
    while start < len(spans):
        stop, filled = start, 0
        while stop < len(spans) and (
            stop == start or (filled + _size(spans[stop]) <= LIMIT and stop - start < MOST)
        ):
            filled += _size(spans[stop])
            stop += 1
        windows.append(Window(len(windows) + 1, tuple(spans[start:stop]), _before(spans, start)))
        start = stop
    return windows


def sentence_spans(passage: Passage) -> list[Span]:
    """The raw [start, end) of the sentences that are read."""
    words = passage.words
    return [
        passage.clean.raw_span(words[sentence.start].start, words[sentence.stop - 1].end)
        for sentence in passage.sentences
        if len(sentence)
    ]


def _before(spans: Sequence[Span], start: int) -> tuple[Span, ...]:
    """The sentences right before one that fit into the context."""
    first, filled = start, 0
    while first > 0 and filled + _size(spans[first - 1]) <= CONTEXT:
        first -= 1
        filled += _size(spans[first])
    return tuple(spans[first:start])


def _size(span: Span) -> int:
    return span[1] - span[0]


def _cut(span: Span, raw: str) -> Iterator[Span]:
    """A sentence whole, or at blanks where it is longer than a window."""
    start, end = span
    while end - start > LIMIT:
        at = raw.rfind(" ", start + LIMIT // 2, start + LIMIT)
        stop = at if at > 0 else start + LIMIT
        yield start, stop
        start = stop
    yield start, end
