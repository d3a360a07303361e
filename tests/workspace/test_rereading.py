import pytest
from sqlalchemy import select

from riwaya.records.decision import Decision
from riwaya.store.tables import claims, readings, reports
from riwaya.workspace import work
from riwaya.workspace.keeping import decide
from riwaya.workspace.rereading import changes_since, reread, to_reread
from riwaya.workspace.workspace import Workspace

PLACES = """\
# origin: a test
# licence: CC0
id	name_en	names	kind	country	parent	lat	lon	radius_km	basis
my-mayadin	Mayadin of ours	الميادين	town	SY	Deir ez-Zor	35.02	40.45	10	recalled
"""


def silent(_tally: object) -> None:
    return None


def test_what_this_reader_read_is_not_read_again(filled: Workspace) -> None:
    assert to_reread(filled) == 0
    tally, _ = reread(filled, watch=silent)
    assert tally.read == 0


def test_the_users_own_tables_make_another_reading_beside_the_old(filled: Workspace) -> None:
    folder = filled.folder.path / "knowledge"
    folder.mkdir()
    (folder / "places.tsv").write_text(PLACES, encoding="utf-8")
    assert to_reread(filled) == 3
    with filled.engine.begin() as connection:
        one = connection.execute(
            select(claims.c.anchor, reports.c.id).join(reports, reports.c.n == claims.c.report_n)
        ).first()
        assert one is not None
        decision = Decision(
            report=one.id, anchor=one.anchor, verdict="accept", author="a", made_at="2026-01-01"
        )
        decide(connection, [decision])
    tally, last = reread(filled, watch=silent)
    assert tally.read == 3
    assert any(change.fields == ("places",) for change in changes_since(filled, last))
    with filled.engine.connect() as connection:
        assert len(connection.execute(select(readings.c.n)).all()) == 6
        reviews = connection.execute(
            select(claims.c.review).where(claims.c.anchor == one.anchor)
        ).scalars()
        assert "accepted" in set(reviews)
    assert to_reread(filled) == 0


def test_changes_are_told_claim_by_claim(
    filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in for another model: it reads nothing."""
    real = work.reader_with(None)[0]

    class Blind:
        digest = "0" * 64

        def read(self, _text: str, report: object) -> object:
            return real.read("", report)  # type: ignore[arg-type]

    monkeypatch.setattr(work, "reader_with", lambda _: (Blind(), "blind"))
    monkeypatch.setattr("riwaya.workspace.rereading.reader_with", lambda _: (Blind(), "blind"))
    before = filled.counts()["claims"]
    _, last = reread(filled, watch=silent)
    changes = list(changes_since(filled, last))
    assert len(changes) == before > 0
    assert {change.kind for change in changes} == {"gone"}
    assert filled.counts()["claims"] == 0
