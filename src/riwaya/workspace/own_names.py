"""Actors, places and names that people add: what they write, as rows of the workspace's tables."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from riwaya.errors import BadInput
from riwaya.knowledge.actors import Actor
from riwaya.knowledge.gazetteer import Spot
from riwaya.knowledge.name_words import keys_of
from riwaya.knowledge.persons import Person
from riwaya.knowledge.place_ids import place_of
from riwaya.knowledge.places import LISTS, RECALLED_KM, read_places
from riwaya.knowledge.tables import SEPARATOR, shipped, split
from riwaya.resolving.claims import Knowledge
from riwaya.workspace.asking import ID, entity_of
from riwaya.workspace.own_rows import Change, own_row

#: Letters of a name, and names of one row; more is no name.
LONGEST, MOST = 120, 60
COUNTRY = re.compile(r"[A-Z]{2}")
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
URL = re.compile(r"https?://[^\s]+")
RECALLED = "recalled"


def new_actor(given: Mapping[str, str], known: Knowledge) -> Change:
    """A new actor's row: name_en, names (a line each), kind, country, parent, from, to, source.

    Raises BadInput, in words for people.
    """
    english = _english(given)
    parent = given.get("parent", "").strip()
    since, until = (_day(given.get(end, ""), end) for end in ("from", "to"))
    if since and until and until < since[: len(until)]:
        raise BadInput(f"{english}: ends {until} before it begins {since}")
    row = {
        "id": _new_id(given, english, known),
        "name_en": english,
        "names": _names(given),
        "kind": given.get("kind", "").strip(),
        "inter": given.get("inter", "").strip(),
        "country": _country(given),
        "parent": entity_of(parent, known, "actor") if parent else "",
        "allies": "",
        "from": since,
        "to": until,
        "basis": _basis(given),
    }
    return Change("actors", None, row, split(row["names"]))


def new_place(given: Mapping[str, str], known: Knowledge) -> Change:
    """A new place's row: name_en, names, kind, country, parent (a region), lat, lon, radius_km."""
    english = _english(given)
    basis = _basis(given)
    radius = _number(given, "radius_km")
    if basis == RECALLED and float(radius) < RECALLED_KM:
        raise BadInput(
            f"a point without a source has a radius of {RECALLED_KM:.0f} km or more: give the "
            "address of a page that has the point, or a larger radius"
        )
    row = {
        "id": _new_id(given, english, known),
        "name_en": english,
        "names": _names(given),
        "kind": given.get("kind", "").strip(),
        "country": _country(given),
        "parent": _cell(given.get("parent", ""), "region"),
        "lat": _number(given, "lat"),
        "lon": _number(given, "lon"),
        "radius_km": radius,
        "basis": basis,
    }
    return Change("places", None, row, split(row["names"]))


def alias(folder: Path, entity: str, name: str, known: Knowledge) -> Change:
    """A further name of an actor, a person or a place that there is already.

    A shipped row is copied into the workspace's own table, where it stands for the shipped one.
    """
    name = _name(name)
    table, row = _row_of(entity, known)
    own = own_row(folder, table, entity)
    before = own.cells if own is not None else None
    row = before or row
    names = split(row["names"])
    if keys_of(name) in {keys_of(one) for one in names}:
        raise BadInput(f"{row['name_en']} has the name {name!r} already")
    return Change(table, before, row | {"names": SEPARATOR.join((*names, name))}, (name,))


def without_name(folder: Path, entity: str, name: str, known: Knowledge) -> Change:
    """One of the names of a row of the workspace's own taken away, not its last one."""
    table, _ = _row_of(entity, known)
    own = own_row(folder, table, entity)
    if own is None or name not in split(own.cells["names"]):
        raise BadInput(f"{name!r} is no name of a row of your own")
    names = [one for one in split(own.cells["names"]) if one != name]
    if not names:
        raise BadInput("a row needs a name; take the whole row away instead")
    return Change(table, own.cells, own.cells | {"names": SEPARATOR.join(names)}, (name,))


def removal(folder: Path, table: str, key: str) -> Change:
    """A row of the workspace's own taken away; a shipped one of that id stands again."""
    own = own_row(folder, table, key)
    if own is None:
        raise BadInput(f"{key}: no row of your own; somebody has taken it away already?")
    return Change(table, own.cells, None, split(own.cells["names"]))


def place_names(entity: str, spot: Spot) -> tuple[str, ...]:
    """All Arabic names of a place: of the shipped lists, else the one that the gazetteer has."""
    return _listed_names().get(entity) or ((spot.arabic,) if spot.arabic else ())


@cache
def _listed_names() -> dict[str, tuple[str, ...]]:
    return {spot.id: names for one in LISTS for spot, names in read_places(shipped(one))}


def _row_of(entity: str, known: Knowledge) -> tuple[str, dict[str, str]]:
    """The table that an identity belongs to, and its row as the tables have it now."""
    actor = known.who.actors.get(entity)
    if actor is not None:
        return "actors", _actor_row(actor)
    person = known.who.persons.persons.get(entity)
    if person is not None:
        return "persons", _person_row(person)
    spot = place_of(entity, known.places)
    if spot is not None:
        return "places", _place_row(spot)
    raise BadInput(f"{entity}: no actor, person or place has this id")


def _actor_row(actor: Actor) -> dict[str, str]:
    return {
        "id": actor.id, "name_en": actor.name, "names": SEPARATOR.join(actor.names),
        "kind": actor.kind, "inter": "" if actor.inter is None else str(actor.inter),
        "country": actor.country, "parent": actor.parent,
        "allies": SEPARATOR.join(actor.allies), "from": actor.since, "to": actor.until,
        "basis": actor.basis,
    }  # fmt: skip


def _person_row(person: Person) -> dict[str, str]:
    return {
        "id": person.id, "name_en": person.name, "names": SEPARATOR.join(person.names),
        "country": person.country, "affiliation": person.affiliation, "basis": person.basis,
    }  # fmt: skip


def _place_row(spot: Spot) -> dict[str, str]:
    return {
        "id": spot.id, "name_en": spot.name,
        "names": SEPARATOR.join(place_names(spot.id, spot)), "kind": spot.kind,
        "country": spot.country, "parent": spot.region, "lat": f"{spot.lat:g}",
        "lon": f"{spot.lon:g}", "radius_km": f"{spot.radius_km:g}", "basis": spot.basis,
    }  # fmt: skip


def _cell(value: str, what: str) -> str:
    value = " ".join(value.split())
    if len(value) > LONGEST:
        raise BadInput(f"{what}: longer than {LONGEST} letters")
    if not value.isprintable():
        raise BadInput(f"{what}: has signs in it that can't be seen; type it anew")
    return value


def _english(given: Mapping[str, str]) -> str:
    english = _cell(given.get("name_en", ""), "English name")
    if not english:
        raise BadInput("give the English name")
    return english


def _name(value: str) -> str:
    name = _cell(value, "name")
    if not keys_of(name):
        raise BadInput("give the name as reports write it, in Arabic letters")
    if "|" in name:
        raise BadInput(f"{name!r}: one name at a time, without |")
    return name


def _names(given: Mapping[str, str]) -> str:
    """The names of a field, a line each; the first is the one to show."""
    names = [_name(line) for line in given.get("names", "").splitlines() if line.strip()]
    if not names:
        raise BadInput("give at least one Arabic name, a line each")
    if len(names) > MOST:
        raise BadInput(f"more than {MOST} names")
    return SEPARATOR.join(dict.fromkeys(names))


def _new_id(given: Mapping[str, str], english: str, known: Knowledge) -> str:
    """The id given, else one made of the English name; nobody else may have it."""
    id_ = given.get("id", "").strip() or slug(english)
    if not ID.fullmatch(id_):
        raise BadInput(
            f"id {id_!r}: small Latin letters, digits and hyphens, such as al-omar-field"
        )
    taken = (
        known.who.actors.get(id_)
        or known.who.persons.persons.get(id_)
        or place_of(id_, known.places)
    )
    if taken is not None:
        raise BadInput(
            f"there is {taken.name} ({id_}) already: add a further name to it, or give another id"
        )
    return id_


def slug(english: str) -> str:
    """«Al-Omar oil field» as "al-omar-oil-field"."""
    plain = unicodedata.normalize("NFKD", english).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _country(given: Mapping[str, str]) -> str:
    country = given.get("country", "").strip().upper()
    if country and not COUNTRY.fullmatch(country):
        raise BadInput(f"country {country!r}: two letters, such as SY")
    return country


def _day(value: str, what: str) -> str:
    value = value.strip()
    if not value:
        return ""
    try:
        if not DAY.fullmatch(value):
            raise ValueError  # noqa: TRY301 (one message for both)
        date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)
    except ValueError:
        raise BadInput(f"{what} {value!r}: write 2015, 2015-11 or 2015-11-21") from None
    return value


def _number(given: Mapping[str, str], name: str) -> str:
    value = given.get(name, "").strip()
    try:
        number = float(value)
    except ValueError:
        raise BadInput(f"{name} {value!r}: write a number, such as 35.33") from None
    if number != number or abs(number) > 20_000:  # noqa: PLR0124 (not a number)
        raise BadInput(f"{name} {value!r}: no such point")
    return repr(round(number, 5)).removesuffix(".0")


def _basis(given: Mapping[str, str]) -> str:
    source = given.get("source", "").strip()
    if not source:
        return RECALLED
    if len(source) > 500 or not source.isprintable() or not URL.fullmatch(source):
        raise BadInput("source: the address of a page that says so (https://…), or nothing")
    return f"document:{source}"
