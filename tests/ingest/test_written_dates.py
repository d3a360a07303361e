"""Dates of programs and of printed lines; what is unsure is no date."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.ingest.facts import checked_published
from riwaya.ingest.written_dates import fullest, in_line, in_url, iso


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2015-11-21", "2015-11-21"),
        ("2015-11-21T18:30:00+03:00", "2015-11-21T18:30:00+03:00"),
        ("2015-11-21T18:30:00.000Z", "2015-11-21T18:30:00+00:00"),
        ("2015-11-21T18:30:00+0300", "2015-11-21T18:30:00+03:00"),
        ("2015-11-21T18:30-05:30", "2015-11-21T18:30-05:30"),
        ("2015-11-21 18:30:00", "2015-11-21T18:30:00"),
        ("2015-11-21 06:30 PM", "2015-11-21T18:30"),
        ("2015/11/21 18:30", "2015-11-21T18:30"),
        ("20151121", "2015-11-21"),
        ("20151121T183000Z", "2015-11-21T18:30:00+00:00"),
        ("Sat, 21 Nov 2015 18:30:00 +0300", "2015-11-21T18:30:00+03:00"),
        ("November 21, 2015", "2015-11-21"),
        (1448130600, "2015-11-21T18:30:00+00:00"),
        ("1448130600000", "2015-11-21T18:30:00+00:00"),
        ("21/11/2015", "2015-11-21"),
        ("11/21/2015", "2015-11-21"),
        ("٢٠١٥-١١-٢١", "2015-11-21"),
    ],
)
def test_what_programs_write(written: object, date: str) -> None:
    assert iso(written) == date


@pytest.mark.parametrize(
    "written",
    ["", "soon", "05/11/2015", "0001-01-01T00:00:00", "2015-13-01", "2015-02-30", "1448", None, True,
     "2015-11-21T25:00:00Z", "2015-11-21T18:30:00+99:00", "9999999999999", {"a": 1}, []],
)  # fmt: skip
def test_what_is_unsure_or_impossible_is_no_date(written: object) -> None:
    assert iso(written) is None


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("21/11/2015 - 18:30", "2015-11-21T18:30"),
        ("تاريخ النشر: 2014-07-03 10:22", "2014-07-03T10:22"),
        ("21-02-2012,\u00a011:47 PM", "2012-02-21T23:47"),
        ("11/2/2020 09:22 م (توقيت مكة المكرمة)", "2020-02-11T21:22"),
        ("11/2/2020 09:22 ص", "2020-02-11T09:22"),
        ("11/2/2020 09:22 مساء", "2020-02-11T09:22"),
        ("نشر في \u200f٢١\u200f/١١/٢٠١٥", "2015-11-21"),
        ("21.11.2015 | 18:30 GMT", "2015-11-21T18:30"),
    ],
)
def test_what_stands_in_a_line_for_readers(line: str, date: str) -> None:
    assert in_line(line) == date


@pytest.mark.parametrize(
    "line",
    ["هاتف 00963112228239", "2006 - 2018", "السبت 21 تشرين الثاني 2015", "31/31/2015", "12:15 AM",
     "1/2/3/2015", "192.168.10.2015"],
)  # fmt: skip
def test_lines_without_a_date_in_figures(line: str) -> None:
    assert in_line(line) is None


def test_a_day_in_an_address() -> None:
    assert in_url("https://a.example/news/2015/11/21/title.html") == "2015-11-21"
    assert in_url("https://a.example/news/2015/99/21/") is None
    assert in_url("https://a.example/news/201511215") is None


def test_the_fullest_of_dates_that_agree() -> None:
    naive, full = "2015-11-21T18:30:00", "2015-11-21T18:30:00+03:00"
    assert fullest([naive, "2015-11-20", full]) == full
    assert fullest(["2015-11-21", "2015-11-22T10:00"]) == "2015-11-21"
    assert fullest([]) is None


@given(st.one_of(st.text(max_size=40), st.from_regex(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[ T]?\d?")))
def test_whatever_is_written_the_answer_is_a_date_or_none(written: str) -> None:
    for found in (iso(written), in_line(written), in_url(f"/{written}/")):
        assert found is None or checked_published(found, "x") == found
