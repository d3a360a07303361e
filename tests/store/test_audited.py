"""Rows that tell who did what: the same on both databases, newest first, without gaps."""

import pytest
from sqlalchemy import Engine, insert

from riwaya.store.acts import now, put_act
from riwaya.store.audited import Wanted, audited, persons, reports_of_incident, shas_of_reports
from riwaya.store.desk_tables import acts, gradings, second_readings
from riwaya.store.fusion_tables import judgements
from riwaya.store.people import every_person, find_person, put_person
from riwaya.store.tables import decisions, reports, takes

KINDS = ("act", "decision", "grading", "judgement", "second")
HASH = "$argon2id$x"
AT = "2026-01-01T10:00:00.000+00:00"


@pytest.fixture
def filled(engine: Engine) -> Engine:
    said = {"author": "Samira", "made_at": AT, "note": None, "withdraws": None}
    with engine.begin() as connection:
        connection.execute(
            insert(reports).values(
                n=1,
                id="r0123456789abcdef0123",
                sha256="s",
                language="ar",
                extracted=False,
                notes="[]",
            )
        )
        connection.execute(
            insert(takes).values(
                id="t",
                raw_sha256="s",
                source="x",
                locator="x",
                kind="x",
                given="{}",
                seq=1,
                taken_at=AT,
                taken_by="Ali",
                finished=True,
                failed=0,
            )
        )
        connection.execute(
            insert(decisions).values(
                id="d", report_n=1, anchor="1-2", verdict="correct", patch='{"a": 1}', **said
            )
        )
        connection.execute(
            insert(second_readings).values(
                id="s", report_n=1, anchor="1-2", verdict="accept", **said
            )
        )
        connection.execute(
            insert(gradings).values(
                id="g", incident="i0", airwars="fair", admiralty="B2", verdict="accept", **said
            )
        )
        connection.execute(
            insert(judgements).values(
                id="j", one="r0123456789abcdef0123/1-2", other="r9/3-4", verdict="same", **said
            )
        )
        for number in range(450):
            connection.execute(
                insert(acts).values(
                    at=f"2026-01-01T10:00:00.{number // 9:03}+00:00",
                    person="Ali",
                    act="add",
                    about="i0",
                )
            )
        put_act(connection, "\x00 \ud800", "settings", "x\x00", {"n": "\x00"})
    return engine


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_told_alike(filled: Engine, kind: str) -> None:
    with filled.connect() as connection:
        one = next(iter(audited(connection, kind, Wanted())))
        assert one.kind == kind
        assert next(iter(audited(connection, kind, Wanted(person="nobody"))), None) is None
        about = frozenset(("r0123456789abcdef0123", "i0"))
        assert next(iter(audited(connection, kind, Wanted(about=about))), None)
        assert next(iter(audited(connection, kind, Wanted(about=frozenset(("r9",))))), None) is None
        assert next(iter(audited(connection, kind, Wanted(until="2026-01-01"))), None) is None


def test_many_of_one_moment_come_once_each(filled: Engine) -> None:
    with filled.connect() as connection:
        found = list(audited(connection, "act", Wanted(person="Ali")))
        places = [one.place for one in found]
        assert len(set(places)) == len(places) == 450
        assert places == sorted(places, reverse=True)
        for cut in (0, 7, 200, 448):
            rest = list(audited(connection, "act", Wanted(person="Ali", before=places[cut])))
            assert [one.place for one in rest] == places[cut + 1 :]


def test_what_a_database_cannot_hold_is_kept_all_the_same(filled: Engine) -> None:
    with filled.connect() as connection:
        last = next(iter(audited(connection, "act", Wanted())))
        assert last.act == "settings"
        assert "\N{SYMBOL FOR NULL}" in last.person
        assert "Samira" in persons(connection)
        assert reports_of_incident(connection, "i0") == frozenset()
        assert shas_of_reports(connection, frozenset(("r0",))) == frozenset()


def test_names_are_found_whatever_their_case(engine: Engine) -> None:
    with engine.begin() as connection:
        put_person(connection, "Éloïse", "reader", HASH, "tester")
        found = find_person(connection, "éLOÏSE")
        assert found is not None
        assert found.password == HASH
        assert [one.password for one in every_person(connection)] == [""]
        assert now() > "2026"
