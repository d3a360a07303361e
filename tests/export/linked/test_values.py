"""Dates by their precision, addresses that are names."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.export.linked.names import bytes_name
from riwaya.export.linked.values import dated, time_of, web_address


@pytest.mark.parametrize(
    ("value", "kind"),
    [("2016", "gYear"), ("2016-03", "gYearMonth"), ("2016-03-12", "date"),
     ("2016-03-12T08:00+03:00", "dateTime")],
)  # fmt: skip
def test_a_date_has_the_type_of_its_precision(value: str, kind: str) -> None:
    found = dated(value)
    assert isinstance(found, dict)
    assert found["@type"] == f"xsd:{kind}"


def test_what_is_no_date_stays_as_it_is() -> None:
    assert dated("spring 2016") == "spring 2016"
    assert dated("2016-13-99Txx") == "2016-13-99Txx"


@given(st.datetimes(), st.sampled_from(("minutes", "seconds", "microseconds")))
def test_times_have_seconds_and_stay_the_same_moment(moment: datetime, precision: str) -> None:
    found = time_of(moment.isoformat(timespec=precision))
    assert found is not None
    assert abs((datetime.fromisoformat(found) - moment).total_seconds()) < 60


@given(st.text(max_size=30))
def test_addresses_hold_no_character_that_names_cannot(rest: str) -> None:
    found = web_address(f"https://example.org/{rest}")
    if found is not None:
        assert found.isascii()
        assert not set(found) & set(' <>"{}|\\^`')


@pytest.mark.parametrize(
    "url", [None, "", "file:///etc/x", "javascript:x", "example.org", "https://["]
)
def test_only_the_web_has_web_addresses(url: str | None) -> None:
    assert web_address(url) is None


def test_bytes_are_named_by_rfc_6920() -> None:
    # The RFC's own example (8.1): the hash of "Hello World!".
    sha = "7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069"
    assert bytes_name(sha) == "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"
