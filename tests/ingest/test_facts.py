import pytest

from riwaya.ingest.facts import Facts


@pytest.mark.parametrize(
    ("published", "timezone", "there"),
    [
        ("2015-11-21", "Asia/Damascus", "2015-11-21"),
        ("2015-11-21T23:30:00Z", "Asia/Damascus", "2015-11-22T01:30:00+02:00"),
        ("2015-11-21T23:30:00", "Asia/Beirut", "2015-11-21T23:30:00+02:00"),
        ("2015-07-21T23:30:00+03:00", "UTC", "2015-07-21T20:30:00+00:00"),
        ("2015-11-21T23:30:00Z", None, "2015-11-21T23:30:00Z"),
        (None, "Asia/Damascus", None),
    ],
)
def test_the_day_is_the_outlets(
    published: str | None, timezone: str | None, there: str | None
) -> None:
    assert Facts(published=published, timezone=timezone).published_there == there
