"""Reports stand on the day of their publication; time runs as the reader reads."""

from riwaya.export.dossier.timeline import WIDE, timeline_of
from riwaya.export.shown.incident_view import AccountShown, Name, ReportShown
from riwaya.export.shown.language import LANGUAGES

ENGLISH, ARABIC = LANGUAGES["en"], LANGUAGES["ar"]


def account(*days: str | None) -> AccountShown:
    reports = tuple(ReportShown(f"r{n}", None, None, day, 1, 0, None) for n, day in enumerate(days))
    return AccountShown(
        origin="o", place=1, name=Name("Somebody", arabic=False), entity=None, since=days[0],
        through=(), reports=reports, quotes=(), claims=1, reviewed=0, reasons=(),
    )  # fmt: skip


def test_reports_of_one_day_are_one_dot() -> None:
    drawing = timeline_of(
        [account("2016-03-12", "2016-03-12T18:00:00+02:00", "2016-03-20", None)],
        "2016-03-11", "2016-03-11", ENGLISH,
    )  # fmt: skip
    assert drawing is not None
    (row,) = drawing.rows
    assert [dot.reports for dot in row.dots] == [2, 1]
    assert row.undated == 1
    assert drawing.happened is not None
    assert drawing.happened[0] < row.dots[0].x < row.dots[1].x <= drawing.span[1]


def test_arabic_runs_from_right_to_left() -> None:
    several = [account("2016-03-12", "2016-03-20")]
    one, other = (timeline_of(several, None, None, words) for words in (ENGLISH, ARABIC))
    assert one is not None
    assert other is not None
    mirrored = [WIDE - dot.x for dot in one.rows[0].dots]
    assert [round(x, 1) for x in mirrored] == [dot.x for dot in other.rows[0].dots]
    assert one.happened is None


def test_days_below_are_few_and_in_order() -> None:
    drawing = timeline_of([account("2011-01-01", "2020-01-01")], None, None, ENGLISH)
    assert drawing is not None
    places = [x for x, _ in drawing.days]
    assert places == sorted(places)
    assert 2 <= len(places) <= 6


def test_without_any_day_there_is_no_drawing() -> None:
    assert timeline_of([account(None)], "2016-03-11", None, ENGLISH) is None
    assert timeline_of([account("soon")], None, None, ENGLISH) is None
