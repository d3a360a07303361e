"""One toll as a strip: from the lowest number to the highest, with every number that is given."""

from riwaya.export.pictures.subject import Count
from riwaya.export.pictures.svg import element, group
from riwaya.export.pictures.toll_rows import Row, Scale, ends_of
from riwaya.export.shown.language import Bounds, Language

#: A strip is drawn so wide and so high; pages stretch it.
WIDE, HIGH = 1000.0, 22.0
#: Beyond an end that nobody gave, in the strip's units; a band that is as good as a point.
OPEN, POINT = 26.0, 10.0
COMMA = {"en": ", ", "ar": "\N{ARABIC COMMA} "}
#: A name within words of another direction.
APART = "\N{FIRST STRONG ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"


def strip(row: Row, scale: Scale, words: Language) -> str:
    """The elements of one range, WIDE by HIGH, from right to left in Arabic.

    A line from the lowest to the highest, a band where most agree, a bar at the most reliable
    number, a short one for each number that somebody gives.
    """
    middle = HIGH / 2
    track = element("line", class_="grid", x1=0, x2=WIDE, y1=middle, y2=middle)
    parts = [track, _band(row.count.majority, scale, words), _line(row.count.range, scale, words)]
    for number in row.count.numbers:
        ends = ends_of(number.bounds)
        if ends is None:
            continue
        class_ = "number past" if "replaced" in number.marks else "number"
        tip = number_said(row, number.bounds, number.who, words)
        lines = [_upright(x, middle - 6, middle + 6, scale, words, class_) for x in set(ends)]
        parts.append(group("".join(lines), tip=tip))
    ends = ends_of(row.count.reliable)
    if ends is not None:
        parts += [_upright(x, 1, HIGH - 1, scale, words, "reliable") for x in sorted(set(ends))]
    return "".join(parts)


def number_said(row: Row, bounds: Bounds, who: str, words: Language) -> str:
    """A number with its speaker."""
    return f"{words.bounds(bounds)} {measure_said(row.count.measure, words)} · {who}"


def measure_said(measure: str, words: Language) -> str:
    """What is counted."""
    return words.term(f"measure.{measure}")


def speakers_said(row: Row, words: Language) -> str:
    """Every number that holds with who says it, the lowest first, each once."""
    numbers = [one for one in row.count.numbers if "replaced" not in one.marks]
    numbers.sort(key=lambda one: ends_of(one.bounds) or (0.0, 0.0))
    said = (f"{APART.format(one.who)} {words.bounds(one.bounds)}" for one in numbers)
    return " · ".join(dict.fromkeys(said))


def people_said(count: Count, words: Language) -> str:
    """Whom a count counts, where that isn't everybody."""
    parts = [] if count.people == "all" else [words.label(f"incident.people.{count.people}")]
    return COMMA[words.name].join([*parts, *([count.side] if count.side else [])])


def along(number: float, scale: Scale, words: Language) -> float:
    """Where a number lies on a strip, from 0 to WIDE; from the right in Arabic."""
    there = scale.at(number) * WIDE
    return WIDE - there if words.direction == "rtl" else there


def _upright(
    number: float, top: float, bottom: float, scale: Scale, words: Language, class_: str
) -> str:
    x = along(number, scale, words)
    return element("line", class_=class_, x1=x, x2=x, y1=top, y2=bottom)


def _band(bounds: Bounds, scale: Scale, words: Language) -> str:
    ends = ends_of(bounds)
    if ends is None:
        return ""
    one, other = sorted(along(end, scale, words) for end in ends)
    wide = max(other - one, POINT)
    return element(
        "rect", class_="majority", x=(one + other - wide) / 2, width=wide, y=2, height=HIGH - 4
    )


def _line(bounds: Bounds, scale: Scale, words: Language) -> str:
    ends = ends_of(bounds)
    if ends is None:
        return ""
    y = HIGH / 2
    one, other = (along(end, scale, words) for end in ends)
    found = element("line", class_="range", x1=one, x2=other, y1=y, y2=y)
    onward = -OPEN if words.direction == "rtl" else OPEN
    if bounds[1] is None:
        found += element("line", class_="open", x1=other, x2=other + onward, y1=y, y2=y)
    if bounds[0] is None:
        found += element("line", class_="open", x1=one, x2=max(0.0, one - onward), y1=y, y2=y)
    return found
