from pathlib import Path

import pytest
from sqlalchemy import func, select

from riwaya.errors import BadWorkspace
from riwaya.ingest.meta import read_meta
from riwaya.store.readings import current_document
from riwaya.store.reports import find_report, sources_of_report, versions_of
from riwaya.store.tables import claims, readings, takes
from riwaya.store.tables import reports as reports_table
from riwaya.workspace.workspace import Workspace


def rows(workspace: Workspace) -> dict[str, int]:
    return workspace.counts()


def ids(workspace: Workspace) -> list[str]:
    with workspace.engine.connect() as connection:
        return list(
            connection.execute(select(reports_table.c.id).order_by(reports_table.c.n)).scalars()
        )


def test_reports_are_taken_in_read_and_indexed(filled: Workspace) -> None:
    counts = rows(filled)
    assert counts["sources"] == counts["reports"] == 3
    with filled.engine.connect() as connection:
        for id_ in ids(filled):
            row = find_report(connection, id_)
            assert row is not None
            document = current_document(connection, row.n)
            assert document is not None
            document.verify(row.text)
            indexed = connection.execute(
                select(func.count()).select_from(claims).where(claims.c.report_n == row.n)
            ).scalar_one()
            assert indexed == len(document.claims) > 0


def test_published_stands_over_what_is_found(filled: Workspace) -> None:
    with filled.engine.connect() as connection:
        assert set(connection.execute(select(reports_table.c.published)).scalars()) == {
            "2015-11-21"
        }


def test_the_same_again_changes_nothing(filled: Workspace, reports: Path) -> None:
    before = rows(filled), filled.custody.head
    added = filled.add([reports], published="2015-11-21", jobs=1)
    assert (added.known, added.reports, added.read) == (3, 0, 0)
    assert (rows(filled), filled.custody.head) == before


def test_a_copy_elsewhere_is_the_same_report_seen_twice(
    filled: Workspace, reports: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes((reports / "strike.txt").read_bytes())
    added = filled.add([copy], published="2015-11-21", jobs=1)
    assert (added.reports, added.read) == (0, 0)
    with filled.engine.connect() as connection:
        seen = [
            len(sources_of_report(connection, row.n))
            for id_ in ids(filled)
            if (row := find_report(connection, id_)) is not None
        ]
    assert sorted(seen) == [1, 1, 2]


def test_another_outlet_with_the_same_words_is_another_report(
    filled: Workspace, reports: Path
) -> None:
    filled.add([reports / "strike.txt"], published="2015-11-21", outlet="Other", jobs=1)
    assert rows(filled)["reports"] == 4


def test_an_edited_article_keeps_both_versions(filled: Workspace, reports: Path) -> None:
    file = reports / "strike.txt"
    file.write_text(file.read_text("utf-8").replace("12", "14"), "utf-8")
    filled.add([file], published="2015-11-21", jobs=1)
    assert rows(filled)["reports"] == 4
    with filled.engine.connect() as connection:
        newest = find_report(connection, ids(filled)[-1])
        assert newest is not None
        texts = [row.text for row in versions_of(connection, newest.n)]
    assert len(texts) == 2
    assert "12" in texts[0]
    assert "14" in texts[1]


def test_meta_table_and_several_processes(empty: Workspace, reports: Path, tmp_path: Path) -> None:
    table = tmp_path / "meta.csv"
    table.write_text("file,outlet,published\nstrike.txt,al-Marfa,2015-11-20\n", "utf-8")
    added = empty.add([reports], meta=read_meta(table), published="2015-11-21", jobs=2)
    assert added.read == 3
    with empty.engine.connect() as connection:
        found = dict(
            connection.execute(select(reports_table.c.outlet, reports_table.c.published)).all()
        )
    assert found == {"al-Marfa": "2015-11-20", None: "2015-11-21"}


def test_what_cant_be_read_is_said_and_the_rest_is_taken_in(
    empty: Workspace, reports: Path
) -> None:
    (reports / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (reports / "empty.txt").write_text("", "utf-8")
    added = empty.add([reports, reports / "nowhere.txt"], jobs=1)
    assert added.read == 3
    said = "\n".join(added.problems)
    assert "picture.html" in said
    assert "empty.txt" in said
    assert "nowhere.txt" in said


def test_a_stop_before_the_database_heard_of_it_loses_nothing(
    empty: Workspace, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stop(BaseException):
        pass

    def stop(*_: object) -> None:
        raise Stop

    with monkeypatch.context() as patch:
        patch.setattr("riwaya.workspace.taking.put_takes", stop)
        with pytest.raises(Stop):
            empty.add([reports], jobs=1)
    assert rows(empty)["reports"] == 0
    added = empty.add([], jobs=1)
    assert (added.reports, added.read) == (3, 3)


def test_a_stop_between_taking_and_reading_is_made_up_for(
    empty: Workspace, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stop(BaseException):
        pass

    def stop(*_: object) -> None:
        raise Stop

    with monkeypatch.context() as patch:
        patch.setattr("riwaya.workspace.reading.keep", stop)
        with pytest.raises(Stop):
            empty.add([reports], jobs=1)
    assert rows(empty)["claims"] == 0
    added = empty.add([reports], jobs=1)
    assert added.read == 3
    with empty.engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(readings)).scalar_one() == 3
        assert all(connection.execute(select(takes.c.finished)).scalars())


def test_no_workspace_is_said_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RIWAYA_WORKSPACE", raising=False)
    with pytest.raises(BadWorkspace, match="riwaya init"):
        Workspace()
    with pytest.raises(BadWorkspace, match="no workspace"):
        Workspace(tmp_path / "none")


def test_a_workspace_is_found_from_a_folder_inside_it(
    filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = filled.folder.path / "archive"
    monkeypatch.chdir(inside)
    assert Workspace().folder == filled.folder


def test_the_environment_names_a_workspace(
    filled: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RIWAYA_WORKSPACE", str(filled.folder.path))
    assert Workspace().folder.id == filled.folder.id


def test_nothing_is_made_where_something_is(filled: Workspace, reports: Path) -> None:
    with pytest.raises(BadWorkspace, match="already"):
        Workspace.create(filled.folder.path)
    with pytest.raises(BadWorkspace, match="not empty"):
        Workspace.create(reports)
