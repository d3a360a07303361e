"""When each account was told: its reports by their day of publication; the incident's own days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from riwaya.export.shown.incident_view import AccountShown, Name
from riwaya.export.shown.language import Language

#: The drawing: its width, the room for names, a row's height, what is above and below.
WIDE, NAMES, ROW, ABOVE, BELOW, MARGIN = 960.0, 290.0, 26.0, 8.0, 30.0, 46.0
#: Letters of a name that there is room for; days that are written below, at most.
LETTERS, DAYS = 38, 6


@dataclass(frozen=True, slots=True)
class Dot:
    """Reports of one day."""

    x: float
    reports: int


@dataclass(frozen=True, slots=True)
class Row:
    """An account: whose, how high it stands, its reports; how many of them have no day."""

    name: Name
    short: str
    y: float
    dots: tuple[Dot, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing; `happened` is the stretch of the incident's own days, where it has any."""

    wide: float
    tall: float
    #: Where names stand, and where the days begin and end.
    names: float
    span: tuple[float, float]
    rows: tuple[Row, ...]
    days: tuple[tuple[float, str], ...]
    happened: tuple[float, float] | None
    mirrored: bool


def timeline_of(
    accounts: Sequence[AccountShown], first: str | None, last: str | None, words: Language
) -> Timeline | None:
    """The accounts from the first to the last day (ISO) told of; None where no day is known."""
    known = [day for one in accounts for report in one.reports if (day := day_of(report.published))]
    happened = sorted(day for day in (day_of(first), day_of(last)) if day)
    if not known:
        return None
    begin, end = min(*known, *happened[:1], known[0]), max(*known, *happened[-1:], known[0])
    scale = _Scale(begin, max(1, end - begin), mirrored=words.direction == "rtl")
    tall = ABOVE + ROW * len(accounts) + BELOW
    return Timeline(
        wide=WIDE,
        tall=tall,
        names=WIDE - 4 if scale.mirrored else 4,
        span=tuple(sorted((scale.at(begin), scale.at(begin + scale.days)))),  # type: ignore[arg-type]
        rows=tuple(_row(one, place, scale) for place, one in enumerate(accounts)),
        days=tuple(
            (scale.at(day), words.day(date.fromordinal(day).isoformat())) for day in scale.written
        ),
        happened=_stretch(happened, scale) if happened else None,
        mirrored=scale.mirrored,
    )


def day_of(value: str | None) -> int | None:
    """The number of an ISO day or time's day; None where it has none."""
    if not value:
        return None
    try:
        return datetime.fromisoformat(value).date().toordinal()
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days across the drawing, from the reader's left to right or, mirrored, the other way."""

    begin: int
    days: int
    mirrored: bool

    def at(self, day: float) -> float:
        """Where a day stands."""
        room = WIDE - NAMES - 2 * MARGIN
        x = NAMES + MARGIN + (day - self.begin) / self.days * room
        return round(WIDE - x if self.mirrored else x, 1)

    @property
    def written(self) -> list[int]:
        """The days that are written below, evenly spread."""
        step = -(-self.days // (DAYS - 1))
        return list(range(self.begin, self.begin + self.days + 1, step))


def _row(account: AccountShown, place: int, scale: _Scale) -> Row:
    found: dict[int, int] = {}
    undated = 0
    for report in account.reports:
        day = day_of(report.published)
        if day is None:
            undated += 1
        else:
            found[day] = found.get(day, 0) + 1
    name = account.name.shown
    return Row(
        name=account.name,
        short=name if len(name) <= LETTERS else name[: LETTERS - 1] + "\N{HORIZONTAL ELLIPSIS}",
        y=ABOVE + ROW * (place + 0.5),
        dots=tuple(Dot(scale.at(day), several) for day, several in sorted(found.items())),
        undated=undated,
    )


def _stretch(happened: Sequence[int], scale: _Scale) -> tuple[float, float]:
    """Where the incident's days begin, and how wide they are drawn."""
    ends = sorted((scale.at(happened[0]), scale.at(happened[-1])))
    return ends[0] - 5, ends[1] - ends[0] + 10
