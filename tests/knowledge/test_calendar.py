"""A misspelled kind, direction or month in a time table would be a dead row."""

from datetime import date

import pytest

from riwaya.knowledge import hijri
from riwaya.knowledge.calendar import TABLES, Term, feasts, hours, lexicon, look_up, rows, tokens


def term(phrase: str) -> Term | None:
    """The term that the whole phrase is."""
    words = tokens(phrase)
    found = look_up(words, 0) if words else None
    return found[0] if found and found[1] == len(words) else None


VALUES = {
    "months": ("tradition", "levantine gregorian maghrebi moroccan libyan hijri"),
    "directions": ("direction", "last recent this next before_last after_next same following"),
    "borders": ("border", "start early middle late end"),
    "spans": ("sign", "during since until to before after by between eve morrow of in ago"),
    "vague": ("why", "narrative recent ahead repeated"),
    "relatives": ("unit", "day"),
    "feasts": ("calendar", "gregorian hijri"),
    "marks": (
        "mark",
        "about hijri gregorian bc utc elsewhere minus minute hour consecutive weekend decade share first filler",
    ),
}


@pytest.mark.parametrize("table", sorted(VALUES))
def test_every_value_is_known(table: str) -> None:
    column, known = VALUES[table]
    assert {row[column] for row in rows(table)} <= set(known.split())


@pytest.mark.parametrize("table", [name for name, _, _ in TABLES])
def test_every_form_can_be_found(table: str) -> None:
    dead = [row["form"] for row in rows(table) if tuple(tokens(row["form"])) not in lexicon()]
    assert dead == []


def test_dates_and_hours_of_the_tables_exist() -> None:
    for feast in feasts().values():
        assert 1 <= feast.month <= 12
        assert 1 <= feast.day <= 31
        assert 1 <= feast.days <= 7
    for row in rows("happenings"):
        assert date.fromisoformat(row["from"]) <= date.fromisoformat(row["to"])
    for first, last in hours().values():
        assert 0 <= first <= last <= 24
    assert {int(row["weekday"]) for row in rows("weekdays")} == set(range(7))


@pytest.mark.parametrize("tradition", ["levantine", "gregorian", "hijri", "libyan"])
def test_a_tradition_names_all_months(tradition: str) -> None:
    found = {int(row["month"]) for row in rows("months") if row["tradition"] == tradition}
    assert found == set(range(1, 13))


@pytest.mark.parametrize(
    ("phrase", "kind", "number"),
    [
        ("تشرين الثاني", "month", 11),
        ("وآب", "month", 8),
        ("أوت", "month", 8),
        ("غشت", "month", 8),
        ("جمادى الآخرة", "month", 6),
        ("أول من أمس", "relative", -2),
        ("امس الاول", "relative", -2),
        ("للأحد", "weekday", 6),
        ("الثلثاء", "weekday", 1),
        ("الأسبوع", "unit", 1),
        ("شهرين", "unit", 2),
        ("أيام", "unit", 0),
    ],
)
def test_words_are_found_with_what_is_bound_to_them(phrase: str, kind: str, number: int) -> None:
    found = term(phrase)
    assert found is not None
    assert (found.kind, found.number) == (kind, number)


@pytest.mark.parametrize("phrase", ["", "دبابة", "المدينة", "أب وأم", "أحد", "بيت"])
def test_other_words_are_no_times(phrase: str) -> None:
    assert term(phrase) is None


def test_the_hijri_calendar() -> None:
    assert hijri.day_of(1434, 2, 27) == date(2013, 1, 9)
    assert hijri.month_of(1436, 9) == (date(2015, 6, 18), date(2015, 7, 16))
    assert hijri.month_of(1436, 12) == (date(2015, 9, 14), date(2015, 10, 13))
    assert hijri.year_on(date(2015, 11, 21)) == 1437


@pytest.mark.parametrize(("year", "month", "day"), [(1, 1, 1), (1434, 13, 1), (1434, 2, 31)])
def test_no_such_hijri_day(year: int, month: int, day: int) -> None:
    assert hijri.day_of(year, month, day) is None
    assert hijri.year_on(date(700, 1, 1)) == 80
