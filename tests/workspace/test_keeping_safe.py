"""Verification, redaction, backup and rebuilding of a workspace."""

from pathlib import Path

import pytest
from sqlalchemy import select

from riwaya.errors import BadInput, BadWorkspace
from riwaya.ingest.seal import parse_seal
from riwaya.records.decision import Decision
from riwaya.store.tables import claims, readings, reports
from riwaya.workspace.backup import back_up
from riwaya.workspace.keeping import decide, index_all
from riwaya.workspace.rebuilding import rebuild
from riwaya.workspace.redacting import redact_all
from riwaya.workspace.sealing import seal_now
from riwaya.workspace.verifying import verify_all
from riwaya.workspace.workspace import Workspace


def report_about(workspace: Workspace, words: str) -> str:
    with workspace.engine.connect() as connection:
        return str(
            connection.execute(
                select(reports.c.id).where(reports.c.text.contains(words))
            ).scalar_one()
        )


def index_of(workspace: Workspace) -> list[tuple[object, ...]]:
    with workspace.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(select(claims).order_by(claims.c.n))]


def reject_first(workspace: Workspace) -> Decision:
    with workspace.engine.begin() as connection:
        row = connection.execute(
            select(claims.c.anchor, reports.c.id)
            .join(reports, reports.c.n == claims.c.report_n)
            .order_by(claims.c.n)
        ).first()
        assert row is not None
        decision = Decision(
            report=row.id, anchor=row.anchor, verdict="reject", author="a", made_at="2026-01-01"
        )
        decide(connection, [decision])
    return decision


def reviews(workspace: Workspace) -> list[str]:
    with workspace.engine.connect() as connection:
        return list(connection.execute(select(claims.c.review).order_by(claims.c.n)).scalars())


def test_what_was_taken_in_passes(filled: Workspace) -> None:
    assert verify_all(filled).problems == ()


def test_a_text_changed_in_the_database_is_found(filled: Workspace) -> None:
    with filled.engine.begin() as connection:
        connection.execute(reports.update().where(reports.c.n == 1).values(text="x"))
    (problem,) = verify_all(filled).damage
    assert problem.where.startswith("report r")


def test_a_take_that_the_log_doesnt_know_is_found(filled: Workspace) -> None:
    lines = filled.folder.custody.read_bytes().splitlines(keepends=True)
    filled.folder.custody.write_bytes(b"".join(lines[:-1]))
    assert any("the log doesn't" in problem.what for problem in verify_all(filled).damage)


def test_a_seal_finds_a_log_that_was_cut(filled: Workspace, tmp_path: Path) -> None:
    seal = parse_seal(seal_now(filled, tmp_path / "seal.txt"))
    assert verify_all(filled, seal=seal).passed
    assert str(seal) in (tmp_path / "seal.txt").read_text("utf-8")
    lines = filled.folder.custody.read_bytes().splitlines(keepends=True)
    filled.folder.custody.write_bytes(b"".join(lines[:-1]))
    assert not verify_all(filled, seal=seal).passed


def test_a_damaged_database_is_named(filled: Workspace) -> None:
    filled.close()
    filled.folder.database_file.write_bytes(b"garbage" * 1000)
    for suffix in ("-wal", "-shm"):
        Path(f"{filled.folder.database_file}{suffix}").unlink(missing_ok=True)
    with Workspace(filled.folder.path) as again:
        (problem,) = verify_all(again).damage
    assert "riwaya rebuild" in problem.what + problem.advice


def test_redaction_takes_content_out_and_verification_passes(filled: Workspace) -> None:
    wanted = report_about(filled, "الميادين في ريف")
    done = redact_all(filled, wanted, "a source at risk")
    assert done.reports == (wanted,)
    assert verify_all(filled).passed
    with filled.engine.connect() as connection:
        row = connection.execute(select(reports).where(reports.c.id == wanted)).one()
        assert (row.text, row.title, row.reading_n) == (None, None, None)
        left = select(readings.c.n).where(readings.c.report_n == row.n)
        assert connection.execute(left).all() == []
    secret = "المرصد السوري".encode()
    filled.close()
    for path in filled.folder.path.rglob("*"):
        if path.is_file():
            assert secret not in path.read_bytes(), path


def test_what_was_redacted_is_not_taken_in_again(filled: Workspace, reports: Path) -> None:
    redact_all(filled, report_about(filled, "الميادين في ريف"), "at risk")
    added = filled.add([reports / "strike.txt"], outlet="elsewhere", jobs=1)
    assert "redacted before (at risk)" in added.problems[0]
    assert verify_all(filled).passed


def test_redaction_needs_a_reason_and_something_to_redact(filled: Workspace) -> None:
    with pytest.raises(BadInput, match="no such report"):
        redact_all(filled, "r000", "x")
    wanted = report_about(filled, "الرمادي")
    with pytest.raises(BadInput, match="reason"):
        redact_all(filled, wanted, " ")
    redact_all(filled, wanted, "x")
    with pytest.raises(BadInput, match="already"):
        redact_all(filled, wanted, "x")


def test_a_backup_is_a_workspace_with_all_of_it(filled: Workspace, tmp_path: Path) -> None:
    reject_first(filled)
    assert back_up(filled, tmp_path / "copy") == 3
    with Workspace(tmp_path / "copy") as copy:
        assert verify_all(copy).problems == ()
        assert copy.counts() == filled.counts()
        assert index_of(copy) == index_of(filled)
    with pytest.raises(BadWorkspace, match="already"):
        back_up(filled, tmp_path / "copy")


def test_a_rebuilt_database_says_the_same(filled: Workspace) -> None:
    reject_first(filled)
    before = index_of(filled)
    added, saved = rebuild(filled)
    assert (added.reports, saved) == (3, 1)
    assert sorted(index_of(filled)) == sorted(before)
    assert verify_all(filled).problems == ()


def test_decisions_survive_and_can_be_withdrawn(filled: Workspace) -> None:
    made = reject_first(filled)
    assert reviews(filled)[0] == "rejected"
    with filled.engine.begin() as connection:
        back = Decision(
            report=made.report,
            anchor=made.anchor,
            verdict="withdraw",
            withdraws=made.id,
            author="b",
            made_at="2026-01-02",
        )
        decide(connection, [back])
    assert set(reviews(filled)) == {"open"}


def test_the_index_can_be_made_again(filled: Workspace) -> None:
    reject_first(filled)
    before = index_of(filled)
    with filled.engine.begin() as connection:
        assert index_all(connection) == 3
    assert index_of(filled) == before
