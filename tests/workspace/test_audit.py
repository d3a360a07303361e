"""One list of all that was done: complete, in order, in pages without gaps."""

import pytest
from sqlalchemy import select

from riwaya.errors import BadInput
from riwaya.records.decision import Decision
from riwaya.records.judgement import Judgement
from riwaya.store.acts import put_act
from riwaya.store.audited import Audited
from riwaya.store.decisions import put_decisions
from riwaya.store.fusion_tables import judgements
from riwaya.store.tables import reports
from riwaya.workspace.audit import Asked, audit_page, every_entry, everybody, place_of
from riwaya.workspace.workspace import Workspace


@pytest.fixture
def busy(filled: Workspace) -> Workspace:
    with filled.engine.begin() as connection:
        ids = list(connection.execute(select(reports.c.id).order_by(reports.c.id)).scalars())
        put_decisions(
            connection,
            [
                Decision(
                    report=ids[number % 2], anchor=f"a{number}", verdict="accept",
                    author="Samira" if number % 3 else "Ali",
                    made_at=f"2030-01-0{1 + number % 5}T10:00:00.000+00:00", note=f"=note {number}",
                )
                for number in range(20)
            ],
        )  # fmt: skip
        for number in range(7):
            put_act(connection, "Samira", "settings", None, {"number": number})
        put_act(connection, "Ali", "sign_in")
        made = Judgement(
            one=f"{ids[0]}/a1",
            other=f"{ids[2]}/a2",
            verdict="same",
            author="Ali",
            made_at="2030-01-03T10:00:00.000+00:00",
        )
        connection.execute(
            judgements.insert().values(
                id=made.id,
                one=made.one,
                other=made.other,
                verdict="same",
                author="Ali",
                made_at=made.made_at,
            )
        )
    return filled


def everything(workspace: Workspace, size: int, **filters: str) -> list[Audited]:
    found: list[Audited] = []
    before = ""
    while True:
        page = audit_page(workspace, Asked(**filters, before=before), size=size)
        assert len(page.entries) <= size
        found += page.entries
        if not page.next:
            return found
        assert page.next == place_of(page.entries[-1])
        before = page.next


@pytest.mark.parametrize("size", [1, 3, 10, 1000])
def test_pages_hold_everything_once_in_order(busy: Workspace, size: int) -> None:
    found = everything(busy, size)
    places = [one.place for one in found]
    assert places == sorted(places, reverse=True)
    assert len(set(places)) == len(places) == 20 + 8 + 1 + 4, "decisions, acts, judgement, custody"
    assert found == list(every_entry(busy, Asked()))


def test_filters_narrow_it_down(busy: Workspace) -> None:
    everyone = everything(busy, 100)
    assert {one.person for one in everything(busy, 5, person="Ali")} == {"Ali"}
    by_ali = [one for one in everyone if one.person == "Ali"]
    assert everything(busy, 3, person="Ali") == by_ali
    for kind in ("act", "decision", "judgement", "custody", "grading", "second"):
        assert everything(busy, 3, kind=kind) == [one for one in everyone if one.kind == kind]
    days = everything(busy, 4, since="2030-01-02", until="2030-01-03")
    assert days == [one for one in everyone if one.at[:10] in {"2030-01-02", "2030-01-03"}]
    assert {"Ali", "Samira"} < set(everybody(busy))


def test_what_is_about_a_report_includes_its_bytes(busy: Workspace) -> None:
    report = everything(busy, 100, kind="judgement")[0].about[0].partition("/")[0]
    found = everything(busy, 4, about=report)
    assert {one.kind for one in found} == {"decision", "judgement", "custody"}
    assert sum(one.kind == "custody" for one in found) == 1
    assert all(any(name.startswith(report) for name in one.about) for one in found if one.about)
    assert everything(busy, 4, about="r0123456789012345678a") == []


def test_what_is_hidden_stays_hidden(busy: Workspace) -> None:
    hidden = frozenset(("decision", "act.sign_in"))
    found = list(every_entry(busy, Asked(), hidden=hidden))
    assert {one.kind for one in found} == {"act", "judgement", "custody"}
    assert "sign_in" not in {one.act for one in found}
    assert list(every_entry(busy, Asked(kind="decision"), hidden=hidden)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "nonsense"}, {"since": "tomorrow"}, {"until": "9999-12-31"}, {"until": "2015-02-30"},
        {"before": "x"}, {"before": "2030~act~-1"}, {"before": "2030~act~٣"},
        {"before": "2030~act~" + "9" * 30}, {"before": "' or 1=1 --~act~1"},
    ],
)  # fmt: skip
def test_filters_that_cannot_be_are_refused_in_words(
    busy: Workspace, wrong: dict[str, str]
) -> None:
    with pytest.raises(BadInput):
        audit_page(busy, Asked(**wrong), size=5)
