"""Three lists of names, places and times as the news has them, resolved with what is shipped."""

import pytest

from riwaya.resolving.claims import Knowledge

from .lists.known import COLUMNS, IS_RIGHT, failures, known_failures, list_rows

#: What share of a list must be resolved rightly.
ENOUGH = 0.9


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return Knowledge()


@pytest.fixture(scope="module")
def wrong(known: Knowledge) -> dict[str, set[str]]:
    return {name: set(failures(name, known)) for name in COLUMNS}


@pytest.mark.parametrize("name", COLUMNS)
def test_enough_of_a_list_is_right(name: str, wrong: dict[str, set[str]]) -> None:
    right = 1 - len(wrong[name]) / len(list_rows(name))
    assert right >= ENOUGH, f"{right:.1%} of {name}"


@pytest.mark.parametrize("name", COLUMNS)
def test_the_rows_that_fail_are_the_known_ones(name: str, wrong: dict[str, set[str]]) -> None:
    expected = known_failures()[name]
    broken, mended = wrong[name] - expected, expected - wrong[name]
    hint = "a change that was meant? PYTHONPATH=src python -m tests.resolving.lists.known"
    assert (broken, mended) == (set(), set()), hint


@pytest.mark.parametrize("name", COLUMNS)
def test_known_failures_are_rows_of_the_lists(name: str) -> None:
    assert known_failures()[name] <= {row["id"] for row in list_rows(name)}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_list_is_long_enough_to_say_something(name: str) -> None:
    assert len(list_rows(name)) >= 450


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("actors", {"entity": "nobody"}),
        ("places", {"lat": "0", "lon": "-150"}),
        ("times", {"from": "1900-01-01"}),
        ("times", {"to": "1900-01-01"}),
    ],
)
def test_a_wrong_answer_counts_as_wrong(
    name: str, changed: dict[str, str], known: Knowledge, wrong: dict[str, set[str]]
) -> None:
    right = next(row for row in list_rows(name) if row["id"] not in wrong[name])
    assert IS_RIGHT[name](right, known)
    spoiled = type(right)(right.where, {**right.cells, **changed})
    assert not IS_RIGHT[name](spoiled, known)
