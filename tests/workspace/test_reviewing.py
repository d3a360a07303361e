"""Claims out into a sheet, changed there as people and programs change them, and back again."""

import csv
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from unicodedata import normalize

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import Connection, func, select

from riwaya.export.review.cells import EDITABLE, TERMS, meaning
from riwaya.export.review.sheet import read_sheet, write_sheet
from riwaya.records.claim import Claim
from riwaya.records.mention import Party
from riwaya.store.decided import digest_of
from riwaya.store.query import Query
from riwaya.store.search import search
from riwaya.store.tables import decisions, reports
from riwaya.store.turns import take_turn
from riwaya.workspace.keeping import index_all
from riwaya.workspace.review_rows import ALL_REVIEWS, claims_to_review, review_rows
from riwaya.workspace.reviewing import Outcome, import_review
from riwaya.workspace.workspace import Workspace
from tests.store.conftest import postgres
from tests.store.postgres import Server
from tests.workspace.handmade import (
    CLASH,
    SIGNS,
    STRIKE,
    at,
    documents,
    fill,
    read_as,
    standing,
    text_is_there,
    told,
    told_once,
)

__all__ = ["postgres", "told", "told_once"]
Row = dict[str, Any]
STRIKE_ROW, KILL_ROW, INJURE_ROW, CAPTURE_ROW, CLASH_ROW, DEAD_ROW = range(6)


def exported(workspace: Workspace, **query: Any) -> list[Row]:
    with workspace.engine.connect() as connection:
        wanted = Query(reviews=ALL_REVIEWS, **query)  # type: ignore[arg-type]
        return list(review_rows(connection, claims_to_review(connection, wanted)))


def brought(
    workspace: Workspace, *rows: Row, by: str = "", ending: str = ".csv", **how: Any
) -> Outcome:
    """What importing a sheet with these rows does."""
    path = workspace.folder.path / f"review{ending}"
    write_sheet(path, rows, overwrite=True)
    workspace.by = by or "anna"
    return import_review(workspace, path, **how)


def changed(row: Row, **cells: str) -> Row:
    return row | cells


def made(workspace: Workspace) -> int:
    with workspace.engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(decisions)).scalar_one())


def kill(workspace: Workspace) -> Claim:
    return standing(workspace, "strike")[1].claim


# What an untouched sheet does: nothing.


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_sheet_that_nobody_touched_does_nothing(told: Workspace, ending: str) -> None:
    outcome = brought(told, *exported(told), ending=ending)
    assert (outcome.rows, outcome.untouched) == (6, 6)
    assert (outcome.steps, outcome.refused, made(told)) == ([], [], 0)


def test_rows_tell_what_a_person_needs(told: Workspace) -> None:
    row = exported(told)[KILL_ROW]
    assert (row["report"], row["claim"], row["review"]) == ("r-strike", "c2", "open")
    assert row["sentence"].startswith("قالت وزارة الصحة")
    assert "12 [[قتيلاً]] بينهم" in row["sentence"]
    assert row["gloss"].startswith("Health Ministry")
    assert (row["source"], row["title"], row["outlet"]) == ("desk.txt", "=strike", "الساحل")
    assert row["agents"] == "روسية {russia}"
    assert row["quantities"] == "12 {killed 12} | 4 {killed 4 subset}"
    assert row["attribution"] == "وزارة الصحة {official ? named}"
    assert row["time"] == "يوم الجمعة {2015-11-20}"
    for name in ("report", "anchor", "seen"):  # no date and no number to a spreadsheet
        assert row[name][0].isalpha()
    signs = exported(told)[CAPTURE_ROW]
    assert signs["agents"] == "جيش\\nالوطن {?}"
    assert signs["attribution"] == "\\{صحيفة\\|الساحل\\}\\\\ {media ? named}"


def test_the_least_sure_come_first_if_asked(told: Workspace) -> None:
    with told.engine.connect() as connection:
        numbers = claims_to_review(connection, Query(reviews=ALL_REVIEWS), "doubt", 2)  # type: ignore[arg-type]
        rows = list(review_rows(connection, numbers))
    assert [row["confidence"] for row in rows] == [0.4, 0.7]


def test_the_filters_of_search_choose(told: Workspace) -> None:
    assert [row["event"] for row in exported(told, events=("kill",))] == ["kill", "kill"]
    assert len(exported(told, reports=("r-clash",))) == 2


# Verdicts.


@pytest.mark.parametrize(("verdict", "review"), [("accept", "accepted"), ("reject", "rejected")])
def test_a_verdict_is_a_decision_with_author_and_time(
    told: Workspace, verdict: str, review: str
) -> None:
    row = exported(told)[KILL_ROW]
    outcome = brought(told, changed(row, verdict=f" {verdict.title()} ", note="seen on TV"))
    assert [step.verdict for step in outcome.steps] == [verdict]
    one = standing(told, "strike")[1]
    (decision,) = one.decisions
    assert one.review == review
    assert (decision.author, decision.note, decision.patch) == ("anna", "seen on TV", None)
    assert decision.seen == digest_of(one.claim)
    assert decision.made_at.endswith("+00:00")
    again = exported(told)[KILL_ROW]
    assert (again["review"], again.get("verdict")) == (review, None)
    assert again["decided"].startswith(f"{verdict} anna 20")


def test_one_import_is_one_moment(told: Workspace) -> None:
    brought(told, *(changed(row, verdict="accept") for row in exported(told)))
    with told.engine.connect() as connection:
        assert len(set(connection.execute(select(decisions.c.made_at)).scalars())) == 1


def test_undo_takes_back_all_that_was_decided(told: Workspace) -> None:
    row = exported(told)[KILL_ROW]
    brought(told, changed(row, event="injure"))
    brought(told, changed(exported(told)[KILL_ROW], verdict="accept"), by="bob")
    assert standing(told, "strike")[1].review == "corrected"
    undo = changed(exported(told)[KILL_ROW], verdict="undo")
    outcome = brought(told, undo)
    assert outcome.steps[0].says == "correct of anna, accept of bob"
    assert standing(told, "strike")[1].review == "open"
    assert kill(told) == documents()["strike"].claims[1]
    assert made(told) == 4
    assert brought(told, undo).fulfilled == 1
    assert made(told) == 4


# Corrections.


def test_a_changed_cell_changes_that_field_and_what_follows_from_it(told: Workspace) -> None:
    row = exported(told)[KILL_ROW]
    outcome = brought(told, changed(row, event="injure"))
    one = standing(told, "strike")[1]
    (decision,) = one.decisions
    assert (one.review, decision.verdict) == ("corrected", "correct")
    assert outcome.steps[0].says == "event: kill → injure"
    assert decision.patch is not None
    assert decision.patch.keys() == {"event", "gloss"}
    assert "injured" in decision.patch["gloss"]
    before = documents()["strike"].claims[1]
    plain = msgspec.structs.replace(one.claim, event="kill", gloss=before.gloss)
    assert plain == before


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_every_column_can_be_corrected(told: Workspace, ending: str) -> None:
    row = exported(told)[KILL_ROW]
    outcome = brought(
        told,
        changed(
            row, event="execute", polarity="negated", reality="possible", stance="denies",
            quoted="TRUE", trigger="أوقعت", agents="سكّان البلدة {?}",
            targets="أطفال {?} | 4 {?}", places="البلدة {near al-mayadin}",
            time="يوم الجمعة {2015-11-13..2015-11-20}",
            quantities="20 {killed 20..30 ~ joint}", attribution="وزارة الصحة {official russia}",
        ),
        ending=ending,
    )  # fmt: skip
    assert outcome.refused == []
    assert [one.verdict for one in outcome.steps] == ["correct"]
    one = kill(told)
    text_is_there(one, STRIKE)
    assert (one.event, one.polarity, one.reality, one.stance, one.quoted) == (
        "execute", "negated", "possible", "denies", True,
    )  # fmt: skip
    assert one.trigger.text == "أوقعت"
    assert [a.text for a in one.agents] == ["سكّان البلدة"]
    assert [t.text for t in one.targets] == ["أطفال", "4"]
    (place,) = one.places
    assert (place.relation, place.entity, place.text) == ("near", "al-mayadin", "البلدة")
    assert place.lat is not None
    assert one.time is not None
    assert (one.time.from_, one.time.to) == ("2015-11-13", "2015-11-20")
    assert one.when
    assert (one.when.from_, one.when.to, one.when.inferred) == ("2015-11-13", "2015-11-20", False)
    (count,) = one.quantities
    assert (count.low, count.high, count.approximate, count.joint) == (20, 30, True, True)
    assert count.subset is msgspec.UNSET
    assert (one.attribution[0].entity, one.attribution[0].named) == ("russia", False)
    assert one.attribution[0].name == "Russia"
    assert one.links == documents()["strike"].claims[1].links
    assert brought(told, *exported(told), ending=ending).untouched == 6


def test_search_finds_the_corrected_claim_by_what_it_is_now(told: Workspace) -> None:
    row = exported(told)[KILL_ROW]
    brought(told, changed(row, time="يوم الجمعة {2015-11-13}", agents="روسية {united-states}"))
    with told.engine.connect() as connection:
        (found,) = search(connection, Query(until="2015-11-13", reviews=ALL_REVIEWS))  # type: ignore[arg-type]
    assert found.claim == "c2"
    assert found.decoded().agents[0].name == "United States"


def test_what_was_not_touched_of_a_list_stays_as_it_was(told: Workspace) -> None:
    row = exported(told)[KILL_ROW]
    brought(told, changed(row, quantities="4 {killed 4 subset} | 12 {killed 12..14}"))
    four, twelve = kill(told).quantities
    before = documents()["strike"].claims[1].quantities
    assert four == before[1]
    assert (twelve.start, twelve.low, twelve.high) == (before[0].start, 12, 14)


def test_an_emptied_list_is_empty(told: Workspace) -> None:
    row = exported(told)[KILL_ROW]
    brought(told, changed(row, agents="", time="", places=" "))
    one = kill(told)
    assert (one.agents, one.places, one.time) == ((), (), None)
    assert one.when
    assert one.when.inferred  # as a reading infers the day of news that say none
    assert (one.when.from_, one.when.to) == ("2015-11-20", "2015-11-21")


def test_words_are_found_nearest_to_the_trigger(told: Workspace) -> None:
    rows = exported(told)
    brought(
        told,
        changed(rows[KILL_ROW], targets="غارة {?}"),
        changed(rows[INJURE_ROW], targets="الغارة {?}", quantities="20 {injured 20}"),
    )
    _, dead, hurt = (one.claim for one in standing(told, "strike"))
    assert dead.targets[0].start == STRIKE.index("غارة")
    assert hurt.targets[0].start == STRIKE.index("الغارة")
    assert hurt.quantities[0].text == "20"


@pytest.mark.parametrize("typed", ["سكان البلده", "سُكّان  البلدة", "سكان\u200f البلدة"])
def test_words_are_found_however_they_are_spelled(told: Workspace, typed: str) -> None:
    row = exported(told)[INJURE_ROW]
    brought(told, changed(row, targets=f"{typed} {{?}}"))
    one = standing(told, "strike")[2].claim
    assert one.targets[0].text == "سكّان البلدة"
    text_is_there(one, STRIKE)
    assert brought(told, changed(row, targets=f"{typed} {{?}}")).fulfilled == 1


def test_letters_composed_otherwise_change_nothing(told: Workspace) -> None:
    rows = [
        {name: normalize("NFD", cell) if name in EDITABLE else cell for name, cell in row.items()}
        for row in exported(told)
    ]
    assert rows != exported(told)
    assert brought(told, *rows).untouched == 6


def test_an_id_brings_name_and_point_with_it(told: Workspace) -> None:
    rows = exported(told)
    outcome = brought(
        told,
        changed(rows[CLASH_ROW], targets="مسلحين {Islamic State}", places="الرمادي {near ramadi}"),
    )
    assert outcome.notes == []
    one = standing(told, "clash")[0].claim
    assert (one.targets[0].entity, one.targets[0].name) == ("islamic-state", one.targets[0].name)
    assert one.targets[0].name
    (place,) = one.places
    assert (place.entity, place.name) == ("ramadi", "Ramadi")
    assert place.lat == pytest.approx(33.4, abs=0.1)
    assert place.lon == pytest.approx(43.3, abs=0.1)
    assert place.radius_km
    assert place.precision == msgspec.convert({"acled": 1, "ucdp": 1}, type(place.precision))


def test_an_id_that_no_table_knows_is_kept_with_a_note(told: Workspace) -> None:
    rows = exported(told)
    outcome = brought(
        told,
        changed(
            rows[CLASH_ROW],
            agents="الجيش العراقي {iraqi-armi}",
            places="الرمادي {in where-we-were}",
        ),
    )
    assert [note for _, note in outcome.notes] == [
        "agents: no table knows iraqi-armi (did you mean iraqi-army?)",
        "places: no table knows where-we-were, so the place gets no point",
    ]
    one = standing(told, "clash")[0].claim
    assert (one.agents[0].entity, one.places[0].entity, one.places[0].lat) == (
        "iraqi-armi", "where-we-were", None,
    )  # fmt: skip


def test_what_has_no_braces_is_looked_up_and_said(told: Workspace) -> None:
    rows = exported(told)
    outcome = brought(
        told,
        changed(rows[CLASH_ROW], agents="الجيش العراقي", places="الرمادي"),
        changed(rows[INJURE_ROW], quantities="20 شخصاً {injured}", time="يوم الجمعة"),
    )
    clash = standing(told, "clash")[0].claim
    assert clash.agents[0].entity == "iraqi-army"
    assert (clash.places[0].relation, clash.places[0].entity) == ("in", "ramadi")
    hurt = standing(told, "strike")[2].claim
    assert (hurt.quantities[0].low, hurt.quantities[0].unit) == (20, "person")
    assert hurt.time
    assert (hurt.time.from_, hurt.time.to) == ("2015-11-20", "2015-11-20")
    assert hurt.when
    assert hurt.when.from_ == "2015-11-20"
    assert {note for _, note in outcome.notes} == {
        "agents: 'الجيش العراقي' was looked up: iraqi-army",
        "places: 'الرمادي' was looked up: ramadi",
        "time: 'يوم الجمعة' was read as 2015-11-20 to 2015-11-20",
    }


def test_accept_with_changes_is_a_correction(told: Workspace) -> None:
    row = exported(told)[KILL_ROW]
    outcome = brought(told, changed(row, verdict="accept", stance="claims"))
    assert [step.verdict for step in outcome.steps] == ["correct"]


def test_a_correction_of_a_correction(told: Workspace) -> None:
    brought(told, changed(exported(told)[KILL_ROW], event="injure"))
    brought(told, changed(exported(told)[KILL_ROW], event="kill", stance="claims"), by="bob")
    one = standing(told, "strike")[1]
    assert (one.claim.event, one.claim.stance) == ("kill", "claims")
    assert [d.author for d in one.decisions] == ["anna", "bob"]


FREE = {
    "agents": ["", "روسية {russia}", "سكّان {?} | سوقاً {x-y}", "وزارة الصحة {?}"],
    "targets": ["", "4 أطفال {?}", "سوقاً شعبية {?} | أطفال {?}"],
    "places": ["", "البلدة {in al-mayadin}", "بلدة الميادين {from ?}"],
    "time": ["", "يوم الجمعة {?}", "الجمعة {2015-11-20..}"],
    "quantities": ["", "12 {killed 12 ~}", "20 {items ?} | 4 {people 4.5 x}"],
    "attribution": ["", "سكّان البلدة {local ?} | وزارة الصحة {official russia named}"],
    "trigger": ["قتيلاً", "أوقعت", "غارة"],
    **{name: list(terms) for name, terms in TERMS.items()},
}


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.fixed_dictionaries({}, optional={n: st.sampled_from(v) for n, v in FREE.items()}))
def test_a_round_trip_loses_nothing(told: Workspace, cells: dict[str, str]) -> None:
    row = exported(told)[KILL_ROW]
    asked = changed(row, **cells)
    outcome = brought(told, asked)
    assert outcome.refused == []
    after = exported(told)[KILL_ROW]
    assert {name: after[name] for name in EDITABLE} == {name: asked[name] for name in EDITABLE}
    text_is_there(kill(told), STRIKE)
    before = made(told)
    assert brought(told, asked).steps == []
    assert brought(told, after).steps == []
    assert made(told) == before


# Claims that were missed.


def new(**cells: str) -> Row:
    return {"report": "r-clash", "event": "deploy", "trigger": "الجيش", **cells}


def test_a_row_without_an_anchor_adds_a_claim(told: Workspace) -> None:
    row = new(agents="الجيش العراقي {iraqi-army}", places="الرمادي {near ramadi}", note="missed")
    outcome = brought(told, row)
    assert [step.verdict for step in outcome.steps] == ["add"]
    one = standing(told, "clash")[-1]
    assert (one.review, one.claim.event, one.claim.trigger.text) == ("accepted", "deploy", "الجيش")
    assert (one.claim.polarity, one.claim.stance, one.claim.quoted) == ("affirmed", "states", False)
    assert one.claim.id not in {"c1", "c2", ""}
    assert one.claim.when
    assert one.claim.when.inferred
    text_is_there(one.claim, CLASH)
    (shown,) = (r for r in exported(told) if r["claim"] == one.claim.id)
    assert (shown["event"], shown["review"]) == ("deploy", "accepted")
    assert shown["decided"].endswith("missed")
    assert brought(told, row).fulfilled == 1
    assert brought(told, row, by="bob").fulfilled == 1
    assert made(told) == 1


def test_an_added_claim_can_be_corrected_rejected_and_undone(told: Workspace) -> None:
    brought(told, new())
    (row,) = (r for r in exported(told) if r["event"] == "deploy")
    corrected = changed(row, event="advance")
    brought(told, corrected)
    assert standing(told, "clash")[-1].claim.event == "advance"
    assert brought(told, new()).fulfilled == 1  # the first sheet again: it was added before
    (row,) = (r for r in exported(told) if r["event"] == "advance")
    undo = changed(row, verdict="undo")
    brought(told, undo)
    assert len(standing(told, "clash")) == 2
    assert brought(told, undo).fulfilled == 1
    assert brought(told, new()).steps[0].verdict == "add"
    assert len(standing(told, "clash")) == 3


def test_a_copied_row_without_its_anchor_is_a_new_claim(told: Workspace) -> None:
    row = exported(told)[KILL_ROW]
    copy = changed(row, anchor="", seen="", verdict="add", event="injure")
    assert brought(told, copy, row).untouched == 1
    added = standing(told, "strike")[-1].claim
    before = documents()["strike"].claims[1]
    assert added.event == "injure"
    assert all(
        meaning(added, n) == meaning(before, n) for n in EDITABLE if n not in {"event", "places"}
    )
    same = changed(row, anchor="", seen="", verdict="add")
    (refused,) = brought(told, same).refused
    assert "this very claim already (c2)" in refused.message


def test_a_trigger_that_stands_twice_needs_its_sentence(told: Workspace) -> None:
    row = {"report": "r-strike", "event": "damage", "trigger": "الغارة"}
    assert brought(told, row).steps  # «غارة» alone is another word
    twice = row | {"trigger": "البلدة", "event": "base"}
    assert brought(told, twice).refused == []
    both = row | {"trigger": "بلدة", "event": "siege"}
    assert brought(told, both).refused == []  # whole words only
    letter = row | {"trigger": "وأ", "event": "siege"}
    (refused,) = brought(told, letter).refused
    assert refused.column == "trigger"
    assert "stands 2 times" in refused.message
    placed = letter | {"sentence": "[[وأ]]فاد سكّان البلدة"}
    assert brought(told, placed).refused == []
    assert standing(told, "strike")[-1].claim.trigger.start == STRIKE.index("وأفاد")


# What is refused.


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        ({"agents": "الجيش الياباني {?}"}, "agents", "isn't in the report's text"),
        ({"agents": "روسية {رو}"}, "agents", "is no id"),
        ({"agents": "روسية {russia"}, "agents", "braces don't match"),
        ({"trigger": "طار"}, "trigger", "isn't in the report's text"),
        ({"trigger": ""}, "trigger", "write the verdict reject"),
        ({"event": ""}, "event", "is empty; write one of air_strike"),
        ({"event": "kil"}, "event", "did you mean kill"),
        ({"quoted": "perhaps"}, "quoted", "write yes or no"),
        ({"time": "يوم {?} | الجمعة {?}"}, "time", "one time"),
        ({"quantities": "20"}, "quantities", r"\{killed 12\}"),
        ({"attribution": "سكّان"}, "attribution", "official"),
        ({"verdict": "acept"}, "verdict", "did you mean accept"),
        ({"verdict": "correct"}, "verdict", "no cell was changed"),
        ({"verdict": "reject", "event": "injure"}, "verdict", "put the cells back"),
        ({"verdict": "undo", "event": "injure"}, "verdict", "put the cells back"),
        ({"verdict": "add"}, "anchor", "empty the cell"),
        ({"note": "hm"}, "note", "needs a verdict"),
        ({"report": "r-none", "verdict": "accept"}, "report", "no report r-none"),
        ({"report": "", "verdict": "accept"}, "report", "is empty"),
        ({"anchor": "", "verdict": "accept"}, "anchor", "no claim to accept"),
        ({"anchor": "at:0-1", "verdict": "accept"}, None, "isn't there any more"),
        ({"anchor": "", "trigger": ""}, "trigger", "needs the word"),
        ({"anchor": "", "event": ""}, "event", "is empty"),
        ({"seen": "", "verdict": "accept"}, None, "column seen"),
        ({"seen": "v:123", "event": "injure"}, None, "column seen"),
    ],
)
def test_a_wrong_row_is_refused_with_its_number_and_column(
    told: Workspace, cells: dict[str, str], column: str | None, says: str
) -> None:
    rows = exported(told)
    rows[KILL_ROW] |= cells
    outcome = brought(told, *rows, changed(rows[STRIKE_ROW], verdict="accept"))
    (refused,) = outcome.refused
    assert (refused.row, refused.column) == (3, column)
    assert re.search(says, refused.message)
    assert (made(told), outcome.imported) == (0, False)


def test_everything_wrong_with_a_row_is_said_at_once(told: Workspace) -> None:
    row = changed(exported(told)[KILL_ROW], event="x", stance="y", agents="{", trigger="طار")
    columns = [refused.column for refused in brought(told, row).refused]
    assert columns == ["event", "stance", "trigger", "agents"]


def test_good_rows_go_in_if_part_is_asked_for(told: Workspace) -> None:
    rows = exported(told)
    rows[KILL_ROW] |= {"event": "x"}
    rows[CLASH_ROW] |= {"verdict": "accept"}
    outcome = brought(told, *rows, partial=True)
    assert (outcome.imported, len(outcome.refused), made(told)) == (True, 1, 1)
    assert standing(told, "clash")[0].review == "accepted"


def test_two_rows_about_one_claim_must_agree(told: Workspace) -> None:
    row = exported(told)[KILL_ROW]
    accept = changed(row, verdict="accept")
    assert brought(told, accept, changed(row, verdict="reject")).refused[0].row == 3
    outcome = brought(told, accept, accept, row)
    assert (len(outcome.steps), outcome.fulfilled, outcome.untouched) == (1, 1, 1)


def test_a_dry_run_says_all_and_does_nothing(told: Workspace) -> None:
    rows = [changed(row, verdict="accept") for row in exported(told)]
    outcome = brought(told, *rows, dry_run=True)
    assert len(outcome.steps) == 6
    assert (outcome.imported, made(told)) == (False, 0)


# What happened meanwhile.


def test_the_same_sheet_twice_changes_nothing(told: Workspace) -> None:
    rows = exported(told)
    rows[STRIKE_ROW] |= {"verdict": "accept", "note": "so"}
    rows[KILL_ROW] |= {"event": "injure", "agents": "الروسيه", "verdict": "correct"}
    rows[KILL_ROW] |= {"agents": "روسيه", "targets": "4 أطفال {?}"}
    rows[INJURE_ROW] |= {"verdict": "reject"}
    rows.append(new())
    first = brought(told, *rows)
    assert len(first.steps) == 4
    before, index = made(told), exported(told)
    for force in (False, True):
        again = brought(told, *rows, force=force)
        assert (again.steps, again.refused, again.fulfilled) == ([], [], 4)
    assert (made(told), exported(told)) == (before, index)


def test_another_persons_change_is_a_conflict(told: Workspace) -> None:
    rows = exported(told)
    brought(told, changed(rows[KILL_ROW], event="injure"), by="bob")
    mine = changed(rows[KILL_ROW], stance="claims")
    (refused,) = brought(told, mine, changed(rows[CLASH_ROW], verdict="accept")).refused
    assert refused.conflict
    assert "event, last decided by bob" in refused.message
    assert "--force" in refused.message
    assert made(told) == 1
    assert brought(told, mine, force=True).imported
    one = kill(told)
    assert (one.event, one.stance) == ("injure", "claims")  # both changes, mine over his


def test_a_verdict_on_a_claim_that_changed_is_a_conflict_too(told: Workspace) -> None:
    rows = exported(told)
    brought(told, changed(rows[KILL_ROW], event="injure"), by="bob")
    accept = changed(rows[KILL_ROW], verdict="accept")
    assert brought(told, accept).refused[0].conflict
    assert brought(told, accept, force=True).imported


def test_a_row_that_i_left_alone_is_no_conflict(told: Workspace) -> None:
    rows = exported(told)
    brought(told, changed(rows[KILL_ROW], event="injure"), by="bob")
    assert brought(told, *rows).untouched == 6
    assert kill(told).event == "injure"


def test_what_two_people_changed_alike_is_fulfilled(told: Workspace) -> None:
    row = changed(exported(told)[KILL_ROW], event="injure")
    brought(told, row, by="bob")
    assert brought(told, row).fulfilled == 1
    assert made(told) == 1


def test_a_second_person_may_accept_as_well(told: Workspace) -> None:
    row = changed(exported(told)[KILL_ROW], verdict="accept")
    brought(told, row)
    assert brought(told, row, by="bob").imported
    assert brought(told, row).fulfilled == 1
    assert [d.author for d in standing(told, "strike")[1].decisions] == ["anna", "bob"]


def reread(told: Workspace, **fields: Any) -> None:
    """A new model reads the strike's dead otherwise."""
    document = documents()["strike"]
    claims = list(document.claims)
    claims[1] = msgspec.structs.replace(claims[1], **fields)
    read_as(told, "strike", msgspec.structs.replace(document, claims=tuple(claims)), "r2")


def test_a_new_reading_is_a_conflict_only_where_it_says_otherwise(told: Workspace) -> None:
    rows = exported(told)
    accept = changed(rows[KILL_ROW], verdict="accept")
    reread(told, confidence=0.99, gloss="said otherwise")
    assert brought(told, *rows).untouched == 6
    assert brought(told, accept, dry_run=True).refused == []
    reread(told, event="execute")
    assert brought(told, *rows).untouched == 6
    (refused,) = brought(told, accept).refused
    assert (refused.conflict, "event, read again" in refused.message) == (True, True)
    assert brought(told, changed(rows[KILL_ROW], event="execute")).fulfilled == 1


def test_a_claim_that_a_new_reading_lacks_is_said(told: Workspace) -> None:
    rows = exported(told)
    document = documents()["strike"]
    read_as(told, "strike", msgspec.structs.replace(document, claims=document.claims[:1]), "r2")
    assert brought(told, *rows).untouched == 6
    (refused,) = brought(told, changed(rows[KILL_ROW], verdict="accept"), force=True).refused
    assert (refused.conflict, "export again" in refused.message) == (True, True)


def test_a_decision_made_between_looking_and_writing_is_seen(
    told: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = exported(told)
    path = told.folder.path / "mine.csv"
    write_sheet(path, [changed(rows[KILL_ROW], verdict="accept")])

    def bob_first(connection: Connection) -> None:
        monkeypatch.undo()
        with Workspace(told.folder.path) as his:
            brought(his, changed(rows[KILL_ROW], event="injure"), by="bob")
        take_turn(connection)

    monkeypatch.setattr("riwaya.workspace.reviewing.take_turn", bob_first)
    outcome = import_review(told, path)
    assert (outcome.refused[0].conflict, outcome.imported, made(told)) == (True, False, 1)


def test_many_decisions_are_written_in_parts_that_others_can_come_between(
    told: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = exported(told)
    path = told.folder.path / "mine.csv"
    write_sheet(path, [changed(row, verdict="accept") for row in rows])
    turns = []

    def bob_later(connection: Connection) -> None:
        turns.append(1)
        if len(turns) == 3:
            with Workspace(told.folder.path) as his:
                brought(his, changed(rows[CLASH_ROW], verdict="reject"), by="bob")
        take_turn(connection)

    monkeypatch.setattr("riwaya.workspace.reviewing.REPORTS", 1)
    monkeypatch.setattr("riwaya.workspace.reviewing.take_turn", bob_later)
    outcome = import_review(told, path)
    assert (len(outcome.steps), outcome.fulfilled, outcome.imported) == (6, 0, True)
    assert made(told) == 7
    assert standing(told, "clash")[0].review == "accepted"


def test_whoever_reads_first_and_then_decides_waits_for_other_writers(told: Workspace) -> None:
    rows = exported(told)
    path = told.folder.path / "mine.csv"
    write_sheet(path, [changed(rows[KILL_ROW], verdict="accept")])
    started = threading.Event()

    def import_mine() -> Outcome:
        with Workspace(told.folder.path, by="anna") as mine:
            started.set()
            return import_review(mine, path)

    with ThreadPoolExecutor() as pool:
        with told.engine.begin() as connection:
            take_turn(connection)
            waiting = pool.submit(import_mine)
            started.wait()
            with pytest.raises(TimeoutError):
                waiting.result(0.3)
            connection.execute(reports.update().values(language="ar"))
        assert waiting.result(30).imported


def test_the_index_is_what_making_it_again_gives(told: Workspace) -> None:
    rows = exported(told)
    brought(
        told, changed(rows[KILL_ROW], event="injure"), changed(rows[0], verdict="reject"), new()
    )
    before = exported(told)
    with told.engine.begin() as connection:
        index_all(connection)
    assert exported(told) == before


# What spreadsheets do to a sheet.


def excels(path: Path) -> Path:
    """Opened and saved by something like Excel in another locale: semicolons, capitals, CRLF."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow([*(name.upper() for name in header), "", ""])
        at_quoted = header.index("quoted")
        for row in rows:
            row[at_quoted] = {"yes": "TRUE", "no": "FALSE"}[row[at_quoted]]
            writer.writerow([*(cell.replace("\n", "\r\n") for cell in row), "", ""])
        writer.writerows([[""] * (len(header) + 2)] * 3)
    return path


def fewer(path: Path) -> Path:
    """Context thrown out, columns turned around, rows sorted and some deleted."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    kept = [*reversed(EDITABLE), "mine", "seen", "anchor", "report", "verdict"]
    with path.open("w", encoding="utf-16", newline="") as file:
        writer = csv.DictWriter(file, kept, extrasaction="ignore", delimiter="\t")
        writer.writeheader()
        writer.writerows(row | {"mine": "x"} for row in reversed(rows[1:]))
    return path


def openpyxls(path: Path) -> Path:
    """Loaded and saved whole by another library, as an .xlsx with shared strings."""
    target = path.with_suffix(".xlsx")
    told = list(read_sheet(path))
    write_sheet(target, (row.cells for row in told), overwrite=True)
    book = load_workbook(target)
    book.save(target)
    return target


def unquoted(path: Path) -> Path:
    """Numbers and truth values turned into what a spreadsheet takes them for."""
    target = openpyxls(path)
    book = load_workbook(target)
    sheet = book["claims"]
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if cell.value in {"yes", "no"}:
                cell.value = cell.value == "yes"
            elif isinstance(cell.value, str) and cell.value.isdigit():
                cell.value = float(cell.value)
    book.save(target)
    return target


@pytest.mark.parametrize("through", [excels, fewer, openpyxls, unquoted])
def test_spreadsheets_habits_change_nothing(
    told: Workspace, through: Callable[[Path], Path]
) -> None:
    path = told.folder.path / "a.csv"
    rows = exported(told)
    rows[CLASH_ROW] |= {"event": "attack"}
    write_sheet(path, rows)
    outcome = import_review(told, through(path))
    assert outcome.refused == []
    assert [(step.verdict, step.says) for step in outcome.steps] == [
        ("correct", "event: clash → attack")
    ]
    assert outcome.untouched == outcome.rows - 1


def test_signs_of_the_notation_in_the_text_are_kept(told: Workspace) -> None:
    row = exported(told)[CAPTURE_ROW]
    brought(told, changed(row, agents="جيش\\nالوطن {?} | \\{صحيفة\\|الساحل\\}\\\\ {x}"))
    one = standing(told, "signs")[0].claim
    assert [a.text for a in one.agents] == ["جيش\nالوطن", "{صحيفة|الساحل}\\"]
    text_is_there(one, SIGNS)


def test_a_users_own_actors_are_known(told: Workspace) -> None:
    own = told.folder.path / "knowledge"
    own.mkdir()
    (own / "actors.tsv").write_text(
        "# origin: x\n# licence: x\n"
        "id\tname_en\tnames\tkind\tinter\tcountry\tparent\tallies\tfrom\tto\tbasis\n"
        "lamp-brigade\tLamp Brigade\tلواء المصباح\tmilitia\t\t\t\t\t\t\trecalled\n",
        "utf-8",
    )
    outcome = brought(told, changed(exported(told)[CLASH_ROW], targets="مسلحين {lamp-brigade}"))
    assert outcome.notes == []
    party = standing(told, "clash")[0].claim.targets[0]
    assert party == at(
        CLASH, "مسلحين", Party, entity="lamp-brigade", name="Lamp Brigade",
        resolution=party.resolution,
    )  # fmt: skip


def test_the_same_on_postgresql(postgres: Server, tmp_path: Path) -> None:
    url = postgres.new_database()
    with Workspace.create(tmp_path / "team", database=url) as team:
        fill(team)
        rows = exported(team, min_confidence=0.3)
        assert brought(team, *rows).untouched == 6
        mine = (changed(rows[KILL_ROW], event="injure"), new())
        assert [step.verdict for step in brought(team, *mine).steps] == ["correct", "add"]
        assert brought(team, *mine).fulfilled == 2
        assert (
            brought(team, changed(rows[KILL_ROW], verdict="reject"), by="bob").refused[0].conflict
        )
        assert standing(team, "strike")[1].claim.event == "injure"
    postgres.drop(url)


def test_a_redacted_report_is_left_alone(told: Workspace) -> None:
    rows = exported(told)
    with told.engine.begin() as connection:
        connection.execute(
            reports.update().where(reports.c.id == "r-strike").values(text=None, reading_n=None)
        )
    (refused,) = brought(told, changed(rows[KILL_ROW], verdict="accept")).refused
    assert "redacted" in refused.message


def test_reviewing_needs_no_model(told: Workspace) -> None:
    """A verdict loads neither the model nor the tables: it is quick."""
    path = told.folder.path / "a.csv"
    write_sheet(path, [changed(exported(told)[KILL_ROW], verdict="accept")])
    told.close()
    script = (
        "import sys; from pathlib import Path\n"
        "from riwaya.workspace.workspace import Workspace\n"
        "from riwaya.workspace.reviewing import import_review\n"
        f"done = import_review(Workspace({str(told.folder.path)!r}), Path({str(path)!r}))\n"
        "assert done.imported\n"
        "from riwaya.knowledge.actors import shipped_actors\n"
        "assert not shipped_actors.cache_info().currsize\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
