from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadInput
from riwaya.export.review.mention_cells import (
    FLAGS,
    Kind,
    Written,
    cell_of,
    parse_cell,
    stands_of,
    write_cell,
)
from riwaya.records.mention import Party, Place, Quantity, Source, Time
from riwaya.records.terms import MEASURES, PLACE_RELATIONS, SOURCE_KINDS

RAW = "قال المرصد إن 60 ألف طن"
NASTY = st.text(
    st.sampled_from("اب{}|\\ \n\r\t\x00\u200f\u2028\u00a0nxu_0041-?~'=") | st.characters(),
    min_size=1,
    max_size=12,
)
IDS = st.none() | NASTY.filter(str.strip) | st.sampled_from(["russia", "?", "in", "named", "~"])
DAYS = st.none() | st.dates().map(lambda day: day.isoformat())
MOMENTS = st.datetimes().map(lambda at: at.isoformat(timespec="minutes"))
#: Whole numbers beyond 18 digits are read as decimal ones.
BOUND = (
    st.none() | st.integers(-(10**17), 10**17) | st.floats(allow_nan=False, allow_infinity=False)
)


def ordered(low: Any, high: Any) -> dict[str, Any]:
    both = low is not None and high is not None
    return {"low": min(low, high), "high": max(low, high)} if both else {"low": low, "high": high}


STANDS: dict[Kind, st.SearchStrategy[dict[str, Any]]] = {
    "party": st.fixed_dictionaries({"entity": IDS}),
    "place": st.fixed_dictionaries({"relation": st.sampled_from(PLACE_RELATIONS), "entity": IDS}),
    "time": st.builds(
        lambda a, b: {"from_": min(a, b), "to": max(a, b)} if a and b else {"from_": a, "to": b},
        DAYS,
        DAYS,
    )
    | MOMENTS.map(lambda at: {"from_": at, "to": at}),
    "quantity": st.builds(
        lambda measure, bounds, unit, flags: {"measure": measure, **bounds, "unit": unit, **flags},
        st.sampled_from(MEASURES),
        st.builds(ordered, BOUND, BOUND),
        st.none() | NASTY.filter(lambda u: u.strip() and not u.strip().isnumeric()),
        st.fixed_dictionaries(dict.fromkeys(FLAGS.values(), st.booleans())),
    ),
    "source": st.fixed_dictionaries(
        {"kind": st.sampled_from(SOURCE_KINDS), "entity": IDS, "named": st.booleans()}
    ),
}


@pytest.mark.parametrize("kind", STANDS)
@given(data=st.data())
def test_what_is_written_is_read_again(kind: Kind, data: st.DataObject) -> None:
    several = data.draw(st.lists(st.builds(Written, NASTY, STANDS[kind] | st.just({})), max_size=3))
    cell = write_cell(kind, several)
    assert parse_cell(kind, cell) == several
    assert parse_cell(kind, f" {cell}\r\n") == several
    assert "\n" not in cell
    assert not any(ord(c) < 32 or c in "\ufffe\uffff\u2028" for c in cell)


@pytest.mark.parametrize("kind", STANDS)
@given(cell=st.text(st.sampled_from("اب{}|\\?.~- 12") | st.characters(), max_size=20))
def test_any_cell_is_read_or_refused_in_words(kind: Kind, cell: str) -> None:
    with suppress(BadInput):
        assert all(one.words for one in parse_cell(kind, cell))


@pytest.mark.parametrize(
    ("kind", "mention", "cell"),
    [
        ("party", Party.of(RAW, 4, 10, entity="syrian-observatory"), "المرصد {syrian-observatory}"),
        ("party", Party.of(RAW, 4, 10), "المرصد {?}"),
        ("place", Place.of(RAW, 4, 10, relation="near", entity="x"), "المرصد {near x}"),
        ("time", Time.of(RAW, 4, 10, from_="2015-11-20", to="2015-11-20"), "المرصد {2015-11-20}"),
        (
            "time",
            Time.of(RAW, 4, 10, from_="2015-11-20", to="2015-11-21"),
            "المرصد {2015-11-20..2015-11-21}",
        ),
        ("time", Time.of(RAW, 4, 10, from_="2015-11-20", to=None), "المرصد {2015-11-20..}"),
        (
            "quantity",
            Quantity.of(RAW, 14, 23, measure="amount", low=60000.0, high=60000, unit="t/d"),
            "60 ألف طن {amount 60000 t/d}",
        ),
        (
            "quantity",
            Quantity.of(
                RAW, 14, 16, measure="injured", low=20, high=99, unit="person", approximate=True
            ),
            "60 {injured 20..99 ~}",
        ),
        (
            "quantity",
            Quantity.of(RAW, 14, 16, measure="killed", low=30, high=None, unit=None, subset=True),
            "60 {killed 30.. - subset}",
        ),
        (
            "source",
            Source.of(RAW, 4, 10, kind="ngo", named=True, entity="syrian-observatory"),
            "المرصد {ngo syrian-observatory named}",
        ),
        ("source", Source.of(RAW, 4, 10, kind="local", named=False), "المرصد {local ?}"),
    ],
)
def test_a_mention_as_people_see_it(kind: Kind, mention: Any, cell: str) -> None:
    assert cell_of(kind, [mention]) == cell
    assert parse_cell(kind, cell) == [Written(mention.text, stands_of(kind, mention))]


@pytest.mark.parametrize(
    ("kind", "typed", "meant"),
    [
        ("party", "الجيش", {}),
        ("party", "الجيش{ Islamic State }", {"entity": "Islamic State"}),
        ("party", "الجيش {\u200erussia\u200f}", {"entity": "russia"}),
        ("place", "الرمادي {ramadi}", {"entity": "ramadi"}),
        ("place", "الرمادي {Near}", {"relation": "near"}),
        ("time", "الشهر {2015-02}", {"from_": "2015-02-01", "to": "2015-02-28"}),
        ("time", "منذ {2015..2016}", {"from_": "2015-01-01", "to": "2016-12-31"}),
        ("source", "ناطق {official}", {"kind": "official", "named": False}),
        ("quantity", "60 {killed}", {"measure": "killed"}),
    ],
)
def test_what_people_type_shorter(kind: Kind, typed: str, meant: dict[str, Any]) -> None:
    (written,) = parse_cell(kind, typed)
    assert written.stands == meant


@pytest.mark.parametrize("number", ["60,000", "٦٠٠٠٠", "٦٠٬٠٠٠", "60000.0", "60_000"])
def test_numbers_in_any_digits(number: str) -> None:
    (written,) = parse_cell("quantity", f"60 {{items {number}}}")
    assert (written.stands["low"], written.stands["high"]) == (60000, 60000)


def test_several_mentions_also_line_by_line() -> None:
    assert [w.words for w in parse_cell("party", "أ {x} |  | ب\nج {?}\r\n")] == ["أ", "ب", "ج"]


@pytest.mark.parametrize(
    ("kind", "cell", "says"),
    [
        ("party", "الجيش {russia", "braces don't match"),
        ("party", "{russia}", "words of the report"),
        ("party", "الجيش {a} {b}", "braces don't match"),
        ("quantity", "12 {kiled 12}", "did you mean killed"),
        ("quantity", "12 {killed dozens}", "no number"),
        ("quantity", "12 {killed 30..20}", "lower bound is above"),
        ("quantity", "60 {amount 60 000 t}", "measure, number, unit"),
        ("quantity", "60 {amount 60 000}", "measure, number, unit"),
        ("quantity", "60 {amount 1e999}", "too large"),
        ("quantity", "60 {~}", "what is counted"),
        ("source", "ناطق {offical}", "did you mean official"),
        ("time", "أمس {yesterday}", "2015-11-21"),
        ("time", "أمس {2015-02-30}", "no such day"),
        ("time", "أمس {2015-11-21..2015-11-20}", "ends before it begins"),
        ("time", "أمس {2015-11-21T25:00}", "write 2015-11-20"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_write(
    kind: Kind, cell: str, says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        parse_cell(kind, cell)


def test_a_unit_that_looks_like_a_number_is_read_again() -> None:
    number = Quantity.of(RAW, 14, 16, measure="killed", low=None, high=None, unit="0E0")
    (again,) = parse_cell("quantity", cell_of("quantity", [number]))
    assert again.stands["unit"] == "0E0"
