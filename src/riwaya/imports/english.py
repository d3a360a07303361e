"""Names as English-speaking datasets write them -> identities of our tables.

The tables' own English names lead there: letters only, without marks, hyphens and small words, so
that «Al Qaida», «al-Qaida» and «Al-Qaida» are one.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from unicodedata import combining, normalize

from riwaya.imports.rules import actor_forms, other_names
from riwaya.knowledge.actors import Actor
from riwaya.knowledge.gazetteer import Spot
from riwaya.knowledge.geodesy import distance_km
from riwaya.knowledge.places import PlaceTable
from riwaya.resolving.claims import Knowledge

#: «(2000-2024)», «(2015-)»: the years of a government.
YEARS = re.compile(r"\s*\(\d{4}\s*-\s*(?:\d{4})?\)")
#: «(Syria)», «(HTS)» at the end of a name.
BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")
LETTERS = re.compile(r"[^a-z0-9]+")
#: «SDF: Syrian Democratic Forces»; a group and its owner.
SHORT = ": "
COUNTRY = "{country}"
#: The Arabic article, as it is spoken before the letter that follows.
ARTICLES = frozenset(["al", "ad", "an", "ar", "as", "ash", "at", "az", "el", "es"])
VOWELS = re.compile("[aeiouwyh]")
TWICE = re.compile(r"(.)\1+")
#: «Palmyra town», as UCDP calls places.
TYPE_WORD = re.compile(r"\s+(?:town|city|village)$", re.IGNORECASE)
WIDE = frozenset(("country", "region", "province", "district", "sea", "desert", "river"))
#: A namesake further off than this, both uncertainties taken off, is another place; in km.
NEAR_KM = 10.0
PEOPLE = "people"


def letters_of(name: str) -> str:
    """A name in small Latin letters and figures alone."""
    plain = "".join(c for c in normalize("NFKD", name) if not combining(c))
    return LETTERS.sub("", plain.casefold())


def consonants_of(name: str) -> str:
    """A name's consonants, each once in a row, its article left out: what all spellings share."""
    words = re.split(r"[\s-]+", name.casefold())
    kept = words[1:] if len(words) > 1 and words[0] in ARTICLES else words
    return TWICE.sub(r"\1", VOWELS.sub("", letters_of(" ".join(kept))))


class Names:
    """The identities of a workspace's tables by their English names."""

    def __init__(self, known: Knowledge) -> None:
        self._actors = known.who.actors
        self._by_name: dict[str, list[Actor]] = {}
        for actor in self._actors.actors.values():
            for name in dict.fromkeys(map(letters_of, _called(actor))):
                if name:
                    self._by_name.setdefault(name, []).append(actor)
        for form, entity in other_names().items():
            if entity in self._actors:
                self._by_name[letters_of(form)] = [self._actors[entity]]
        self._places = known.places
        self._countries = {
            letters_of(spot.name): spot.country
            for spot in known.places.gazetteer.of_kind("country")
        }

    def actor(self, name: str, day: str | None = None) -> str | None:
        """The identity of a side, a force or a group on an ISO day; None where no table has it."""
        plain = YEARS.sub("", name).strip()
        role, country = self._role(plain)
        if role == PEOPLE:
            return None
        if role is not None:
            return self._actors.force(country, role, day)
        return self._named(plain, day)

    def is_people(self, name: str) -> bool:
        """Whether a name is of people without a body: civilians, protesters."""
        return self._role(YEARS.sub("", name).strip())[0] == PEOPLE

    def source(self, name: str) -> str | None:
        """The identity of who published or said it; None where no table has it."""
        found = self._by_name.get(letters_of(name)) or self._by_name.get(
            letters_of(BRACKETS.sub("", name))
        )
        if not found:
            return None
        press = [actor for actor in found if actor.kind in {"agency", "outlet"}]
        return min(press or found, key=lambda actor: actor.id).id

    def kind_of(self, entity: str | None) -> str:
        """The kind of an actor; empty for none."""
        actor = self._actors.get(entity) if entity else None
        return actor.kind if actor else ""

    def name_of(self, entity: str | None) -> str | None:
        """The English name of an identity."""
        actor = self._actors.get(entity) if entity else None
        return actor.name if actor else None

    def place(self, name: str, lat: float, lon: float, radius_km: float) -> Spot | None:
        """The place with this English name, in one spelling or another, that lies there.

        None where no table has it. «Saraqab» is Saraqib where it lies: the consonants are enough
        for places of which one is within the other.
        """
        exact, loose = _named_places(self._places)
        name = TYPE_WORD.sub("", name)
        return _nearest(exact.get(letters_of(name), ()), lat, lon, NEAR_KM + radius_km) or _nearest(
            loose.get(consonants_of(name), ()), lat, lon, radius_km
        )

    def _role(self, name: str) -> tuple[str | None, str]:
        """The role that a form of a name says, and its country's code; («people», "")."""
        for form, role in actor_forms().items():
            before, mark, after = form.partition(COUNTRY)
            if not mark and BRACKETS.sub("", name) == form:
                return role, ""
            if mark and name.startswith(before) and name.endswith(after):
                country = self._countries.get(letters_of(name[len(before) :].removesuffix(after)))
                if country:
                    return role, country
        return None, ""

    def _named(self, name: str, day: str | None) -> str | None:
        """The actor of a name: as it stands, its branch in the country said, its long form."""
        bare = BRACKETS.sub("", name)
        within = BRACKETS.search(name)
        country = self._countries.get(letters_of(within[1])) if within else None
        for one in (name, bare, *reversed(bare.split(SHORT))):
            found = self._by_name.get(letters_of(one), [])
            if found:
                best = min(found, key=lambda a: (not a.exists_on(day), a.id))
                branch = self._actors.branch(best.id, country, day) if country else None
                return branch or best.id
        return None


def _called(actor: Actor) -> Iterator[str]:
    """The English names of an actor: in full, without brackets, what stands in them, its id."""
    yield actor.name
    within = BRACKETS.search(actor.name)
    if within:
        yield BRACKETS.sub("", actor.name)
        # «(Syria)» is no name of the group's; «(HTS)» is.
        if within[1].isupper():
            yield within[1]
    yield actor.id.replace("-", " ")


def _nearest(spots: Iterable[Spot], lat: float, lon: float, within_km: float) -> Spot | None:
    """The nearest of some places that aren't further off than that and their own radius."""
    found = [
        (gap, not spot.listed, spot.id, spot)
        for spot in spots
        if (gap := distance_km(lat, lon, spot.lat, spot.lon)) <= within_km + spot.radius_km
    ]
    return min(found)[-1] if found else None


@cache
def _named_places(places: PlaceTable) -> tuple[dict[str, list[Spot]], dict[str, list[Spot]]]:
    """The places of the tables by the letters of their English names, and by the consonants.

    Countries and regions have names of their towns: a row's point is a town's.
    """
    exact: dict[str, list[Spot]] = {}
    loose: dict[str, list[Spot]] = {}
    for spot in (*places.by_id.values(), *places.gazetteer.every()):
        if spot.kind not in WIDE:
            name = BRACKETS.sub("", spot.name)
            exact.setdefault(letters_of(name), []).append(spot)
            loose.setdefault(consonants_of(name), []).append(spot)
    return exact, loose
