"""Filters kept under a name, each person's own."""

from sqlalchemy import Engine

from riwaya.store.saved_filters import forget_filter, save_filter, saved_filters_of

NOW = "2026-01-01T00:00:00+00:00"


def test_a_filter_is_kept_replaced_and_taken_away(engine: Engine) -> None:
    with engine.begin() as connection:
        assert save_filter(connection, "amal", "incidents", "Idlib", "place=idlib", NOW) is None
        assert (
            save_filter(connection, "amal", "incidents", "Idlib", "near=a,1km", NOW)
            == "place=idlib"
        )
        assert save_filter(connection, "amal", "incidents", "Aden", "place=aden", NOW) is None
        rows = saved_filters_of(connection, "amal", "incidents")
        assert [(row.name, row.query) for row in rows] == [
            ("Aden", "place=aden"),
            ("Idlib", "near=a,1km"),
        ]
        gone = forget_filter(connection, "amal", "incidents", rows[0].n)
        assert gone is not None
        assert gone.query == "place=aden"
        assert [row.name for row in saved_filters_of(connection, "amal", "incidents")] == ["Idlib"]


def test_nobody_has_anothers_filters(engine: Engine) -> None:
    with engine.begin() as connection:
        save_filter(connection, "amal", "incidents", "Idlib", "place=idlib", NOW)
        save_filter(connection, "basil", "search", "Idlib", "words=x", NOW)
        (own,) = saved_filters_of(connection, "amal", "incidents")
        assert saved_filters_of(connection, "basil", "incidents") == []
        assert saved_filters_of(connection, "amal", "search") == []
        assert forget_filter(connection, "basil", "incidents", own.n) is None
        assert forget_filter(connection, "amal", "search", own.n) is None
        assert saved_filters_of(connection, "amal", "incidents") == [own]
