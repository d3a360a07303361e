"""The table of outlets: by name, by domain."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from riwaya.errors import BadTable
from riwaya.knowledge.name_words import NameIndex, keys_of
from riwaya.knowledge.naming import group_in_table
from riwaya.knowledge.romanise import romanise
from riwaya.knowledge.tables import read_table, shipped, split

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

#: The host of a URL, with or without its scheme, a user or a port.
HOST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://)?(?:[^/?#@]*@)?([^/?#:@\[\]]+)")
COLUMNS = (
    "id", "name_en", "names", "kind", "country", "language", "owner", "alignment", "domains",
    "basis",
)  # fmt: skip
MAY_BE_EMPTY = ("country", "language", "owner", "alignment", "domains")
KINDS = frozenset(
    ("newspaper", "agency", "television", "radio", "website", "magazine", "channel", "monitor")
)


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes; `alignment` as the outlet or its owner states it."""

    id: str
    name: str
    names: tuple[str, ...]
    kind: str
    country: str
    owner: str
    alignment: str
    domains: tuple[str, ...]
    basis: str


class OutletTable:
    """Outlets by id, name and domain."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self.outlets = {outlet.id: outlet for outlet in outlets}
        self.names = NameIndex((n, o.id) for o in self.outlets.values() for n in o.names)
        self._domains = {d: o for o in self.outlets.values() for d in o.domains}

    @cached_property
    def _whole(self) -> dict[tuple[str, ...], Outlet]:
        return {keys_of(n): o for o in self.outlets.values() for n in (*o.names, o.name)}

    def named(self, name: str) -> Outlet | None:
        """The outlet of this very name."""
        return self._whole.get(keys_of(name))

    def at(self, url: str) -> Outlet | None:
        """The outlet of a URL: its host or the nearest parent domain that the table has."""
        found = HOST.match(url.strip())
        host = found[1].lower().rstrip(".").removeprefix("www.") if found else ""
        while "." in host:
            if host in self._domains:
                return self._domains[host]
            host = host.split(".", 1)[1]
        return None


def read_outlets(source: Path | Traversable) -> list[Outlet]:
    """The outlets of a table."""
    rows = read_table(source, columns=COLUMNS, may_be_empty=MAY_BE_EMPTY)
    for row in rows:
        if row["kind"] not in KINDS:
            raise BadTable(f"{row.where}: unknown kind {row['kind']!r}")
    return [
        Outlet(
            r["id"], r["name_en"], split(r["names"]), r["kind"], r["country"], r["owner"],
            r["alignment"], split(r["domains"]), r["basis"],
        )
        for r in rows
    ]  # fmt: skip


@cache
def shipped_outlets() -> OutletTable:
    """The shipped table, loaded once."""
    return OutletTable(read_outlets(shipped("outlets/outlets.tsv")))


def country_of(outlet: str | None) -> str | None:
    """The country of an outlet by its name, if the table has it."""
    found = shipped_outlets().named(outlet) if outlet else None
    return found.country or None if found else None


def outlet_called(name: str) -> str:
    """What to call an outlet in English: by the tables, else its name in Latin letters.

    A name isn't translated: «المرفأ» is al-Marfa, not "port".
    """
    body = group_in_table(name)
    if body is not None:
        return body
    found = shipped_outlets().named(name)
    return found.name if found else romanise(name)
