"""Names as datasets write them, found in our tables."""

import pytest

from riwaya.imports.english import Names
from riwaya.resolving.claims import Knowledge


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(Knowledge())


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("Military Forces of Syria (2000-2024)", "syrian-army"),
        ("Military Forces of Russia (2000-) Air Force", "russian-aerospace-forces"),
        ("Police Forces of Iraq (2014-)", "iraqi-police"),
        ("Government of Syria", "syria"),
        ("Islamic State (Syria)", "islamic-state"),
        ("SDF: Syrian Democratic Forces", "syrian-democratic-forces"),
        ("Hayat Tahrir al Sham", "hayat-tahrir-al-sham"),
        ("IS", "islamic-state"),
        ("A group that nobody has named", None),
        ("Civilians (Syria)", None),
    ],
)
def test_actors(names: Names, name: str, entity: str | None) -> None:
    assert names.actor(name, "2016-03-11") == entity


def test_people_are_no_body(names: Names) -> None:
    assert names.is_people("Protesters (Iraq)")
    assert names.is_people("Civilians")
    assert not names.is_people("Islamic State (Syria)")


@pytest.mark.parametrize(
    ("name", "entity"),
    [("SOHR", "syrian-observatory"), ("Enab Baladi", "enab-baladi"), ("AFP", "afp"),
     ("Reuters News", "reuters"), ("Undisclosed Source", None)],
)  # fmt: skip
def test_sources(names: Names, name: str, entity: str | None) -> None:
    assert names.source(name) == entity


@pytest.mark.parametrize("spelling", ["Saraqab", "Saraqib", "SARĀQIB", "Saraqib town"])
def test_places_in_other_spellings_where_they_lie(names: Names, spelling: str) -> None:
    found = names.place(spelling, 35.8644, 36.8058, 5)
    assert found is not None
    assert found.id == "saraqib"


def test_a_name_elsewhere_is_another_place(names: Names) -> None:
    assert names.place("Saraqib", 15.0, 44.0, 5) is None
    assert names.place("Somewhere unheard of", 35.8644, 36.8058, 5) is None
