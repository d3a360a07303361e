r"""Mentions in the cells of a spreadsheet, both ways: `words {what they stand for} | words {…}`.

A party is `words {id}`, a place `words {in id}`, a time `words {2015-11-20..2015-11-21}`, a
quantity `words {killed 20..99 ~ subset}` or `words {amount 60000 t/d}`, a source
`words {official id named}`. `?` says that it is unknown; what is left out is left to be looked up.
A brace, a bar or a backslash of the words has a backslash before it; what a cell can't hold is
`\n` or `\u000d`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from msgspec import UNSET

from riwaya.errors import BadInput
from riwaya.records.mention import Mention
from riwaya.records.terms import MEASURES, PLACE_RELATIONS, SOURCE_KINDS
from riwaya.resolving.units import PEOPLE
from riwaya.store.query_forms import one_of, period_form

Kind = Literal["party", "place", "time", "quantity", "source"]

JOINT = " | "
UNKNOWN, NO_UNIT, NAMED, TO = "?", "-", "named", ".."
FLAGS = {"~": "approximate", "subset": "subset", "joint": "joint"}
#: An id or a unit that reads like one of these has its first letter escaped.
RESERVED = frozenset([UNKNOWN, NO_UNIT, NAMED, *FLAGS, *PLACE_RELATIONS])

SIGNS = "\\{}|"
#: What breaks a line or can't stand in XML, besides control characters and lone surrogates.
UNHELD = frozenset(["Cc", "Cs", "Zl", "Zp"])
NONCHARACTERS = "\ufffe\uffff"
ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
#: What Excel takes for a letter written by its number.
EXCELS = re.compile(r"_(?=x[0-9a-fA-F]{4}_)")
#: Several mentions: at each bar or line end that isn't escaped.
PIECES = re.compile(r"(?:\\.|[^|\r\n\\]|\\$)+", re.DOTALL)
PART = r"(?:\\.|[^{}\\]|\\$)*"
PIECE = re.compile(rf"({PART})(?:\{{({PART})\}}\s*)?", re.DOTALL)
#: Direction marks that editors put around words of the other script.
MARKS = re.compile("[\N{ARABIC LETTER MARK}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
#: Between thousands, as people and spreadsheets write them.
GROUPS = re.compile(r"[,_\N{ARABIC THOUSANDS SEPARATOR}](?=\d{3}(?!\d))")
EXACT = 18  # digits of a whole number that every database holds as it is
POINT = "\N{ARABIC DECIMAL SEPARATOR}"


@dataclass(frozen=True, slots=True)
class Written:
    """A mention as a cell has it: its words, and those fields of its record that the cell says."""

    words: str
    stands: Mapping[str, Any]
    #: Where the words stand, [start, end) of the raw text: a form knows it, a cell doesn't.
    span: tuple[int, int] | None = None


def cell_of(kind: Kind, mentions: Iterable[Mention]) -> str:
    """The cell of some mentions of one kind."""
    return write_cell(kind, (Written(m.text, stands_of(kind, m)) for m in mentions))


def write_cell(kind: Kind, several: Iterable[Written]) -> str:
    """The cell for mentions written down."""
    return JOINT.join(
        f"{escaped(one.words)} {{{' '.join(WRITERS[kind](one.stands))}}}"
        if one.stands
        else escaped(one.words)
        for one in several
    )


def parse_cell(kind: Kind, cell: str) -> list[Written]:
    """The mentions of a cell; raises BadInput that says what can't be read and how to write it."""
    found = []
    for piece in PIECES.findall(cell):
        if not piece.strip():
            continue
        parts = PIECE.fullmatch(piece)
        if parts is None:
            raise BadInput(f"{piece.strip()!r}: braces don't match; write `words {{…}}`")
        words = unescaped(parts[1].strip())
        if not words:
            raise BadInput(f"{piece.strip()!r}: words of the report must stand before the brace")
        found.append(Written(words, parse_braces(kind, parts[2] or "")))
    return found


def parse_braces(kind: Kind, said: str) -> dict[str, Any]:
    """The fields that stand between a cell's braces; raises BadInput like `parse_cell`."""
    return READERS[kind](MARKS.sub("", said).split())


def braces_of(kind: Kind, mention: Mention) -> str:
    """What stands between a cell's braces for a mention."""
    return " ".join(WRITERS[kind](stands_of(kind, mention)))


def stands_of(kind: Kind, mention: Mention) -> dict[str, Any]:
    """The fields of a mention that a cell says."""
    found = {name: getattr(mention, name) for name in FIELDS[kind]}
    return {name: False if value is UNSET else value for name, value in found.items()}


FIELDS: dict[Kind, tuple[str, ...]] = {
    "party": ("entity",),
    "place": ("relation", "entity"),
    "time": ("from_", "to"),
    "quantity": ("measure", "low", "high", "unit", *FLAGS.values()),
    "source": ("kind", "entity", "named"),
}


def escaped(words: str) -> str:
    """Words as a cell has them."""
    core = words.strip()
    start = words.index(core) if core else len(words)
    held = "".join(
        _escape(character, outside=not start <= at < start + len(core))
        for at, character in enumerate(words)
    )
    return EXCELS.sub(r"\\u005f", held)


def _escape(character: str, *, outside: bool = False) -> str:
    if character == "\n":
        return "\\n"
    if character in SIGNS:
        return f"\\{character}"
    unheld = unicodedata.category(character) in UNHELD or character in NONCHARACTERS
    return f"\\u{ord(character):04x}" if outside or unheld else character


def unescaped(words: str) -> str:
    """The words of a cell."""
    return ESCAPED.sub(_unescape, words)


def _unescape(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    if found[2] == "n":
        return "\n"
    return found[2] if found[2] in SIGNS else found[0]


def _token(value: str) -> str:
    """An id or a unit as one word of the braces."""
    plain = "".join(
        _escape(c, outside=c.isspace() or not c.isprintable()) if ord(c) < 1 << 16 else c
        for c in value
    )
    plain = EXCELS.sub(r"\\u005f", plain)
    if value in RESERVED or NUMBER.fullmatch(value):
        return f"\\u{ord(value[0]):04x}{plain[len(_escape(value[0])) :]}"
    return plain


def _id(entity: str | None) -> str:
    return UNKNOWN if entity is None else _token(entity)


def _write_party(stands: Mapping[str, Any]) -> Iterator[str]:
    yield _id(stands["entity"])


def _write_place(stands: Mapping[str, Any]) -> Iterator[str]:
    yield stands["relation"]
    yield _id(stands["entity"])


def _write_time(stands: Mapping[str, Any]) -> Iterator[str]:
    yield _bounds(stands["from_"], stands["to"], str)


def _write_quantity(stands: Mapping[str, Any]) -> Iterator[str]:
    yield stands["measure"]
    yield _bounds(stands["low"], stands["high"], _digits)
    unit, usual = stands["unit"], _usual_unit(stands["measure"])
    if unit != usual:
        yield NO_UNIT if unit is None else _token(unit)
    yield from (sign for sign, name in FLAGS.items() if stands[name])


def _write_source(stands: Mapping[str, Any]) -> Iterator[str]:
    yield stands["kind"]
    yield _id(stands["entity"])
    if stands["named"]:
        yield NAMED


def _bounds(low: Any, high: Any, said: Callable[[Any], str]) -> str:
    if low is None and high is None:
        return UNKNOWN
    if low == high:
        return said(low)
    return f"{'' if low is None else said(low)}{TO}{'' if high is None else said(high)}"


def _digits(value: float) -> str:
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else str(value)


def _usual_unit(measure: str) -> str | None:
    return "person" if measure in PEOPLE else None


def _read_party(tokens: Sequence[str]) -> dict[str, Any]:
    return {"entity": _entity(tokens)} if tokens else {}


def _read_place(tokens: Sequence[str]) -> dict[str, Any]:
    if tokens and tokens[0].lower() in PLACE_RELATIONS:
        return {"relation": tokens[0].lower(), **_read_party(tokens[1:])}
    return _read_party(tokens)


def _read_source(tokens: Sequence[str]) -> dict[str, Any]:
    if not tokens:
        return {}
    rest = [token for token in tokens[1:] if token.lower() != NAMED]
    kind = one_of(tokens[0], SOURCE_KINDS, "kind of source")
    return {"kind": kind, **_read_party(rest), "named": len(rest) < len(tokens) - 1}


def _entity(tokens: Sequence[str]) -> str | None:
    return None if tokens == [UNKNOWN] else unescaped(" ".join(tokens))


def _read_time(tokens: Sequence[str]) -> dict[str, Any]:
    if not tokens:
        return {}
    said = " ".join(tokens)
    if said == UNKNOWN:
        return {"from_": None, "to": None}
    first, dots, last = (part.strip() for part in said.partition(TO))
    start = _moment(first, 0) if first else None
    end = (_moment(last, 1) if last else None) if dots else _moment(first, 1)
    if start and end and start[:10] > end[:10]:
        raise BadInput(f"time {said!r} ends before it begins")
    return {"from_": start, "to": end}


def _moment(said: str, end: int) -> str:
    """An ISO day or moment; of a month or a year the first or the last day."""
    if "T" in said:
        try:
            datetime.fromisoformat(said)
        except ValueError:
            raise BadInput(f"time {said!r}: write 2015-11-20 or 2015-11-20T18:00+03:00") from None
        return said
    return period_form(said)[end]


def _read_quantity(tokens: Sequence[str]) -> dict[str, Any]:
    if not tokens:
        return {}
    flags = {FLAGS[token.lower()]: True for token in tokens if token.lower() in FLAGS}
    said = [token for token in tokens if token.lower() not in FLAGS]
    if not said:
        raise BadInput(f"{' '.join(tokens)!r}: say what is counted, such as {{killed 12}}")
    measure = one_of(said[0], MEASURES, "measure")
    if len(said) == 1:
        return {"measure": measure, **flags}
    if len(said) > 3 or (NUMBER.fullmatch(said[-1]) and len(said) == 3):
        raise BadInput(f"{' '.join(tokens)!r}: write measure, number, unit: {{amount 60000 t/d}}")
    flags = dict.fromkeys(FLAGS.values(), False) | flags
    low, high = _numbers(said[1])
    unit = _usual_unit(measure)
    if len(said) == 3:
        unit = None if said[2] == NO_UNIT else unescaped(said[2])
    return {"measure": measure, "low": low, "high": high, "unit": unit, **flags}


def _numbers(said: str) -> tuple[float | None, float | None]:
    if said == UNKNOWN:
        return None, None
    first, dots, last = said.partition(TO)
    low = _number(first, said) if first else None
    high = (_number(last, said) if last else None) if dots else low
    if low is not None and high is not None and low > high:
        raise BadInput(f"number {said!r}: the lower bound is above the upper one")
    return low, high


def _number(digits: str, said: str) -> float:
    plain = GROUPS.sub("", digits).replace(POINT, ".")
    if not NUMBER.fullmatch(plain):
        raise BadInput(f"{said!r} is no number; write 600, 20..99, 30.. or ?")
    if plain.lstrip("+-").isdigit() and len(plain) <= EXACT:
        return int(plain)
    value = float(plain)
    if value in {float("inf"), float("-inf")}:
        raise BadInput(f"{said!r} is too large a number")
    return value


WRITERS: dict[Kind, Callable[[Mapping[str, Any]], Iterator[str]]] = {
    "party": _write_party, "place": _write_place, "time": _write_time,
    "quantity": _write_quantity, "source": _write_source,
}  # fmt: skip
READERS: dict[Kind, Callable[[Sequence[str]], dict[str, Any]]] = {
    "party": _read_party, "place": _read_place, "time": _read_time,
    "quantity": _read_quantity, "source": _read_source,
}  # fmt: skip
