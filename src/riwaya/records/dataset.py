"""Datasets of coded events that are taken in as reports of another origin: ACLED and UCDP GED.

Their rows aren't read by the model: what they say stands in their codes (see `riwaya.imports`).
Columns go by their names, in any order, upper or lower case; the names are those of the package
acledR and of the API of UCDP (spec/formats.md).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Coded = Literal["acled", "ucdp"]
CODED: tuple[Coded, ...] = get_args(Coded)


@dataclass(frozen=True, slots=True)
class Dataset:
    """What it is called as an outlet, the column of a row's own id, the columns that must be."""

    kind: Coded
    outlet: str
    id: str
    needed: frozenset[str]
    #: Whether its terms let others pass its rows on, and what they ask for then.
    open: bool
    terms: str


DATASETS: Mapping[Coded, Dataset] = {
    "acled": Dataset(
        "acled",
        "ACLED",
        "event_id_cnty",
        frozenset((
            "event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "location",
            "latitude", "longitude", "fatalities",
        )),
        open=False,
        terms="ACLED (acleddata.com): its terms don't let others pass its rows on",
    ),
    "ucdp": Dataset(
        "ucdp",
        "UCDP GED",
        "id",
        frozenset((
            "id", "type_of_violence", "side_a", "side_b", "latitude", "longitude", "date_start",
            "date_end", "best",
        )),
        open=True,
        terms="UCDP Georeferenced Event Dataset, Uppsala Conflict Data Program (ucdp.uu.se),"
        " CC BY 4.0",
    ),
}  # fmt: skip


def is_coded(kind: str) -> bool:
    """Whether sources of a kind are datasets of coded events."""
    return kind in CODED


def dataset(kind: str) -> Dataset:
    """The dataset of a kind."""
    return next(one for one in DATASETS.values() if one.kind == kind)


def coded_kind(columns: Iterable[str]) -> Coded | None:
    """The dataset that a table's columns are of; None for any other table."""
    there = {column.strip().lower() for column in columns}
    return next((kind for kind, one in DATASETS.items() if one.needed <= there), None)


def missing(kind: str, columns: Collection[str]) -> list[str]:
    """The columns that a dataset's table lacks, in order of the alphabet."""
    return sorted(dataset(kind).needed - set(columns))
