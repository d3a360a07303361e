"""How a mention's words came to stand for something: the reason, and what else they could be."""

import msgspec
from msgspec import UNSET, UnsetType


class Alternative(msgspec.Struct, frozen=True, kw_only=True):
    """Another identity that the words could have, with its share of the scores (0 to 1)."""

    entity: str
    score: float


class Resolution(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One English sentence that says why, and the alternatives, likeliest first."""

    reason: str
    alternatives: tuple[Alternative, ...] = ()
    #: What the identity's row rests on: "recalled", "package:…", "document:…".
    basis: str | UnsetType = UNSET


class PlacePrecision(msgspec.Struct, frozen=True, kw_only=True):
    """ACLED's geo_precision (1 town, 2 near it, 3 region) and UCDP GED's where_prec (1 to 7)."""

    acled: int
    ucdp: int


class TimePrecision(msgspec.Struct, frozen=True, kw_only=True):
    """ACLED's time_precision (1 day, 2 week, 3 month) and UCDP GED's date_prec (1 to 5).

    `grain` is the unit that the words name: hour, part (of a day), day, week, month, year, range.
    """

    grain: str
    acled: int
    ucdp: int


class When(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """The days of a claim, said or inferred; a report without a date gives none."""

    from_: str | None
    to: str | None
    inferred: bool
    reason: str
    precision: TimePrecision | UnsetType = UNSET


class Equivalent(msgspec.Struct, frozen=True, kw_only=True):
    """A quantity in another unit, and what that assumes."""

    low: float | None
    high: float | None
    unit: str
    assumes: str
