"""What one report tells, by the real reader."""

from datetime import date

import pytest

from riwaya.fusion.told import Telling, ToldReport
from riwaya.fusion.within import tellings_of
from riwaya.pipeline import default_reader
from riwaya.records.report import Report
from tests.fusion import made_up


def told(text: str, published: str | None = "2016-05-03") -> list[Telling]:
    report = Report(id="r", outlet=None, published=published, sha256=Report.digest(text))
    claims = default_reader().read(text, report).claims
    return tellings_of(
        ToldReport(
            id="r", sources=("r",), outlet=None, published=published, text=text, claims=claims
        )
    )


def test_a_strike_its_dead_and_its_hurt_are_one() -> None:
    (one,) = told(
        "شنت طائرات حربية غارات على مدينة الميادين أمس، ما أدى إلى مقتل 12 مدنياً وإصابة 20."
    )
    assert {"air_strike", "kill", "injure"} <= one.events
    assert one.killed is not None
    assert (one.killed.low, one.killed.high) == (12, 12)
    assert not one.implied


def test_two_towns_are_two() -> None:
    several = told(
        "قتل 5 مدنيين في قصف مدفعي على مدينة الميادين أمس. "
        "وفي حلب، قتل 7 مدنيين في قصف مدفعي على مدينة اعزاز أمس."
    )
    assert sorted(t.killed.low for t in several if t.killed) == [5, 7]


@pytest.mark.parametrize(
    "text",
    [
        "يسيطر التنظيم على معظم محافظة دير الزور منذ عام 2014.",
        "دعا المبعوث الأممي إلى وقف القصف على المدينة.",
        "تعتزم القوات شن هجوم على مدينة الميادين.",
    ],
)
def test_states_demands_and_plans_are_no_happenings(text: str) -> None:
    assert told(text) == []


def test_a_denial_is_told_as_one() -> None:
    several = told("نفت وزارة الدفاع الروسية أن تكون طائراتها قد قصفت مدينة الميادين أمس.")
    assert any(telling.denied for telling in several)


def test_a_place_of_the_report_stands_in_where_the_claim_has_none() -> None:
    several = told(
        "شنت طائرات حربية غارات على مدينة الميادين أمس. وقال سكان إن المدينة شهدت نزوحاً.\n"
        "وبعد ساعات، انفجرت سيارة مفخخة وقتلت ثلاثة أشخاص."
    )
    assert any(telling.implied and telling.spots for telling in several)


def test_without_a_publication_day_nothing_is_dated() -> None:
    assert all(telling.first_day is None for telling in told("قتل 5 مدنيين أمس في حلب.", None))


def test_what_a_report_goes_back_to_is_another_happening_of_its_own_day() -> None:
    first, before = told(
        "قتل خمسة مدنيين اليوم الأربعاء في قصف جوي على مدينة الميادين، وذلك غداة مقتل 19 شخصاً في غارات "
        "على سوق في المدينة ذاتها.",
        "2016-05-04",
    )
    assert (first.first_day, first.last_day) == (day(4), day(4))
    assert (before.first_day, before.last_day) == (day(3), day(3))
    assert before.killed is not None
    assert before.killed.low == 19
    assert first.apart == {before.number}
    assert before.apart == {first.number}


def test_a_place_that_opens_a_sentence_is_where_it_happened() -> None:
    several = told(
        "فجر انتحاري نفسه في بلدة تلعفر أمس فقتل عشرين شخصاً. وفي الموصل، قتل عشرة أشخاص في هجوم."
    )
    assert {spot.name for telling in several for spot in telling.spots} == {"Tal Afar", "Mosul"}


def day(of_may: int) -> int:
    return date(2016, 5, of_may).toordinal()


def test_another_topic_tells_another_happening() -> None:
    text = (
        "قتل 21 شخصا في انفجار سيارة مفخخة في سوق في منطقة الكرادة ببغداد الثلاثاء. "
        "من جهة أخرى، قتل مسلحون خمسة أشخاص في هجوم على حاجز في بغداد الثلاثاء."
    )
    several = told(text)
    counted = [t for t in several if t.killed]
    assert sorted(t.killed.low for t in counted if t.killed) == [5, 21]
    assert counted[1].number in counted[0].apart


def test_another_strike_is_another_happening() -> None:
    several = told(
        "قتل 12 شخصا في غارة جوية على سوق في مدينة الميادين الثلاثاء. "
        "وقال ناشطون إن الغارة قتلت 17 شخصا وإن غارة أخرى قتلت خمسة أشخاص قرب صهريج وقود."
    )
    five = [t for t in several if t.killed and t.killed.low == 5]
    assert len(five) == 1
    assert not any(t.killed and t.killed.low in {12, 17} for t in five)


def test_the_name_of_what_was_struck_says_where() -> None:
    text = "استهدفت غارات جوية سوق مدينة الميادين أمس"
    struck = made_up.party(text, "سوق مدينة الميادين")
    for event, implied in (("air_strike", False), ("detain", True)):
        report = made_up.told("r", text, made_up.claim(text, event=event, targets=[struck]))
        (one,) = tellings_of(report)
        assert [spot.name for spot in one.spots] == ["Al Mayādīn"]
        assert one.implied is implied
