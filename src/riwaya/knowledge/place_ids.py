"""Places by their ids: of the lists first, else of the gazetteer, whose index knows names only."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from riwaya.knowledge.gazetteer import COUNTRY, Spot, place_key
from riwaya.knowledge.tables import shipped

if TYPE_CHECKING:
    from riwaya.knowledge.places import PlaceTable


def place_of(id_: str, places: PlaceTable) -> Spot | None:
    """The place of an id; None where no table has it."""
    listed = places.by_id.get(id_)
    if listed is not None:
        return listed
    key = _key_of(id_)
    found = places.gazetteer.find(key) if key else []
    return next((spot for spot in found if spot.id == id_), None)


def _key_of(id_: str) -> str | None:
    """The key that the gazetteer has a place under."""
    lines = _lines()
    start = lines.find(f"\n{id_}\t".encode())
    if start < 0:
        return None
    end = lines.find(b"\n", start + 1)
    _, _, _country, arabic = lines[start + 1 : end].decode().split("\t")
    return arabic if arabic.startswith(COUNTRY) else place_key(arabic)


@cache
def _lines() -> bytes:
    """The names in the shipped gazetteer: id, English name, country, Arabic name; a line each."""
    with shipped("places/gazetteer.npz").open("rb") as opened, np.load(opened) as columns:
        return b"\n" + bytes(columns["text"].tobytes()) + b"\n"
