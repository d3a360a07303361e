"""Persons and offices: a bare title is whoever held the office that day."""

import re
from pathlib import Path

import pytest

from riwaya.errors import BadTable
from riwaya.knowledge.actors import shipped_actors
from riwaya.knowledge.name_words import Hit, keys_of, tokens_of
from riwaya.knowledge.persons import (
    Office,
    Person,
    PersonTable,
    Tenure,
    read_offices,
    read_persons,
    read_tenures,
    shipped_persons,
)
from riwaya.knowledge.tables import shipped

NOTES = "# origin: recalled\n# licence: any\n"
SLUG = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
DATE = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?)?")
OFFICES = [
    Office("ru-defence", "Defence minister", ("وزير الدفاع الروسي", "وزير دفاع روسيا"), "", "RU"),
    Office("un-envoy", "UN envoy", ("المبعوث الأممي",), "", ""),
]
PERSONS = [
    Person("serdyukov", "Anatoly Serdyukov", ("أناتولي سيرديوكوف",), "RU", ""),
    Person("shoigu", "Sergei Shoigu", ("سيرغي شويغو", "سيرغي شويجو"), "RU", ""),
    Person("other", "Other Shoigu", ("لاريسا شويغو",), "RU", ""),
]


def table(*tenures: Tenure, adjectives: tuple[str, ...] = ("روسي",)) -> PersonTable:
    return PersonTable(PERSONS, OFFICES, tenures, adjectives)


def tenures(folder: Path, rows: str) -> list[Tenure]:
    path = folder / "tenures.tsv"
    path.write_text(f"{NOTES}office\tperson\tfrom\tto\tbasis\n{rows}", "utf-8")
    return read_tenures(path, OFFICES, PERSONS)


@pytest.mark.parametrize(
    ("since", "until", "day", "held"),
    [
        ("2012-11-06", "2024-05-12", "2015-11-21", True),
        ("2012-11-06", "2024-05-12", "2012-11-05", False),
        ("2012-11-06", "2024-05-12", "2012-11-06", True),
        ("2012-11-06", "2024-05-12", "2024-05-12", True),
        ("2012-11-06", "2024-05-12", "2024-05-13", False),
        ("2012-11-06", "", "2040-01-01", True),
        ("", "2024", "2024-12-31", True),
        ("", "2024", "2025-01-01", False),
        ("2012", "2012", "2012-06-01", True),
        ("", "", "1900-01-01", True),
    ],
)
def test_an_office_is_held_from_day_to_day(since: str, until: str, day: str, held: bool) -> None:
    assert Tenure("o", "p", since, until).holds_on(day) is held


def test_who_came_last_is_first() -> None:
    first = Tenure("ru-defence", "serdyukov", "2007-02-15", "2012-11-06")
    second = Tenure("ru-defence", "shoigu", "2012-11-06", "")
    persons = table(first, second)
    assert persons.holders("ru-defence", "2012-11-06") == [second, first]
    assert persons.holders("ru-defence", "2010-01-01") == [first]
    assert persons.holders("ru-defence", "2000-01-01") == []
    assert persons.holders("no-such-office", "2010-01-01") == []


def test_the_only_holder_is_one_person_however_often() -> None:
    again = [Tenure("ru-defence", "shoigu", year, year) for year in ("2012", "2020")]
    assert table(*again).only_holder("ru-defence") == "shoigu"
    other = Tenure("ru-defence", "serdyukov", "2007", "2012")
    assert table(*again, other).only_holder("ru-defence") is None
    assert table().only_holder("ru-defence") is None


def test_a_last_name_is_everybody_s_who_has_it() -> None:
    assert table().last_named("شويغو") == {"shoigu", "other"}
    assert table().last_named("شويجو") == {"shoigu"}
    assert table().last_named("سيرغي") == set()


def test_a_bare_title_lacks_its_adjective() -> None:
    assert table().bare_titles == {(keys_of("وزير الدفاع"), "RU"): "ru-defence"}
    assert table(adjectives=("سوري",)).bare_titles == {}


def test_rows_become_tenures(tmp_path: Path) -> None:
    found = tenures(tmp_path, "ru-defence\tshoigu\t2012-11-06\t\trecalled\n")
    assert found == [Tenure("ru-defence", "shoigu", "2012-11-06", "")]


@pytest.mark.parametrize("to", ["2012-11-06", "2012-11", "2012", "2013", ""])
def test_a_tenure_may_end_as_late_as_its_dates_say(tmp_path: Path, to: str) -> None:
    assert tenures(tmp_path, f"ru-defence\tshoigu\t2012-11-06\t{to}\trecalled\n")


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("mayor\tshoigu\t\t\trecalled\n", r":4: unknown office 'mayor'"),
        ("ru-defence\tshoygu\t\t\trecalled\n", r":4: unknown person 'shoygu'"),
        (
            "ru-defence\tshoigu\t2012-11-06\t2012-10\trecalled\n",
            r":4: ends 2012-10 before it begins 2012-11-06",
        ),
        ("ru-defence\tshoigu\t2012\t2011-12-31\trecalled\n", r":4: ends 2011-12-31 before"),
        (
            "ru-defence\tshoigu\t2012\t\trecalled\nru-defence\tshoigu\t2012\t2024\trecalled\n",
            r":5: 'ru-defence shoigu 2012' stands already in tenures\.tsv:4",
        ),
    ],
)
def test_a_wrong_tenure_is_refused_with_file_and_line(
    tmp_path: Path, rows: str, complaint: str
) -> None:
    with pytest.raises(BadTable, match=rf"tenures\.tsv{complaint}"):
        tenures(tmp_path, rows)


@pytest.mark.parametrize(
    ("reader", "header"),
    [
        (read_persons, "id\tname_en\tnames\tcountry\taffiliation\tbasis"),
        (read_offices, "id\tname_en\tnames\tbody\tcountry\tbasis"),
    ],
)
@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("a\tA\tألف\t\t\trecalled\na\tA\tباء\t\t\trecalled\n", r":5: 'a' stands already"),
        ("a\tA\t\t\t\trecalled\n", r":4: names is empty"),
        ("a\tA\tشو\N{ARABIC LETTER FARSI YEH}غو\t\t\trecalled\n", r":4: stray ARABIC LETTER FARSI"),
    ],
)
def test_a_wrong_person_or_office_is_refused(
    tmp_path: Path, reader, header: str, rows: str, complaint: str
) -> None:
    path = tmp_path / "who.tsv"
    path.write_text(f"{NOTES}{header}\n{rows}", "utf-8")
    with pytest.raises(BadTable, match=rf"who\.tsv{complaint}"):
        reader(path)


def test_the_shipped_tables_have_what_was_promised() -> None:
    persons = read_persons(shipped("actors/persons.tsv"))
    offices = read_offices(shipped("actors/offices.tsv"))
    held = read_tenures(shipped("actors/tenures.tsv"), offices, persons)
    assert len(held) >= 250
    assert len({tenure.person for tenure in held if tenure.since}) >= 250
    assert [t for t in held for day in (t.since, t.until) if not DATE.fullmatch(day)] == []
    assert {tenure.office for tenure in held} <= {office.id for office in offices}


def test_every_affiliation_and_body_is_an_actor() -> None:
    known, who = shipped_actors().actors, shipped_persons()
    assert {p.affiliation for p in who.persons.values()} - {""} - known.keys() == set()
    assert {o.body for o in who.offices.values()} - {""} - known.keys() == set()


def test_every_name_and_title_leads_to_its_own() -> None:
    who = shipped_persons()
    lost = [
        (entity.id, name)
        for index, entities in ((who.names, who.persons), (who.titles, who.offices))
        for entity in entities.values()
        for name in entity.names
        if index.at(tokens_of(name), 0) != Hit(0, len(keys_of(name)), entity.id)
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("title", "country", "day", "person"),
    [
        ("وزير الدفاع", "RU", "2015-11-21", "sergei-shoigu"),
        ("وزير الخارجية", "RU", "2015-11-21", "sergei-lavrov"),
        ("وزير الخارجية", "US", "2015-11-21", "john-kerry"),
        ("رئيس الوزراء", "IQ", "2015-11-21", "haider-al-abadi"),
        ("رئيس الوزراء", "IL", "2015-11-21", "benjamin-netanyahu"),
    ],
)
def test_a_bare_title_is_who_held_it(title: str, country: str, day: str, person: str) -> None:
    who = shipped_persons()
    office = who.bare_titles[keys_of(title), country]
    assert who.holders(office, day)[0].person == person


@pytest.mark.parametrize(
    ("day", "person"),
    [
        ("1999-05-01", "hafez-al-assad"),
        ("2015-11-21", "bashar-al-assad"),
        ("2025-06-01", "ahmed-al-sharaa"),
    ],
)
def test_presidents_change(day: str, person: str) -> None:
    assert [t.person for t in shipped_persons().holders("syrian-president", day)] == [person]
