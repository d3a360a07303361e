"""Addresses of lists: what they ask for, and how they are changed."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from riwaya.errors import BadInput
from riwaya.pipeline import known_with
from riwaya.resolving.claims import Knowledge
from riwaya.store.areas import box_of_rings, unrolled
from riwaya.store.query import Actor, Number
from riwaya.web.filters import FILTERS, SEVERAL, asked, box_of, chips, link, page_of, tidy


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return known_with(None)


def params(query: str) -> QueryParams:
    return QueryParams(query)


def test_an_address_asks_as_the_command_line_does(known: Knowledge) -> None:
    query = asked(
        params("event=air_strike&event=shelling&actor=agent:russia&since=2016-03&until=2016"
               "&number=killed>=5&stance=denies&review=open&min_confidence=80%25&outlet=a&page=3"),
        known, limit=20,
    )  # fmt: skip
    assert query.events == ("air_strike", "shelling")
    assert query.actors == (Actor(("russia",), "agent"),)
    assert (query.since, query.until) == ("2016-03-01", "2016-12-31")
    assert query.numbers == (Number("killed", ">=", 5),)
    assert query.min_confidence == 0.8
    assert (query.limit, query.offset) == (20, 40)


def test_names_in_english_will_do(known: Knowledge) -> None:
    query = asked(params("place=Al-Omar oil field&actor=agent:Syrian Observatory for Human Rights"
                         "&place=Aleppo&source=Russia"), known)  # fmt: skip
    assert query.places == ("omar-oil-field", "aleppo")
    assert query.actors == (Actor(("syrian-observatory",), "agent"),)
    assert query.sources == ("russia",)


def test_blanks_say_nothing(known: Knowledge) -> None:
    assert asked(params("event=&actor=%20&since=&words=&origin_only="), known) == asked(
        params(""), known
    )


@pytest.mark.parametrize("query", [
    "event=no_such_event", "since=yesterday", "page=0", "page=-1", "page=9999999999", "page=a",
    "within=/etc/hosts", "within=areas.geojson", "within=1,2", "within=10,50,20,40", "near=x",
    "within=500,1,2,3", "within=1.2.3,1,2,3", "number=killed", "min_confidence=7", "sort=sideways",
    "words=" + "a" * 3000, "event=" + "&event=".join(map(str, range(60))), "outlet=a%00b",
    "since=2017&until=2016", "actor=" + "%D8%B2" * 6,
])  # fmt: skip
def test_what_makes_no_sense_is_said(query: str, known: Knowledge) -> None:
    with pytest.raises(BadInput):
        asked(params(query), known)


def test_no_file_of_the_server_is_opened(known: Knowledge, tmp_path, monkeypatch) -> None:
    (tmp_path / "area.json").write_text('{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]}')
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput, match="west,south"):
        asked(params("within=area.json"), known)


@given(
    west=st.floats(-180, 180),
    width=st.floats(0.5, 359),
    south=st.floats(-89, 80),
    height=st.floats(0.5, 9),
)
def test_a_box_becomes_a_polygon_around_the_same_part_of_the_globe(
    west: float, width: float, south: float, height: float
) -> None:
    east = west + width if west + width <= 180 else west + width - 360
    text = f"{west:.3f},{south:.3f},{east:.3f},{south + height:.3f}"
    ((ring,),) = asked(params(f"within={text}"), known_with(None)).within
    latitudes, spans = box_of_rings([unrolled(ring)])
    assert latitudes == pytest.approx((south, south + height), abs=0.01)
    assert sum(end - start for start, end in spans) == pytest.approx(width, abs=0.01)


def test_a_box_is_told_from_points() -> None:
    box = box_of(" 35, 33.5,41 ,36 ")
    assert box is not None
    assert box.bounds == (35, 33.5, 41, 36)
    assert box_of("35,33 36,33 36,34") is None
    assert box_of(None) is None


def test_a_link_changes_what_it_is_told_to() -> None:
    here = params("event=kill&event=injure&since=2016&page=4&nonsense=1&place=")
    assert link("/x", here) == "/x?event=kill&event=injure&since=2016"
    assert link("/x", here, page=5) == "/x?event=kill&event=injure&since=2016&page=5"
    assert link("/x", here, event=["kill"], since=None, until="2017") == "/x?event=kill&until=2017"
    assert link("/x", params("")) == "/x"


def test_empty_fields_of_a_form_are_tidied_away_once() -> None:
    assert tidy("/x", params("a=&event=&since=2016&page=2")) == "/x?since=2016&page=2"
    assert tidy("/x", params("since=2016&page=2")) is None


@given(
    st.lists(
        st.tuples(st.sampled_from([*FILTERS, "page", "sort", "x"]), st.text(max_size=8)), max_size=8
    )
)
def test_links_are_stable_and_local(pairs: list[tuple[str, str]]) -> None:
    made = link("/incidents", QueryParams(pairs))
    assert made.startswith("/incidents")
    again = link("/incidents", QueryParams(parse_qsl(made.partition("?")[2])))
    assert again == made


def test_each_chip_takes_its_own_value_away() -> None:
    here = params("event=kill&event=injure&actor=agent:russia&page=2")
    found = {one.value: one for one in chips("/x", here, {"kill": "killing"})}
    assert found["kill"].shown == "killing"
    assert found["kill"].without == "/x?event=injure&actor=agent%3Arussia"
    assert found["agent:russia"].without == "/x?event=kill&event=injure"
    assert set(found) == {"kill", "injure", "agent:russia"}


def test_pages_count_from_one() -> None:
    assert page_of(params("")) == 1
    assert page_of(params("page=12")) == 12
    assert "event" in SEVERAL
