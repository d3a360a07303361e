"""Quotes of an answer -> mentions of the text: each must stand there word for word.

Words are looked for as they are, then as the search folds spellings, with the way back to raw
offsets; what isn't there, and what has a code outside the schema, is left out and counted.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from riwaya.llm.windows import Span, Window
from riwaya.records.mention import Mention
from riwaya.text.occurrences import Occurrences

#: Why something of an answer is left out.
CODE = "codes outside the schema"
WORDS = "mentions that aren't in the text word for word"
#: Characters of a quote; longer ones are no mention.
LONGEST = 300
#: Mentions of one role that are looked at.
MOST = 30

Found = TypeVar("Found", bound=Mention)
#: Makes a mention of a stretch of the text and the object that named it.
Make = Callable[[Span, Mapping[str, Any]], Found]


@dataclass(frozen=True, slots=True)
class Quotes:
    """Where the words of one claim stand, seen from its trigger: in its sentence, else nearby."""

    raw: str
    window: Window
    sentence: Span
    trigger: Span
    rejected: Counter[str]

    def mentions(
        self, several: Any, make: Make[Found], **codes: Sequence[str]
    ) -> tuple[Found, ...]:
        """The mentions of a list of quotes, or of objects with `words` and codes; each once."""
        found: dict[Span, Found] = {}
        for item in listed(several)[:MOST]:
            given = item if isinstance(item, dict) else {"words": item}
            if not all(is_one_of(given.get(name), known) for name, known in codes.items()):
                self.rejected[CODE] += 1
                continue
            span = self._nearest(given.get("words"))
            if span is None:
                self.rejected[WORDS] += 1
            elif span not in found:
                found[span] = make(span, given)
        return tuple(found.values())

    def _nearest(self, words: Any) -> Span | None:
        """Where words stand nearest to the trigger: in its sentence if they do at all."""
        here = spans_of(self.raw, words, self.sentence)
        several = here or spans_of(self.raw, words, self.window.span)
        return min(several, key=self._apart, default=None)

    def _apart(self, span: Span) -> int:
        return max(0, span[0] - self.trigger[1], self.trigger[0] - span[1])


def spans_of(raw: str, words: Any, within: Span) -> list[Span]:
    """Where words stand in a stretch of a text as whole words; [] for what are no words."""
    if not isinstance(words, str) or not 0 < len(words) <= LONGEST:
        return []
    start, end = within
    return [(start + a, start + b) for a, b in Occurrences(raw[start:end]).whole(words)]


def listed(value: Any) -> list[Any]:
    """A list as it is; nothing for anything else."""
    return value if isinstance(value, list) else []


def is_one_of(value: Any, known: Sequence[str]) -> bool:
    """Whether a value is one of some codes."""
    return isinstance(value, str) and value in known
