"""Claims written in the compact form compile to the same claims again."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET
from msgspec.structs import replace

from riwaya.export.review.training_lines import claim_lines
from riwaya.records.claim import Claim, Link
from riwaya.records.mention import Mention, Party, Place, Quantity, Source, Time
from riwaya.records.report import Report
from riwaya.records.terms import MEASURES, PLACE_RELATIONS, REALITIES, SOURCE_KINDS, STANCES
from tests.workspace.handmade import TEXTS, documents
from training.compact import compile_report

TEXT = (
    "قالت «صحيفة | الساحل» إن غارة قتلت 12 شخصا في حلب يوم الجمعة، وقال ناشطون إن غارة أخرى "
    "على حلب = المدينة قتلت سبعة #3 [9:12] أشخاص.\r\nللرجال والللاعبين في حلب.\n"
)


def bare(claims: Any) -> list[Claim]:
    """What the form holds of claims: no reasons, no names that tables give, ids by their order."""
    several = sorted(claims, key=lambda claim: (claim.trigger.start, claim.trigger.end))
    ids = {claim.id: f"c{number}" for number, claim in enumerate(several, 1)}
    return [_bare(claim, ids) for claim in several]


def _bare(claim: Claim, ids: dict[str, str]) -> Claim:
    def party(one: Any) -> Any:
        return replace(one, name=UNSET, romanised=UNSET, resolution=UNSET)

    def place(one: Place) -> Place:
        derived: dict[str, Any] = dict.fromkeys(
            ("radius_km", "precision", "romanised", "resolution"), UNSET
        )
        return replace(one, entity=None, **derived)

    def quantity(one: Quantity) -> Quantity:
        flags = {
            name: True if getattr(one, name) is True else UNSET
            for name in ("approximate", "subset", "joint")
        }
        return replace(one, equivalent=UNSET, **flags)

    time = claim.time and replace(claim.time, precision=UNSET, resolution=UNSET)
    links = tuple(replace(link, claim=ids[link.claim]) for link in claim.links if link.claim in ids)
    return replace(
        claim, id=ids[claim.id], agents=tuple(map(party, claim.agents)),
        targets=tuple(map(party, claim.targets)), places=tuple(map(place, claim.places)),
        time=time, quantities=tuple(map(quantity, claim.quantities)),
        attribution=tuple(map(party, claim.attribution)), links=links,
        confidence=UNSET, gloss=UNSET, when=UNSET,
    )  # fmt: skip


def compiled(text: str, claims: Any, report: Report | None = None) -> list[Claim]:
    found = compile_report("x", text, claim_lines(text, claims, report))
    assert found.errors == ()
    return list(found.document.claims)


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_claims_made_by_hand(name: str) -> None:
    claims = documents()[name].claims
    assert compiled(TEXTS[name], claims) == bare(claims)


def spans(text: str) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(0, len(text) - 1), st.integers(1, 12)).map(
        lambda at: (at[0], min(len(text), at[0] + at[1]))
    )


def mention(record: type[Any], text: str, **fields: Any) -> st.SearchStrategy[Any]:
    return st.builds(
        lambda span, more: record.of(text, *span, **more),
        spans(text),
        st.fixed_dictionaries(fields),
    )


ENTITY = st.none() | st.sampled_from(["sohr", "islamic-state", "russia"])
DAY = st.none() | st.sampled_from(["2015-11-20", "2015-11-21T18:00+03:00"])
BOUND = st.none() | st.integers(0, 10**9) | st.sampled_from([2.5, 0.125])


def claims_of(text: str) -> st.SearchStrategy[list[Claim]]:
    one = st.builds(
        Claim,
        id=st.uuids().map(lambda id_: id_.hex),
        event=st.sampled_from(["kill", "air_strike", "clash"]),
        trigger=mention(Mention, text),
        polarity=st.sampled_from(["affirmed", "negated"]),
        reality=st.sampled_from(REALITIES),
        stance=st.sampled_from(STANCES),
        quoted=st.booleans(),
        agents=st.lists(mention(Party, text, entity=ENTITY), max_size=2).map(tuple),
        targets=st.lists(mention(Party, text, entity=ENTITY), max_size=2).map(tuple),
        places=st.lists(
            mention(
                Place, text,
                relation=st.sampled_from(PLACE_RELATIONS),
                name=st.sampled_from([None, "Aleppo", "Deir ez-Zor, east"]),
            ),
            max_size=2,
        ).map(tuple),
        time=st.none() | mention(Time, text, from_=DAY, to=DAY),
        quantities=st.lists(
            mention(
                Quantity, text,
                measure=st.sampled_from(MEASURES), low=BOUND, high=BOUND,
                unit=st.sampled_from([None, "person", "t/d"]),
                approximate=st.sampled_from([UNSET, True]), subset=st.sampled_from([UNSET, True]),
            ),
            max_size=2,
        ).map(tuple),
        attribution=st.lists(
            mention(
                Source, text, kind=st.sampled_from(SOURCE_KINDS), named=st.booleans(), entity=ENTITY
            ),
            max_size=2,
        ).map(tuple),
    )  # fmt: skip
    return st.lists(one, max_size=4)


@given(claims_of(TEXT))
def test_any_claims_of_a_text_full_of_signs(claims: list[Claim]) -> None:
    assert compiled(TEXT, claims) == bare(claims)


@given(st.text(min_size=1, max_size=40).filter(str.isprintable), st.data())
def test_any_text(text: str, data: st.DataObject) -> None:
    claims = data.draw(claims_of(text))
    assert compiled(text, claims) == bare(claims)


def test_links_by_line_and_none_to_claims_left_out() -> None:
    first, second, _ = documents()["strike"].claims
    assert compiled(TEXTS["strike"], [first, second])[1].links == (
        Link(relation="caused_by", claim="c1"),
    )
    assert compiled(TEXTS["strike"], [second])[0].links == ()


def test_what_is_known_of_the_report_stands_first() -> None:
    report = Report(
        id="r1", outlet="صدى@الشمال", title="غارة\nعلى حلب", published="2016-01-02", sha256="0"
    )
    lines = claim_lines(TEXT, [], report)
    assert lines == ["@outlet=صدى الشمال @published=2016-01-02 @title=غارة على حلب"]
    found = compile_report("x", TEXT, lines).document.report
    assert (found.outlet, found.published) == ("صدى الشمال", "2016-01-02")
