"""The same reports a little different at each pass: other windows, other spelling habits.

Real pages drop hamzas, mix up final letters and are cut anywhere; a passage may begin in the
middle of a story. Labels stay as they are, since words keep their places.
"""

import random
from collections.abc import Sequence

from riwaya.reading.passage import Passage
from riwaya.reading.pieces import Pieces, encode
from training.compact import Compiled
from training.examples import LONGEST, Example, examples_of

ALEF = "\N{ARABIC LETTER ALEF}"
HAMZA_SEATS = {
    "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}": ALEF,
    "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}": ALEF,
    "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}": ALEF,
}
YEH = {"\N{ARABIC LETTER YEH}": "\N{ARABIC LETTER ALEF MAKSURA}"}
MAKSURA = {"\N{ARABIC LETTER ALEF MAKSURA}": "\N{ARABIC LETTER YEH}"}
MARBUTA = {"\N{ARABIC LETTER TEH MARBUTA}": "\N{ARABIC LETTER HEH}"}
#: Chance of each habit in a report.
HABITS = 0.12
#: Chance that a report is read from some later sentence on.
CUT = 0.3


class Augmenter:
    """Windows of a report, changed at random; `strength` 0 changes nothing."""

    def __init__(self, draw: random.Random, strength: float) -> None:
        self.draw = draw
        self.strength = strength

    def examples(self, report: Compiled, passage: Passage, pieces: Pieces) -> list[Example]:
        """The report's windows for one pass."""
        start = 0
        if len(passage.sentences) > 3 and self.chance(CUT):
            start = self.draw.randrange(1, len(passage.sentences) // 2 + 1)
        examples = examples_of(report, pieces, passage=passage, first_sentence=start)
        change = self.habits()
        if change:
            for example in examples:
                words = [respell(word, change) for word in example.words]
                ids, first, last = encode(words, pieces)
                if len(ids) <= LONGEST:  # an unusual spelling has more sub-words
                    example.words = words
                    example.ids, example.first, example.last = ids, first, last
        return examples

    def chance(self, share: float) -> bool:
        """True with a chance of share times strength."""
        return self.draw.random() < share * self.strength

    def habits(self) -> list[dict[str, str]]:
        """The spelling habits of one writer."""
        return [habit for habit in (HAMZA_SEATS, YEH, MAKSURA, MARBUTA) if self.chance(HABITS)]


def respell(word: str, habits: Sequence[dict[str, str]]) -> str:
    """A word in somebody's spelling: hamza seats anywhere, the other letters at its end."""
    for habit in habits:
        if habit is HAMZA_SEATS:
            word = "".join(habit.get(letter, letter) for letter in word)
        else:
            word = word[:-1] + habit.get(word[-1], word[-1])
    return word
