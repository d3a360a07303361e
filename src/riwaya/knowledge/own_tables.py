"""A user's own tables: a folder of files in the forms of the shipped ones.

`actors.tsv`, `demonyms.tsv`, `outlets.tsv`, `persons.tsv`, `offices.tsv`, `tenures.tsv`,
`places.tsv`, and GeoNames country files as they are downloaded (`SY.txt`). All are checked before
any is used.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from riwaya.errors import BadTable
from riwaya.knowledge.actors import ActorTable, actor_table
from riwaya.knowledge.geonames import read_geonames
from riwaya.knowledge.outlets import read_outlets
from riwaya.knowledge.persons import PersonTable, person_table
from riwaya.knowledge.places import PlaceTable, place_table, read_places

COUNTRY_FILE = re.compile(r"[A-Z]{2}\.txt")
TABLES = (
    "actors.tsv", "demonyms.tsv", "outlets.tsv", "persons.tsv", "offices.tsv", "tenures.tsv",
    "places.tsv",
)  # fmt: skip
KNOWN = ", ".join((*TABLES, "SY.txt"))


class OwnTables(NamedTuple):
    """The shipped tables with a user's rows before theirs."""

    actors: ActorTable
    places: PlaceTable
    persons: PersonTable


def own_tables(folder: Path) -> OwnTables:
    """The tables with a folder's rows; raises BadTable with file and line."""
    files = {path.name: path for path in _tables(folder)}
    places = [
        entry
        for name, path in files.items()
        if name == "places.tsv" or COUNTRY_FILE.fullmatch(name)
        for entry in (read_places(path) if name == "places.tsv" else read_geonames(path))
    ]
    outlets = read_outlets(files["outlets.tsv"]) if "outlets.tsv" in files else []
    actors = actor_table(files.get("actors.tsv"), outlets, files.get("demonyms.tsv"))
    return OwnTables(actors, place_table(places), person_table(folder))


def _tables(folder: Path) -> list[Path]:
    """The tables of a folder, the better known first; other files of that kind are refused."""
    if not folder.is_dir():
        raise BadTable(f"{folder}: no such folder; it holds {KNOWN}")
    files = sorted(path for path in folder.iterdir() if path.is_file())
    tables = [path for path in files if path.suffix in {".tsv", ".txt"}]
    for path in tables:
        if path.name not in TABLES and not COUNTRY_FILE.fullmatch(path.name):
            raise BadTable(f"{folder}: don't know what {path.name} is; known: {KNOWN}")
    if not tables:
        raise BadTable(f"{folder}: no tables in it; known: {KNOWN}")
    return sorted(tables, key=lambda path: path.name not in TABLES)
