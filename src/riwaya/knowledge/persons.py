"""Persons, offices, and who held what when: a bare title resolves by the report's date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from riwaya.errors import BadTable
from riwaya.knowledge.actors import adjective_forms
from riwaya.knowledge.name_words import ARTICLE, NameIndex, keys_of, word_key
from riwaya.knowledge.tables import read_table, shipped, split

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the news names; `affiliation` is an actor's id or empty."""

    id: str
    name: str
    names: tuple[str, ...]
    country: str
    affiliation: str
    basis: str = "recalled"


@dataclass(frozen=True, slots=True)
class Office:
    """A post that one person holds at a time; `body` is an actor's id or empty."""

    id: str
    name: str
    names: tuple[str, ...]
    body: str
    country: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who held an office; ISO dates in any precision, `until` empty while it lasts."""

    office: str
    person: str
    since: str
    until: str

    def holds_on(self, day: str) -> bool:
        """Whether the office was held on an ISO day, as far as the dates' precision says."""
        begun = not self.since or self.since <= day
        return begun and (not self.until or day[: len(self.until)] <= self.until)


class PersonTable:
    """Persons and offices by id and by name."""

    def __init__(
        self,
        persons: Iterable[Person],
        offices: Iterable[Office],
        tenures: Iterable[Tenure],
        adjectives: Iterable[str] = (),
    ) -> None:
        self.persons: dict[str, Person] = {}
        for person in persons:  # a user's own come first, and stand for shipped ones
            self.persons.setdefault(person.id, person)
        self.offices: dict[str, Office] = {}
        for office in offices:
            self.offices.setdefault(office.id, office)
        self.names = NameIndex((n, p.id) for p in self.persons.values() for n in p.names)
        self.titles = NameIndex((n, o.id) for o in self.offices.values() for n in o.names)
        self._adjectives = frozenset(adjectives)
        self._held: dict[str, list[Tenure]] = defaultdict(list)
        for tenure in tenures:
            self._held[tenure.office].append(tenure)

    @cached_property
    def bare_titles(self) -> dict[tuple[tuple[str, ...], str], str]:
        """Titles without their adjective of nationality: («رئيس الوزراء», IQ) → an office."""
        return _bare_titles(self.offices.values(), self._adjectives)

    @cached_property
    def _last_names(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for person in self.persons.values():
            for name in person.names:
                found[word_key(name.rpartition(" ")[2])].add(person.id)
        return found

    def holders(self, office: str, day: str) -> list[Tenure]:
        """Who held an office on an ISO day, the one who came last first."""
        held = [tenure for tenure in self._held[office] if tenure.holds_on(day)]
        return sorted(held, key=lambda tenure: tenure.since, reverse=True)

    def ever_held(self, office: str) -> set[str]:
        """All who held an office."""
        return {tenure.person for tenure in self._held[office]}

    def tenures_in(self, office: str) -> list[Tenure]:
        """All tenures of an office, the latest first."""
        return sorted(self._held.get(office, ()), key=lambda one: one.since, reverse=True)

    def tenures_of(self, person: str) -> list[Tenure]:
        """All tenures of a person, the latest first."""
        return sorted(self._tenures_of.get(person, ()), key=lambda one: one.since, reverse=True)

    def only_holder(self, office: str) -> str | None:
        """The person who held an office, if the table has just one."""
        persons = self.ever_held(office)
        return next(iter(persons)) if len(persons) == 1 else None

    @cached_property
    def given_names(self) -> frozenset[str]:
        """The first words of the persons' names of several words."""
        names = (name for person in self.persons.values() for name in person.names)
        return frozenset(word_key(name.partition(" ")[0]) for name in names if " " in name)

    @cached_property
    def _tenures_of(self) -> dict[str, list[Tenure]]:
        found: dict[str, list[Tenure]] = defaultdict(list)
        for tenures in self._held.values():
            for tenure in tenures:
                found[tenure.person].append(tenure)
        return found

    def holds_any(self, person: str, day: str) -> bool:
        """Whether a person holds an office on an ISO day."""
        return any(tenure.holds_on(day) for tenure in self._tenures_of.get(person, ()))

    def last_named(self, key: str) -> set[str]:
        """Persons whose name ends in a word with this key."""
        return self._last_names.get(key, set())


def _bare_titles(
    offices: Iterable[Office], adjectives: Iterable[str]
) -> dict[tuple[tuple[str, ...], str], str]:
    national = {word_key(form) for form in adjectives}
    found: dict[tuple[tuple[str, ...], str], str] = {}
    for office in offices:
        for name in office.names:
            title, _, last = name.rpartition(" ")
            if office.country and title and word_key(last).removeprefix(ARTICLE) in national:
                found.setdefault((keys_of(title), office.country), office.id)
    return found


def read_persons(source: Path | Traversable) -> list[Person]:
    """The table of persons."""
    rows = read_table(
        source,
        columns=("id", "name_en", "names", "country", "affiliation", "basis"),
        may_be_empty=("country", "affiliation"),
    )
    return [
        Person(
            r["id"],
            r["name_en"],
            split(r["names"]),
            r["country"],
            r["affiliation"],
            r["basis"],
        )
        for r in rows
    ]


def read_offices(source: Path | Traversable) -> list[Office]:
    """The table of offices."""
    rows = read_table(
        source,
        columns=("id", "name_en", "names", "body", "country", "basis"),
        may_be_empty=("body", "country"),
    )
    return [Office(r["id"], r["name_en"], split(r["names"]), r["body"], r["country"]) for r in rows]


def read_tenures(
    source: Path | Traversable, offices: Iterable[Office], persons: Iterable[Person]
) -> list[Tenure]:
    """The table of tenures; offices and persons must be known."""
    known = {"office": {o.id for o in offices}, "person": {p.id for p in persons}}
    rows = read_table(
        source,
        columns=("office", "person", "from", "to", "basis"),
        may_be_empty=("from", "to"),
        key=("office", "person", "from"),
    )
    for row in rows:
        for column, ids in known.items():
            if row[column] not in ids:
                raise BadTable(f"{row.where}: unknown {column} {row[column]!r}")
        if row["to"] and row["from"] and row["to"] < row["from"][: len(row["to"])]:
            raise BadTable(f"{row.where}: ends {row['to']} before it begins {row['from']}")
    return [Tenure(r["office"], r["person"], r["from"], r["to"]) for r in rows]


def person_table(folder: Path | None = None) -> PersonTable:
    """The shipped persons, offices and tenures, and those of a user's folder before them."""

    def own(name: str) -> Path | None:
        path = folder / name if folder is not None else None
        return path if path is not None and path.is_file() else None

    mine = {name: own(name) for name in ("persons.tsv", "offices.tsv", "tenures.tsv")}
    persons, offices, tenures = mine.values()
    known_persons = read_persons(persons) if persons else []
    known_persons += read_persons(shipped("actors/persons.tsv"))
    known_offices = read_offices(offices) if offices else []
    known_offices += read_offices(shipped("actors/offices.tsv"))
    held = read_tenures(tenures, known_offices, known_persons) if tenures else []
    held += read_tenures(shipped("actors/tenures.tsv"), known_offices, known_persons)
    return PersonTable(known_persons, known_offices, held, adjective_forms())


@cache
def shipped_persons() -> PersonTable:
    """The shipped tables, loaded once."""
    return person_table()
