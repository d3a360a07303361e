"""A page of a PDF -> its characters, each with the place where it stands.

pypdf reads the file, its streams and its fonts; where characters stand is worked out here, since
pypdf's own text loses the order of Arabic lines with numbers in them (py-pdf/pypdf issues 1629,
1638). Operators: ISO 32000-1, tables 51, 57, 103-109 and 320.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import hypot
from typing import Any

from riwaya.ingest.pdf_fonts import Fonts, PdfFont, dictionary
from riwaya.ingest.pdf_matrix import IDENTITY, Matrix, quarter_turns, times, turned

#: Forms inside forms inside a page; deeper ones are no page that a person made.
DEEPEST = 12
#: Each painting of a form costs as much as so many bytes, or empty ones could go on for ever.
FORM_COST = 500
#: Each operator costs as much as so many bytes more: short ones take the most time.
OPERATOR_COST = 8
#: Content without any of these shows no text (it may be a map of a hundred thousand lines).
SHOWING = re.compile(rb"T[jJ]|Do|['\"]")


class TooMuch(Exception):
    """The content unpacks to more than was allowed."""


@dataclass(slots=True)
class Budget:
    """How many bytes of content may still be unpacked for one file, and letters taken from it."""

    left: int

    def spend(self, size: int) -> None:
        """Count some content; raises TooMuch when it is more than was left."""
        self.left -= size
        if self.left < 0:
            raise TooMuch


@dataclass(frozen=True, slots=True)
class Glyph:
    """What a glyph stands for and where, in points, y upwards, text running rightwards."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    #: Quarter turns of its upright: 0 stands on the page as it was drawn; None: askew.
    turn: int | None = 0
    #: Drawn in invisible ink, as programs do that have read a picture.
    hidden: bool = False


def page_glyphs(page: Any, reader: Any, fonts: Fonts, budget: Budget) -> tuple[list[Glyph], int]:
    """The glyphs of a page in the order of drawing, and how many other-way-up ones were left out.

    `page` and `reader` are pypdf's. The page is turned so that most glyphs stand upright. Raises
    TooMuch, or whatever pypdf raises on damage.
    """
    machine = _Machine(reader, fonts, budget)
    if "/Contents" in page:
        machine.run(page["/Contents"].get_object(), dictionary(page.get("/Resources")), IDENTITY)
    turns = Counter(glyph.turn for glyph in machine.glyphs if glyph.turn is not None)
    if not turns:
        return [], len(machine.glyphs)
    turn = turns.most_common(1)[0][0]
    upright = [glyph for glyph in machine.glyphs if glyph.turn == turn]
    return upright, len(machine.glyphs) - len(upright)


@dataclass(slots=True)
class _State:
    """What `q` keeps and `Q` brings back."""

    matrix: Matrix = IDENTITY
    font: PdfFont | None = None
    size: float = 0.0
    letter_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    hidden: bool = False


@dataclass(slots=True)
class _Marked:
    """An open marked-content part: what it says it reads, and whether it is no content at all."""

    reads: str | None
    start: int
    skipped: bool


class _Machine:
    """Runs content streams and collects the glyphs that they show."""

    def __init__(self, reader: Any, fonts: Fonts, budget: Budget) -> None:
        self.glyphs: list[Glyph] = []
        self._reader = reader
        self._fonts = fonts
        self._budget = budget
        self._state = _State()
        self._stack: list[_State] = []
        self._text: Matrix = IDENTITY
        self._line: Matrix = IDENTITY
        self._marked: list[_Marked] = []
        self._resources: Any = {}
        self._depth = 0
        self._operators: dict[bytes, Callable[[Sequence[Any]], None]] = {
            b"q": self._save, b"Q": self._restore, b"cm": self._transform,
            b"BT": self._begin, b"Tf": self._set_font, b"Td": self._move, b"TD": self._move_leading,
            b"Tm": self._place, b"T*": self._next_line, b"Tj": self._show, b"TJ": self._show_spaced,
            b"'": self._next_show, b'"': self._next_show_spaced,
            b"Tc": self._number("letter_space"), b"Tw": self._number("word_space"),
            b"Tz": self._number("stretch", 0.01), b"TL": self._number("leading"),
            b"Ts": self._number("rise"), b"Tr": self._set_ink,
            b"BMC": self._open_mark, b"BDC": self._open_mark, b"EMC": self._close_mark,
            b"Do": self._paint,
        }  # fmt: skip

    def run(self, content: Any, resources: Any, matrix: Matrix) -> None:
        """One content stream with its resources; forms call this again."""
        from pypdf.generic import ContentStream  # noqa: PLC0415 (slow, and for PDFs only)

        stream = ContentStream(content, self._reader, "bytes")
        data = stream.get_data()
        self._budget.spend(len(data))
        if not SHOWING.search(data):
            return
        self._budget.spend(OPERATOR_COST * len(stream.operations))
        outer = (self._state, self._stack, self._resources, self._text, self._line, self._marked)
        self._state = replace(self._state, matrix=times(matrix, self._state.matrix))
        self._stack, self._resources, self._marked = [], resources, []
        self._depth += 1
        for operands, operator in stream.operations:
            handler = self._operators.get(operator)
            if handler is not None:
                handler(operands)
        self._depth -= 1
        self._state, self._stack, self._resources, self._text, self._line, self._marked = outer

    def _number(self, field: str, factor: float = 1.0) -> Callable[[Sequence[Any]], None]:
        def set_it(operands: Sequence[Any]) -> None:
            for number in _numbers(operands, 1):
                setattr(self._state, field, number * factor)

        return set_it

    def _save(self, _operands: Sequence[Any]) -> None:
        self._stack.append(replace(self._state))

    def _restore(self, _operands: Sequence[Any]) -> None:
        if self._stack:
            self._state = self._stack.pop()

    def _transform(self, operands: Sequence[Any]) -> None:
        if matrix := _matrix(operands):
            self._state.matrix = times(matrix, self._state.matrix)

    def _begin(self, _operands: Sequence[Any]) -> None:
        self._text = self._line = IDENTITY

    def _set_font(self, operands: Sequence[Any]) -> None:
        if len(operands) == 2:
            known = dictionary(self._resources.get("/Font"))
            self._state.font = self._fonts.of(known.get(operands[0]))
            for size in _numbers(operands[1:], 1):
                self._state.size = size

    def _set_ink(self, operands: Sequence[Any]) -> None:
        self._state.hidden = _numbers(operands, 1) == [3.0]

    def _move(self, operands: Sequence[Any]) -> None:
        if len(by := _numbers(operands, 2)) == 2:
            self._text = self._line = times((1, 0, 0, 1, by[0], by[1]), self._line)

    def _move_leading(self, operands: Sequence[Any]) -> None:
        if len(by := _numbers(operands, 2)) == 2:
            self._state.leading = -by[1]
        self._move(operands)

    def _place(self, operands: Sequence[Any]) -> None:
        if matrix := _matrix(operands):
            self._text = self._line = matrix

    def _next_line(self, _operands: Sequence[Any]) -> None:
        self._text = self._line = times((1, 0, 0, 1, 0, -self._state.leading), self._line)

    def _next_show(self, operands: Sequence[Any]) -> None:
        self._next_line(())
        self._show(operands)

    def _next_show_spaced(self, operands: Sequence[Any]) -> None:
        if len(spaces := _numbers(operands, 2)) == 2:
            self._state.word_space, self._state.letter_space = spaces
        self._next_show(operands[2:])

    def _show(self, operands: Sequence[Any]) -> None:
        for operand in operands[:1]:
            self._show_string(operand)

    def _show_spaced(self, operands: Sequence[Any]) -> None:
        for item in operands[0] if operands and isinstance(operands[0], list) else ():
            if isinstance(item, (int, float)):
                self._advance(-item / 1000 * self._state.size * self._state.stretch)
            else:
                self._show_string(item)

    def _advance(self, by: float) -> None:
        self._text = times((1, 0, 0, 1, by, 0), self._text)

    def _show_string(self, string: Any) -> None:
        font, state = self._state.font, self._state
        codes = getattr(string, "original_bytes", string)
        if font is None or not isinstance(codes, bytes):
            return
        skipped = any(part.skipped for part in self._marked)
        for text, width, is_space in font.shown(codes):
            self._budget.spend(len(text))
            inked = width * state.size * state.stretch
            if not skipped:
                self.glyphs.append(self._placed(text, inked))
            between = state.letter_space + (state.word_space if is_space else 0.0)
            self._advance(inked + between * state.stretch)

    def _placed(self, text: str, inked: float) -> Glyph:
        """A glyph where the text stands now, in the frame in which it is upright."""
        state = self._state
        right_x, right_y, up_x, up_y, x, y = times(
            (1, 0, 0, 1, 0, state.rise), times(self._text, state.matrix)
        )
        turn = quarter_turns(up_x, up_y)
        end_x, end_y = x + inked * right_x, y + inked * right_y
        x, y = turned(x, y, turn or 0)
        end_x, _ = turned(end_x, end_y, turn or 0)
        size = abs(state.size) * hypot(up_x, up_y)
        return Glyph(text, min(x, end_x), max(x, end_x), y, size, turn, state.hidden)

    def _open_mark(self, operands: Sequence[Any]) -> None:
        said = operands[1] if len(operands) == 2 else {}
        if isinstance(said, str):
            said = dictionary(self._resources.get("/Properties")).get(said)
        said = dictionary(said)
        # The page's own header or footer, by the word of the program that made it.
        skipped = operands[:1] == ["/Artifact"] and said.get("/Type") == "/Pagination"
        reads = _string(said["/ActualText"]) if "/ActualText" in said else None
        self._budget.spend(len(reads or ""))
        self._marked.append(_Marked(reads, len(self.glyphs), skipped))

    def _close_mark(self, _operands: Sequence[Any]) -> None:
        if not self._marked:
            return
        mark = self._marked.pop()
        shown = self.glyphs[mark.start :]
        if mark.reads is None or not shown or not _on_one_line(shown):
            return
        left, right = min(g.left for g in shown), max(g.right for g in shown)
        self.glyphs[mark.start :] = [replace(shown[0], text=mark.reads, left=left, right=right)]

    def _paint(self, operands: Sequence[Any]) -> None:
        known = dictionary(self._resources.get("/XObject"))
        form = known.get(operands[0]) if operands else None
        form = form.get_object() if form is not None else {}
        if dictionary(form).get("/Subtype") != "/Form" or self._depth >= DEEPEST:
            return
        self._budget.spend(FORM_COST)
        own = form.get("/Resources")
        resources = self._resources if own is None else dictionary(own)
        self.run(form, resources, _matrix(form.get("/Matrix", ())) or IDENTITY)


def _numbers(operands: Sequence[Any], count: int) -> list[float]:
    """The first operands as numbers; empty when they aren't."""
    first = list(operands[:count])
    if len(first) < count or not all(isinstance(number, (int, float)) for number in first):
        return []
    return [float(number) for number in first]


def _matrix(operands: Sequence[Any]) -> Matrix | None:
    found = _numbers(operands, 6)
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if found else None


def _string(thing: Any) -> str:
    """A text string as PDF writes them (ISO 32000-1, 7.9.2.2)."""
    codes = getattr(thing, "original_bytes", thing)
    if not isinstance(codes, bytes):
        return ""
    if codes.startswith(b"\xfe\xff"):
        return codes[2:].decode("utf-16-be", "replace")
    if codes.startswith(b"\xef\xbb\xbf"):
        return codes[3:].decode("utf-8", "replace")
    return codes.decode("latin-1")


def _on_one_line(glyphs: Sequence[Glyph]) -> bool:
    first = glyphs[0]
    return all(abs(g.baseline - first.baseline) <= first.size / 2 for g in glyphs)
