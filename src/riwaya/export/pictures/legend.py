"""A legend: marks with their words in rows, beginning where the language begins."""

from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.export.pictures.letters import fitted, width_of
from riwaya.export.pictures.subject import Subject, families_of
from riwaya.export.pictures.svg import Drawing, Side, element, moved, text
from riwaya.export.shown.language import Language

SIZE, ROW, GAP = 12.5, 21.0, 18.0
#: The room of a mark, and between it and its words.
MARK, SPACE = 18.0, 6.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A mark (elements within MARK by MARK pixels) and what it means."""

    mark: str
    said: str


def legend(entries: Sequence[Entry], width: float, language: Language) -> Drawing:
    """The entries in as many rows as they need."""
    rtl = language.direction == "rtl"
    made: list[str] = []
    x = y = 0.0
    for entry in entries:
        said = fitted(entry.said, SIZE, width - MARK - SPACE)
        wide = MARK + SPACE + width_of(said, SIZE)
        if x and x + wide > width:
            x, y = 0.0, y + ROW
        left = width - x - MARK if rtl else x
        made.append(moved(Drawing(MARK, MARK, entry.mark), left, y))
        start = left - SPACE if rtl else left + MARK + SPACE
        side: Side = "right" if rtl else "left"
        made.append(text(start, y + MARK / 2 + SIZE * 0.36, said, side=side, class_="key"))
        x += wide + GAP
    return Drawing(width, y + ROW if entries else 0.0, "".join(made))


def swatch(class_: str) -> str:
    """A mark: a disc of a colour."""
    return element("circle", class_=class_, cx=MARK / 2, cy=MARK / 2, r=6)


def family_legend(shown: Sequence[Subject], words: Language) -> tuple[Entry, ...]:
    """The families that there are, with their counts."""
    return tuple(
        Entry(
            swatch(f"fill-{family}"),
            f"{words.label('pictures.family.' + family)} ({words.number(count)})",
        )
        for family, count in families_of(shown).items()
    )
