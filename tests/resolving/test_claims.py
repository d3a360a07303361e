"""Raw claims, made by hand, and what they stand for."""

from typing import Any

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from riwaya.records.claim import Claim
from riwaya.records.mention import Mention, Party, Place, Quantity, Source, Time
from riwaya.records.report import Report
from riwaya.records.resolution import Alternative, PlacePrecision, Resolution
from riwaya.resolving.claims import because, precision_of, resolve_claims, tense_of
from riwaya.resolving.fixes import UNKNOWN, Fix
from riwaya.resolving.identity import Identity

from .world import WORLD, claim, mention, spot

#: Invented.
RAW = (
    "قال وزير الدفاع الروسي أمس إن الطيران الروسي قصف مواقع تنظيم داعش في ريف دير الزور، "
    "وأضاف المصدر أن 600 من عناصر التنظيم قتلوا. وقال سمير العلي إن 20 ألف طن من النفط احترقت."
)
STRIKE = claim(
    RAW, "قصف", id="c1", event="air_strike",
    agents=(mention(RAW, "الطيران الروسي", Party),),
    targets=(mention(RAW, "مواقع تنظيم داعش", Party),),
    places=(mention(RAW, "ريف دير الزور", Place, relation="in"),),
    time=mention(RAW, "أمس", Time),
    attribution=(mention(RAW, "وزير الدفاع الروسي", Source, kind="official", named=False),),
)  # fmt: skip
DEAD = claim(
    RAW, "قتلوا", id="c2",
    targets=(mention(RAW, "عناصر التنظيم", Party),),
    quantities=(mention(RAW, "600", Quantity, measure="killed", low=None, high=None, unit=None),),
    attribution=(mention(RAW, "المصدر", Source, kind="official", named=False),),
)  # fmt: skip
FIRE = claim(
    RAW, "احترقت", id="c3", event="damage",
    quantities=(
        mention(RAW, "20 ألف طن", Quantity, measure="amount", low=None, high=None, unit=None),
    ),
    attribution=(mention(RAW, "سمير العلي", Source, kind="local", named=True),),
)  # fmt: skip


def report(published: str | None = "2015-11-21", outlet: str | None = None) -> Report:
    return Report(id="r", published=published, outlet=outlet, sha256=Report.digest(RAW))


def resolved(*claims: Claim, raw: str = RAW, published: str | None = "2015-11-21") -> list[Claim]:
    return resolve_claims(raw, claims, report(published), WORLD)


def place(raw: str, words: str) -> Claim:
    return claim(raw, "قصف", places=(mention(raw, words, Place, relation="in"),))


def test_who_does_what_to_whom() -> None:
    (strike,) = resolved(STRIKE)
    (agent,), (target,), (source,) = strike.agents, strike.targets, strike.attribution
    assert (agent.entity, agent.name) == ("russian-aerospace", "Russian Aerospace")
    assert (target.entity, target.name) == ("islamic-state", "Islamic State")
    assert (source.entity, source.name) == ("sergei-shoigu", "Sergei-Shoigu")
    for found in (agent, target, source):
        assert isinstance(found.resolution, Resolution)
        assert found.resolution.reason
        assert found.romanised is UNSET


def test_the_source_that_spoke_before_goes_on() -> None:
    _, dead, _ = resolved(STRIKE, DEAD, FIRE)
    assert dead.attribution[0].entity == "sergei-shoigu"
    assert dead.targets[0].entity == "islamic-state"
    (alone,) = resolved(DEAD)
    assert alone.attribution[0].entity is None


def test_who_is_not_known_is_romanised_and_says_so() -> None:
    source = resolved(FIRE)[0].attribution[0]
    assert (source.entity, source.name) == (None, UNSET)
    assert source.romanised is not UNSET
    assert isinstance(source.resolution, Resolution)
    assert source.resolution.reason == "no known name in these words"


def test_where_with_its_point_and_precision() -> None:
    (found,) = resolved(STRIKE)[0].places
    assert (found.entity, found.lat, found.lon) == ("deir-ez-zor", 35.336, 40.14)
    assert (found.text, found.relation, found.radius_km) == ("ريف دير الزور", "in", 20.0)
    assert found.precision == PlacePrecision(acled=2, ucdp=2)
    assert isinstance(found.resolution, Resolution)
    assert [other.entity for other in found.resolution.alternatives] == ["deir-ez-zor-province"]


def test_a_place_that_is_not_known_keeps_the_reason_only() -> None:
    raw = "قصف الطيران خان الكلمات"
    (found,) = resolved(place(raw, "خان الكلمات"), raw=raw)[0].places
    assert (found.entity, found.lat, found.lon, found.radius_km) == (None, None, None, UNSET)
    assert found.precision is UNSET
    assert found.resolution == Resolution(reason=UNKNOWN.reason)


def test_a_list_of_places_becomes_several() -> None:
    raw = "قصف الطيران مدن حلب ودمشق والموصل أمس"
    (one,) = resolved(place(raw, "مدن حلب ودمشق والموصل"), raw=raw)
    assert [found.entity for found in one.places] == ["aleppo", "damascus", "mosul"]
    assert {found.relation for found in one.places} == {"in"}
    for found in one.places:
        found.verify(raw)


def test_when() -> None:
    (strike,) = resolved(STRIKE)
    assert strike.time
    assert (strike.time.from_, strike.time.to) == ("2015-11-20", "2015-11-20")
    assert strike.when is not UNSET
    assert (strike.when.from_, strike.when.inferred) == ("2015-11-20", False)


def test_a_claim_without_a_time_is_news_of_the_day_or_the_day_before() -> None:
    (dead,) = resolved(DEAD)
    assert dead.time is None
    assert dead.when is not UNSET
    assert (dead.when.from_, dead.when.to, dead.when.inferred) == ("2015-11-20", "2015-11-21", True)


def test_without_a_publication_date_neither_the_day_nor_the_holder_is_known() -> None:
    for known in (resolved(STRIKE, published=None), resolve_claims(RAW, [STRIKE], None, WORLD)):
        assert known[0].time
        assert known[0].time.from_ is None
        assert known[0].attribution[0].entity is None


def test_how_much() -> None:
    dead, fire = (one.quantities[0] for one in resolved(DEAD, FIRE))
    assert (dead.low, dead.high, dead.unit, dead.equivalent) == (600, 600, "person", UNSET)
    assert (fire.low, fire.unit) == (20_000, "t")
    assert fire.equivalent is not UNSET
    assert fire.equivalent.unit == "bbl"


def test_the_outlet_s_country_decides_where_nothing_else_does() -> None:
    raw = "قصف الجيش مواقع"
    bare = claim(raw, "قصف", agents=(mention(raw, "الجيش", Party),))
    for outlet, entity in (("سانا", "syrian-army"), (None, None), ("صحيفة لا يعرفها أحد", None)):
        (found,) = resolve_claims(raw, [bare], report(outlet=outlet), WORLD)
        assert found.agents[0].entity == entity


def test_what_is_not_resolved_stays() -> None:
    for before, after in zip((STRIKE, DEAD, FIRE), resolved(STRIKE, DEAD, FIRE), strict=True):
        for name in ("id", "event", "trigger", "polarity", "reality", "stance", "quoted", "links"):
            assert getattr(before, name) == getattr(after, name)
        assert [(m.start, m.end) for m in before.mentions()] == [
            (m.start, m.end) for m in after.mentions()
        ]
        for one in after.mentions():
            one.verify(RAW)


def test_resolving_twice_is_resolving_once() -> None:
    once = resolved(STRIKE, DEAD, FIRE)
    assert resolved(*once) == once


def test_no_claims_are_no_work() -> None:
    assert resolve_claims(RAW, []) == []


@pytest.mark.parametrize(
    ("fields", "tense"),
    [
        ({}, "past"),
        ({"event": "control"}, "state"),
        ({"event": "base"}, "state"),
        ({"reality": "intended"}, "ahead"),
        ({"reality": "demanded", "event": "control"}, "ahead"),
        ({"reality": "possible"}, "ahead"),
    ],
)
def test_the_tense_of_a_claim(fields: dict[str, Any], tense: str) -> None:
    assert tense_of(replace(DEAD, **fields)) == tense


@pytest.mark.parametrize(
    ("kind", "flags", "acled", "ucdp"),
    [
        ("town", {}, 1, 1),
        ("village", {}, 1, 1),
        ("field", {}, 1, 1),
        ("town", {"near": True}, 2, 2),
        ("town", {"within": True}, 2, 2),
        ("district", {}, 2, 3),
        ("region", {}, 3, 4),
        ("province", {"near": True}, 3, 4),
        ("desert", {}, 3, 4),
        ("sea", {}, 3, 4),
        ("country", {}, 3, 6),
        ("country", {"within": True}, 3, 6),
    ],
)
def test_precision_codes(kind: str, flags: dict[str, bool], acled: int, ucdp: int) -> None:
    fix = Fix(spot("x", kind), 35.0, 40.0, 5.0, "here", **flags)  # type: ignore[arg-type]
    assert precision_of(fix) == PlacePrecision(acled=acled, ucdp=ucdp)


@pytest.mark.parametrize(
    ("others", "scores"),
    [((), []), (("a",), [0.5]), (("a", "b"), [0.33, 0.33]), (("", "b"), [0.33])],
)
def test_alternatives_share_evenly(others: tuple[str, ...], scores: list[float]) -> None:
    found = because(Identity("x", "why", others))
    assert found.reason == "why"
    assert [a.score for a in found.alternatives] == scores
    assert all(isinstance(a, Alternative) and a.entity for a in found.alternatives)


def test_a_mention_may_touch_the_ends_of_the_text() -> None:
    raw = "روسيا"
    bare = claim(
        raw, "روسيا", agents=(Party.of(raw, 0, 5),), places=(Place.of(raw, 0, 5, relation="in"),)
    )
    (found,) = resolved(bare, raw=raw)
    assert found.agents[0].entity == "russia"
    assert found.places[0].entity == "country-RU"
    assert found.trigger == Mention.of(raw, 0, 5)
