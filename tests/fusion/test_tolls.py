"""Tolls as they come in real life: parts, duals, bounds, updates, joint counts, both sides' dead."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.fusion.counted_people import is_update
from riwaya.fusion.told import ToldReport
from riwaya.fusion.toll_views import UNTOLD, VIEWS, Current
from riwaya.fusion.tolls import counted, tolls_of
from riwaya.records.incident import Toll
from tests.fusion.made_up import (
    ANYBODY,
    IS,
    MEDIC,
    MOD,
    SOHR,
    claim,
    count,
    gathered,
    origin_of,
    party,
    told,
    toll_report,
)


def tolls(*reports: ToldReport, reviews: dict[str, str] | None = None) -> dict[tuple, Toll]:
    incident = gathered(*reports, reviews=reviews)
    return {(t.measure, t.people, t.side): t for t in tolls_of(incident, origin_of(incident))}


def civilians(*reports: ToldReport, **more: dict[str, str]) -> Toll:
    return tolls(*reports, **more)["killed", "civilians", None]


class TestWhoIsCounted:
    def test_a_part_is_a_toll_of_its_own_kind_and_never_added(self) -> None:
        text = "مقتل 12 مدنيا بينهم 4 أطفال في غارات"
        one = claim(
            text,
            targets=[party(text, "مدنيا")],
            counts=[count(text, "12", 12), count(text, "4", 4, subset=True)],
        )
        found = tolls(told("a", text, one))
        assert found["killed", "civilians", None].views["range"] == (12, 12)
        assert found["killed", "children", None].views["range"] == (4, 4)
        assert len(found) == 2

    def test_a_part_of_the_same_kind_is_no_second_figure(self) -> None:
        text = "مقتل 12 طفلا بينهم 4 أطفال من عائلة واحدة"
        one = claim(
            text,
            targets=[party(text, "طفلا")],
            counts=[count(text, "12", 12), count(text, "4", 4, subset=True)],
        )
        toll = tolls(told("a", text, one))["killed", "children", None]
        assert [f.low for f in toll.figures] == [12, 4]
        assert [f.low for f in counted(toll.figures, toll.people)] == [12]
        assert toll.views["range"] == (12, 12)

    def test_a_part_that_is_not_all_of_its_kind_counts_for_no_kind(self) -> None:
        """Four drivers among the dead aren't all the civilians among them."""
        text = "مقتل 7 أشخاص بينهم 4 سائقين في غارات"
        one = claim(
            text,
            targets=[party(text, "أشخاص")],
            counts=[count(text, "7", 7), count(text, "4", 4, subset=True)],
        )
        found = tolls(told("a", text, one))
        assert set(found) == {("killed", "all", None)}
        assert found["killed", "all", None].views["range"] == (7, 7)

    def test_a_part_of_nobody_knows_whom_has_no_views(self) -> None:
        text = "مقتل مدنيين بينهم 4 من عائلة واحدة"
        one = claim(text, counts=[count(text, "4", 4, subset=True)])
        toll = tolls(told("a", text, one))["killed", "all", None]
        assert [f.low for f in toll.figures] == [4]
        assert set(toll.views.values()) == {UNTOLD}

    def test_a_part_is_of_its_wholes_side(self) -> None:
        text = "مقتل 20 من عناصر داعش بينهم 3 مقاتلين أجانب"
        one = claim(
            text,
            targets=[party(text, "عناصر داعش", "islamic-state")],
            counts=[count(text, "20", 20), count(text, "3", 3, subset=True)],
        )
        found = tolls(told("a", text, one))
        assert set(found) == {("killed", "fighters", "islamic-state")}
        assert found["killed", "fighters", "islamic-state"].views["latest"] == (20, 20)

    def test_a_dual_says_its_kind_itself(self) -> None:
        text = "استشهاد طفلتين وإصابة امرأة في القصف"
        dead = claim(text, counts=[count(text, "طفلتين", 2)])
        hurt = claim(
            text, "c2", "injure", "إصابة", counts=[count(text, "امرأة", 1, measure="injured")]
        )
        found = tolls(told("a", text, dead, hurt))
        assert found["killed", "children", None].views["range"] == (2, 2)
        assert found["injured", "women", None].views["range"] == (1, 1)

    def test_both_sides_losses_of_a_clash_stay_apart(self) -> None:
        text = "قتل 5 جنود من الجيش السوري و14 عنصرا من داعش في اشتباكات"
        one = claim(
            text,
            targets=[
                party(text, "جنود من الجيش السوري", "syrian-army"),
                party(text, "عنصرا من داعش", "islamic-state"),
            ],
            counts=[count(text, "5", 5), count(text, "14", 14)],
        )
        found = tolls(told("a", text, one))
        assert found["killed", "soldiers", "syrian-army"].views["range"] == (5, 5)
        assert found["killed", "fighters", "islamic-state"].views["range"] == (14, 14)
        assert len(found) == 2

    def test_members_are_soldiers_of_a_state_and_fighters_of_a_group(self) -> None:
        army = "مقتل 3 عناصر من الجيش العراقي"
        group = "مقتل 3 عناصر من داعش"
        found = tolls(
            told(
                "a",
                army,
                claim(
                    army,
                    targets=[party(army, "عناصر من الجيش العراقي", "iraqi-army")],
                    counts=[count(army, "3", 3)],
                ),
            ),
            told(
                "b",
                group,
                claim(
                    group,
                    targets=[party(group, "عناصر من داعش", "islamic-state")],
                    counts=[count(group, "3", 3)],
                ),
            ),
        )
        assert set(found) == {
            ("killed", "soldiers", "iraqi-army"),
            ("killed", "fighters", "islamic-state"),
        }

    def test_a_state_and_its_army_are_one_side_unless_two_forces_are_told_apart(self) -> None:
        def soldiers(name: str, side: str, number: int) -> ToldReport:
            text = f"مقتل {number} جنود من القوات"
            target = party(text, "جنود من القوات", side)
            return told(
                name, text, claim(text, targets=[target], counts=[count(text, str(number), number)])
            )

        army, state, police = (
            soldiers("a", "syrian-army", 3), soldiers("b", "syria", 4), soldiers("c", "syrian-police", 5),
        )  # fmt: skip
        assert tolls(army, state)["killed", "soldiers", "syrian-army"].views["range"] == (3, 4)
        assert len(tolls(army, state, police)) == 3

    def test_dead_and_wounded_of_one_claim_are_two_tolls(self) -> None:
        text = "غارة أوقعت 7 قتلى و20 جريحا"
        one = claim(
            text,
            event="air_strike",
            counts=[count(text, "7", 7), count(text, "20", 20, measure="injured")],
        )
        found = tolls(told("a", text, one))
        assert found["killed", "all", None].views["range"] == (7, 7)
        assert found["injured", "all", None].views["range"] == (20, 20)

    def test_a_number_that_stands_in_two_claims_is_one_figure(self) -> None:
        text = "غارة على موقع لداعش أدت إلى مقتل 9 مدنيين"
        nine = count(text, "9", 9)
        strike = claim(
            text,
            event="air_strike",
            targets=[party(text, "موقع لداعش", "islamic-state")],
            counts=[nine],
        )
        dead = claim(text, "c2", "kill", "مقتل", targets=[party(text, "مدنيين")], counts=[nine])
        found = tolls(told("a", text, strike, dead))
        assert [f.member.claim for f in found["killed", "civilians", None].figures] == ["c2"]
        assert len(found) == 1

    def test_joint_counts_stay_joint_and_apart(self) -> None:
        text = "سقوط أكثر من 50 بين قتيل وجريح، وقتل 12 آخرون"
        fifty = count(text, "أكثر من 50", 51, None, measure="people", joint=True)
        both = (
            claim(text, "c1", "kill", "قتيل", counts=[fifty]),
            claim(text, "c2", "injure", "جريح", counts=[fifty]),
            claim(text, "c3", "kill", "قتل 12", counts=[count(text, "12", 12)]),
        )
        found = tolls(told("a", text, *both))
        assert found["people", "all", None].views["range"] == (51, None)
        assert all(f.joint for f in found["people", "all", None].figures)
        assert len(found["people", "all", None].figures) == 1
        assert found["killed", "all", None].views["range"] == (12, 12)

    def test_families_are_no_people(self) -> None:
        text = "نزوح 30 عائلة و200 شخص"
        one = claim(
            text,
            event="displace",
            counts=[
                count(text, "30", 30, measure="displaced", unit="family"),
                count(text, "200", 200, measure="displaced"),
            ],
        )
        found = tolls(told("a", text, one))
        assert found["displaced", "families", None].views["range"] == (30, 30)
        assert found["displaced", "all", None].views["range"] == (200, 200)

    def test_things_destroyed_by_their_kind(self) -> None:
        text = "دمرت الغارات 5 دبابات و3 منازل"
        one = claim(
            text,
            event="damage",
            counts=[
                count(text, "5", 5, measure="destroyed"),
                count(text, "3", 3, measure="destroyed"),
            ],
        )
        found = tolls(told("a", text, one))
        assert found["destroyed", "vehicles", None].views["range"] == (5, 5)
        assert found["destroyed", "buildings", None].views["range"] == (3, 3)

    def test_a_house_hit_is_nobody_hurt(self) -> None:
        text = "أصابت القذيفة منزلا وجرح 3 مدنيين"
        one = claim(
            text, event="injure", targets=[party(text, "منزلا")],
            counts=[count(text, "منزلا", 1, measure="injured")],
        )  # fmt: skip
        assert ("injured", "buildings", None) not in tolls(told("a", text, one))


class TestWhatIsNoToll:
    @pytest.mark.parametrize(
        "more",
        [
            {"stance": "denies"},
            {"polarity": "negated"},
            {"reality": "possible"},
            {"day": "2016-04-01", "until": "2016-04-30"},
        ],
    )
    def test_denied_feared_and_monthly_numbers_give_none(self, more: dict[str, str]) -> None:
        text = "مقتل 341 مدنيا خلال الشهر بحسب المرصد السوري"
        month = claim(
            text,
            source=SOHR,
            targets=[party(text, "مدنيا")],
            counts=[count(text, "341", 341)],
            **more,
        )
        found = tolls(told("m", text, month), toll_report("a", 12))
        assert found["killed", "civilians", None].views["range"] == (12, 12)
        assert len(found["killed", "civilians", None].figures) == 1

    def test_a_week_is_still_a_happening(self) -> None:
        text = "مقتل 41 مدنيا خلال المعركة"
        week = claim(
            text,
            targets=[party(text, "مدنيا")],
            counts=[count(text, "41", 41)],
            day="2016-04-01",
            until="2016-04-07",
        )
        assert civilians(told("w", text, week)).views["range"] == (41, 41)

    def test_a_number_without_bounds_is_none(self) -> None:
        text = "مقتل عدد من المدنيين"
        one = claim(text, counts=[count(text, "عدد", None, None)])
        assert tolls(told("a", text, one)) == {}

    def test_a_rejected_claim_gives_none_and_a_reviewed_one_leads(self) -> None:
        reports = toll_report("a", 12), toll_report("b", 15, source=MOD)
        assert civilians(*reports, reviews={"a/c1": "rejected"}).views["range"] == (15, 15)
        assert civilians(*reports).views["most_reliable"] == (12, 12)
        reviewed = civilians(*reports, reviews={"b/c1": "accepted"})
        assert reviewed.views["most_reliable"] == (15, 15)
        assert reviewed.views["range"] == (12, 15)


class TestUpdates:
    def test_a_later_figure_of_an_origin_stands_in_place_of_its_earlier_one(self) -> None:
        toll = civilians(
            toll_report("a", 12, published="2016-05-03"),
            toll_report("b", 15, published="2016-05-04", outlet="الحياة"),
        )
        assert [(f.low, f.replaced) for f in toll.figures] == [(12, True), (15, False)]
        assert set(toll.views.values()) == {(15, 15), UNTOLD}

    def test_also_when_it_goes_down(self) -> None:
        toll = civilians(
            toll_report("a", 15, published="2016-05-03"),
            toll_report("b", 11, published="2016-05-05"),
        )
        assert toll.views["range"] == toll.views["latest"] == (11, 11)
        assert [f.low for f in toll.figures if f.replaced] == [15]

    def test_another_origins_figure_replaces_nothing(self) -> None:
        toll = civilians(
            toll_report("a", 12, published="2016-05-03"),
            toll_report("b", 15, published="2016-05-04", source=MEDIC),
        )
        assert toll.views["range"] == (12, 15)
        assert not any(f.replaced for f in toll.figures)

    def test_an_old_figure_printed_late_is_no_correction(self) -> None:
        toll = civilians(
            toll_report("a", 12, published="2016-05-03"),
            toll_report("b", 15, published="2016-05-04"),
            toll_report("late", 12, published="2016-05-06", outlet="الحياة"),
        )
        assert toll.views["latest"] == (15, 15)

    def test_by_the_hour_where_both_say_it(self) -> None:
        toll = civilians(
            toll_report("a", 9, published="2016-05-03T08:00:00+03:00"),
            toll_report("b", 6, published="2016-05-03T06:30:00+00:00"),
        )
        assert toll.views["range"] == (6, 6)

    def test_on_one_day_both_stand_unless_one_says_that_the_toll_rose(self) -> None:
        one, other = toll_report("a", 12), toll_report("b", 15, outlet="الحياة")
        assert civilians(one, other).views["range"] == (12, 15)
        risen = toll_report("b", 15, lead="ارتفاع عدد القتلى إلى")
        assert civilians(one, risen).views["range"] == (15, 15)
        fallen = toll_report("b", 10, lead="تراجع عدد القتلى إلى")
        assert civilians(one, fallen).views["range"] == (10, 10)

    def test_without_a_day_nobody_knows_which_came_first(self) -> None:
        toll = civilians(toll_report("a", 12), toll_report("b", 15, published=None))
        assert toll.views["range"] == (12, 15)
        assert toll.views["latest"] == (12, 12)
        assert [f.low for f in toll.figures] == [12, 15]

    def test_both_numbers_of_one_sentence(self) -> None:
        text = "ارتفاع حصيلة القتلى من 12 إلى 15 مدنيا بحسب المرصد السوري"
        one = claim(
            text, source=SOHR, targets=[party(text, "مدنيا")],
            counts=[count(text, "12", 12), count(text, "15", 15)],
        )  # fmt: skip
        found = tolls(told("a", text, one))
        views = [t.views["range"] for t in found.values() if t.people == "civilians"]
        assert views == [(15, 15)]

    def test_the_larger_of_one_reports_numbers_is_its_toll(self) -> None:
        """Ten on the market and five in the mosque are parts of the fifteen, or told elsewhere."""
        text = "مقتل 15 مدنيا في المدينة، ومقتل 10 مدنيين في السوق"
        whole = claim(text, targets=[party(text, "مدنيا")], counts=[count(text, "15", 15)])
        part = claim(
            text,
            "c2",
            word="ومقتل",
            targets=[party(text, "مدنيين")],
            counts=[count(text, "10", 10)],
        )
        toll = civilians(told("a", text, whole, part))
        assert toll.views["range"] == (15, 15)
        assert [f.low for f in toll.figures] == [15, 10]

    @pytest.mark.parametrize(
        ("before", "said"),
        [
            ("ارتفعت الحصيلة إلى ", True),
            ("وخفض المرصد الحصيلة إلى ", True),
            ("وفي حصيلة جديدة أعلن مقتل ", True),
            ("ارتفعت الأصوات في البلدة. وأدت الغارات إلى ", False),
            ("أدت الغارات إلى ", False),
            ("وصل إلى المستشفى ", False),
        ],
    )
    def test_words_of_an_update(self, before: str, said: bool) -> None:
        text = f"{before}15 قتيلا"
        assert is_update(text, count(text, "15", 15)) is said


class TestViews:
    def test_three_origins_two_equal(self) -> None:
        toll = civilians(
            toll_report("a", 12),
            toll_report("b", 12, source=MEDIC),
            toll_report("c", 15, source=MOD),
            toll_report("d", 15, source=MOD, outlet="روسيا اليوم"),
            toll_report("e", 15, source=MOD, outlet="سبوتنيك"),
        )
        assert toll.views["majority"] == (12, 12)
        assert toll.views["range"] == (12, 15)
        assert toll.views["most_reliable"] == (12, 12)

    def test_no_majority_of_one_nor_of_halves(self) -> None:
        assert civilians(toll_report("a", 12)).views["majority"] == UNTOLD
        halves = toll_report("a", 12), toll_report("b", 15, source=MOD)
        assert civilians(*halves).views["majority"] == UNTOLD

    def test_the_most_is_no_majority_and_two_answers_are_none(self) -> None:
        figures = [Current(origin, low, high, 1, False, None) for origin, low, high in (
            ("a", 12, 12), ("b", 12, 12), ("c", 15, 15), ("d", 20, 20),
        )]  # fmt: skip
        assert VIEWS["majority"](figures) == UNTOLD
        assert VIEWS["majority"](figures[:3]) == (12, 12)
        either = [Current("a", 10, None, 1, False, None), *figures[1:3]]
        assert VIEWS["majority"](either) == UNTOLD

    def test_at_least_agrees_with_what_it_allows(self) -> None:
        toll = civilians(
            toll_report("a", 10, None),
            toll_report("b", 12, source=MEDIC),
        )
        assert toll.views["majority"] == (12, 12)
        assert toll.views["range"] == (10, 12)

    def test_at_least_more_than_anyone_leaves_the_end_open(self) -> None:
        toll = civilians(toll_report("a", 30, None), toll_report("b", 12, source=MEDIC))
        assert toll.views["range"] == (12, None)
        assert toll.views["majority"] == UNTOLD

    def test_up_to_leaves_the_low_end_open_where_it_is_below_all(self) -> None:
        up_to = Current("a", None, 8, 1, False, None)
        more = Current("b", 12, 14, 1, False, None)
        assert VIEWS["range"]([up_to, more]) == (None, 14)
        assert VIEWS["range"]([Current("a", None, 20, 1, False, None), more]) == (12, 20)

    def test_the_order_of_speakers(self) -> None:
        toll = civilians(
            toll_report("a", 3, source=ANYBODY),
            toll_report("b", 5, source=IS),
            toll_report("c", 9, source=MEDIC),
        )
        assert toll.views["most_reliable"] == (9, 9)

    def test_nothing_gives_nothing(self) -> None:
        assert {view([]) for view in VIEWS.values()} == {UNTOLD}


sources = st.sampled_from([SOHR, MEDIC, MOD, IS, None])
days = st.one_of(
    st.none(), st.integers(0, 4).map(lambda n: (date(2016, 5, 3) + timedelta(n)).isoformat())
)
numbers = st.integers(1, 30)
leads = st.sampled_from(["مقتل", "ارتفاع عدد القتلى إلى"])


@st.composite
def reports(draw: st.DrawFn) -> list[ToldReport]:
    return [
        toll_report(
            f"r{number}",
            low := draw(numbers),
            draw(st.sampled_from([low, None])),
            source=draw(sources),
            published=draw(days),
            lead=draw(leads),
        )
        for number in range(draw(st.integers(1, 6)))
    ]


@given(reports(), st.randoms(use_true_random=False))
def test_views_do_not_depend_on_order(several: list[ToldReport], random: object) -> None:
    shuffled = list(several)
    random.shuffle(shuffled)
    incident = gathered(*several)
    # Even when the incident holds its reports in another order.
    other = type(incident)(
        tuple(shuffled), incident.claims, incident.shares, incident.top_of, incident.reviews
    )
    assert tolls_of(incident, origin_of(incident)) == tolls_of(other, origin_of(other))


@given(reports(), st.data())
def test_a_copy_changes_no_view(several: list[ToldReport], data: st.DataObject) -> None:
    original = data.draw(st.sampled_from(several))
    if original.published is not None:
        later = date.fromisoformat(original.published) + timedelta(data.draw(st.integers(0, 9)))
        published = data.draw(st.sampled_from([later.isoformat(), None]))
    else:
        published = None
    copy = msgspec.structs.replace(original, id="copy", published=published)
    one, other = gathered(*several), gathered(*several, copy)
    origins = origin_of(other)
    origins["copy/c1"] = origins[f"{original.id}/c1"]
    before = {(t.people, t.side): t.views for t in tolls_of(one, origin_of(one))}
    after = {(t.people, t.side): t.views for t in tolls_of(other, origins)}
    assert after == before


@given(reports(), numbers)
def test_a_part_never_moves_the_wholes_views(several: list[ToldReport], part: int) -> None:
    first = several[0]
    text = f"{first.text} بينهم {part} أطفال"
    quantity = count(text, str(part), part, subset=True, after="بينهم")
    old = first.claims[0]
    new = msgspec.structs.replace(old, quantities=(*old.quantities, quantity))
    with_part = msgspec.structs.replace(first, text=text, claims=(new,))
    one, other = gathered(*several), gathered(with_part, *several[1:])
    before = {(t.people, t.side): t.views for t in tolls_of(one, origin_of(one))}
    after = {(t.people, t.side): t.views for t in tolls_of(other, origin_of(one))}
    assert after.pop(("children", None))["range"] == (part, part)
    assert after == before


@given(reports())
def test_every_origins_last_dated_figure_is_in_the_range(several: list[ToldReport]) -> None:
    for toll in tolls_of(incident := gathered(*several), origin_of(incident)):
        low, high = toll.views["range"]
        for figure in counted(toll.figures, toll.people):
            assert low is not None
            assert low <= figure.low
            assert high is None or figure.high is None or figure.high <= high
        assert {f.origin for f in toll.figures} == {
            f.origin for f in counted(toll.figures, toll.people)
        }
