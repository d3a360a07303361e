"""Dossiers are loaded with what people decided and what the custody log says."""

from pathlib import Path

import pytest

from riwaya.errors import BadInput
from riwaya.pipeline import known_with
from riwaya.resolving.claims import Knowledge
from riwaya.store.query import Query
from riwaya.workspace import dossiers
from riwaya.workspace.dossiers import dossier_of, write_dossier
from riwaya.workspace.exporting import Wish
from riwaya.workspace.workspace import Workspace
from tests.export.conftest import small
from tests.web.test_incident import ids

__all__ = ["small"]
ALL = Wish(Query())


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return known_with(None)


def test_a_case_knows_what_people_decided_and_where_its_bytes_are(
    small: Path, known: Knowledge
) -> None:
    with Workspace(small) as workspace:
        name = ids(workspace)[0]
        cases, writing = dossier_of(workspace, ALL, known, [name, name])
        head = workspace.custody.head
    (case,) = cases
    assert case.incident.id == name
    assert {step.what for step in case.history if step.kind == "decision"} == {"accept"}
    assert 0 < case.incident.reviewed < case.incident.of
    for trail in case.trails.values():
        assert [one.action for raw in trail.raw for one in raw.custody] == ["take_in"]
    assert writing.head == head
    assert set(case.texts) == set(case.trails)


def test_reviewed_only_and_public_leave_the_rest_out(small: Path, known: Knowledge) -> None:
    with Workspace(small) as workspace:
        name = ids(workspace)[0]
        (case,), _ = dossier_of(workspace, Wish(Query(), reviewed_only=True), known, [name])
        assert {one.found.review for one in case.exported.claims} == {"accepted"}
        assert case.incident.reviewed == case.incident.of == len(case.exported.claims)
        (case,), writing = dossier_of(workspace, Wish(Query(), public=True), known, [name])
        assert case.texts == {}
        assert case.history == ()
        assert all(not trail.raw and not trail.text_sha256 for trail in case.trails.values())
        assert (writing.workspace, writing.head, writing.query) == (None, None, {})
        with pytest.raises(BadInput, match=r"none of its claims has been reviewed.*--unreviewed"):
            dossier_of(workspace, Wish(Query(), public=True), known, ids(workspace))


def test_filters_choose_in_the_order_of_days(
    small: Path, known: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Workspace(small) as workspace:
        cases, writing = dossier_of(workspace, Wish(Query(events=("kill",))), known)
        days = [case.incident.day_from for case in cases]
        assert len(days) > 1
        assert days == sorted(days, key=lambda day: day or "")
        assert writing.query == {"events": ("kill",)}
        with pytest.raises(BadInput, match="no incident fits"):
            dossier_of(workspace, Wish(Query(events=("trade",))), known)
        monkeypatch.setattr(dossiers, "MOST", 2)
        with pytest.raises(BadInput, match="more than 2 incidents fit"):
            dossier_of(workspace, ALL, known)
        with pytest.raises(BadInput, match="a dossier holds 2"):
            dossier_of(workspace, ALL, known, ids(workspace)[:3])
        assert len(dossier_of(workspace, Wish(Query(), limit=2), known)[0]) == 2


def test_what_cannot_be_written_is_refused_first(
    small: Path, known: Knowledge, tmp_path: Path
) -> None:
    with Workspace(small) as workspace:
        name = ids(workspace)[0]
        for into, why in (
            (small / "x.html", "inside the workspace"),
            (tmp_path / "x.docx", r"written as \.pdf or \.html"),
            (tmp_path / "none" / "x.html", "there is no folder"),
        ):
            with pytest.raises(BadInput, match=why):
                write_dossier(workspace, into, ALL, known, [name])
        with pytest.raises(BadInput, match="no such incident"):
            write_dossier(workspace, tmp_path / "x.html", ALL, known, ["i0"])
    assert list(tmp_path.iterdir()) == []
