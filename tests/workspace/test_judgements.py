"""What people say of incidents holds, in whatever order reports come, and can be taken back."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from evaluation.benchmarks.fusion import generated
from riwaya.errors import BadInput
from riwaya.fusion.told import ToldReport
from riwaya.store.fusion_tables import incidents
from riwaya.store.incident_search import incident_named
from riwaya.store.turns import turn
from riwaya.workspace import judgements
from riwaya.workspace.fusing import fuse
from riwaya.workspace.judgements import Word
from riwaya.workspace.sides import Changed, held_by, incident_meant, incidents_with, seen_as
from riwaya.workspace.workspace import Workspace
from tests.workspace.made import put

REPORTS = list(generated(800, seed=4))
MORE = list(generated(1000, seed=4))[len(REPORTS) :]
Groups = dict[str, frozenset[str]]


def groups(workspace: Workspace) -> Groups:
    """The claims of every incident, by its id."""
    with workspace.engine.connect() as connection:
        rows = connection.execute(select(incidents.c.id, incidents.c.n)).all()
        return {r.id: frozenset(held.key for held in held_by(connection, r.n)) for r in rows}


def say(workspace: Workspace, what: Callable[..., Word | None], *given: object) -> Word:
    with turn(workspace.engine) as connection:
        word = what(connection, *given, by="anna")
    assert word is not None
    fuse(workspace)
    return word


def large(found: Groups, least: int = 6) -> list[str]:
    """Incidents with several tellings' worth of claims, in a fixed order."""
    return sorted((id_ for id_, claims in found.items() if len(claims) >= least), key=str)


def made_anew(workspace: Workspace) -> Groups:
    fuse(workspace, again=True)
    return groups(workspace)


@pytest.fixture
def fused(empty: Workspace) -> Workspace:
    put(empty, REPORTS)
    fuse(empty)
    return empty


@pytest.mark.parametrize("seed", range(4))
def test_two_that_are_the_same_are_one_with_all_their_claims(fused: Workspace, seed: int) -> None:
    before = groups(fused)
    one, other = random.Random(seed).sample(large(before), 2)
    word = say(fused, judgements.same, one, other)
    together = before[one] | before[other]
    after = groups(fused)
    assert any(claims >= together for claims in after.values())
    assert {c for c in after.values() if c.isdisjoint(together)} == {
        c for c in before.values() if c.isdisjoint(together)
    }
    assert made_anew(fused) == after
    say(fused, judgements.undo, word.id)
    assert groups(fused) == before


@pytest.mark.parametrize("seed", range(4))
def test_what_is_split_off_is_another_incident(fused: Workspace, seed: int) -> None:
    """Whole tellings or single claims of one."""
    before = groups(fused)
    rng = random.Random(seed)
    one = rng.choice(large(before))
    out = rng.sample(sorted(before[one]), rng.randrange(1, len(before[one])))
    word = say(fused, judgements.split, one, out)
    after = groups(fused)
    assert any(
        claims >= set(out) and claims.isdisjoint(before[one] - set(out))
        for claims in after.values()
    )
    assert made_anew(fused) == after
    say(fused, judgements.undo, word.id)
    assert groups(fused) == before


def test_a_taking_back_can_be_taken_back(fused: Workspace) -> None:
    one, other = large(groups(fused))[:2]
    word = say(fused, judgements.same, one, other)
    merged = groups(fused)
    back = say(fused, judgements.undo, word.id)
    again = say(fused, judgements.undo, back.id[:12])
    assert groups(fused) == merged
    with fused.engine.connect() as connection:
        listed = judgements.words(connection)
    assert [w.verdict for w in listed] == ["same", "withdraw", "withdraw"]
    assert [w.standing for w in listed] == [True, False, True]
    assert [w.withdraws for w in listed] == [None, word.id, back.id]
    assert again.author == "anna"
    with turn(fused.engine) as connection:
        assert judgements.undo(connection, back.id, by="anna") is None


def test_the_later_word_stands(fused: Workspace) -> None:
    before = groups(fused)
    one, other = large(before)[:2]
    say(fused, judgements.same, one, other)
    with fused.engine.connect() as connection:
        row = incident_named(connection, one)
    assert row is not None
    say(fused, judgements.split, row.id, sorted(before[other]))
    apart = groups(fused)
    assert any(c >= before[one] and c.isdisjoint(before[other]) for c in apart.values())
    assert any(c >= before[other] and c.isdisjoint(before[one]) for c in apart.values())
    assert made_anew(fused) == apart
    ids = [next(i for i, c in apart.items() if c >= before[x]) for x in (one, other)]
    say(fused, judgements.same, *ids)
    assert any(c >= before[one] | before[other] for c in groups(fused).values())


@pytest.mark.parametrize("seed", range(2))
def test_what_comes_later_changes_nothing_of_it_in_any_order(tmp_path: Path, seed: int) -> None:
    """The judgement first and the reports later, or the other way round: the same incidents."""
    merged: tuple[str, ...] = ()
    results = []
    for order in range(2):
        with Workspace.create(tmp_path / str(order), by="anna") as workspace:
            put(workspace, REPORTS)
            fuse(workspace)
            before = groups(workspace)
            rng = random.Random(seed)
            merged = tuple(rng.sample(large(before), 2))
            cut = rng.choice([i for i in large(before) if i not in merged])
            out = rng.sample(sorted(before[cut]), 3)
            say(workspace, judgements.same, *merged)
            say(workspace, judgements.split, cut, out)
            later = MORE.copy()
            random.Random(order).shuffle(later)
            for report in later:
                put(workspace, [report])
                if order:
                    fuse(workspace)
            fuse(workspace)
            results.append(groups(workspace))
            assert any(c >= before[merged[0]] | before[merged[1]] for c in results[-1].values())
            assert not any(
                c & set(out) and c & (before[cut] - set(out)) for c in results[-1].values()
            )
            assert made_anew(workspace) == results[-1]
    assert results[0] == results[1]


def other_model(report: ToldReport) -> ToldReport:
    """The report as a model reads it that marks a letter less and numbers claims from the end."""
    names = {c.id: f"c{len(report.claims) - k}" for k, c in enumerate(report.claims)}
    several = [
        replace(
            c,
            id=names[c.id],
            trigger=type(c.trigger).of(report.text, c.trigger.start, c.trigger.end - 1)
            if len(c.trigger.text) > 1
            else c.trigger,
            links=tuple(replace(link, claim=names[link.claim]) for link in c.links),
        )
        for c in report.claims
    ]
    return replace(report, claims=tuple(several))


def test_another_models_reading_keeps_them(fused: Workspace) -> None:
    before = groups(fused)
    one, other = large(before)[:2]
    word = say(fused, judgements.same, one, other)
    owners = {key.partition("/")[0] for key in before[one] | before[other]}
    put(fused, [other_model(r) for r in REPORTS if r.id in owners], reader="another")
    fuse(fused)
    after = groups(fused)
    reports = [{key.partition("/")[0] for key in claims} for claims in after.values()]
    assert any(several >= owners for several in reports)
    with fused.engine.connect() as connection:
        assert judgements.words(connection)[0].id == word.id


def test_different_incidents_stay_apart_though_a_report_tells_both(fused: Workspace) -> None:
    before = groups(fused)
    one, other = large(before)[:2]
    say(fused, judgements.different, one, other)
    assert groups(fused) == before
    with fused.engine.connect() as connection:
        word = judgements.words(connection)[0]
    assert word.verdict == "different"
    assert len(word.sides) == 2


def test_unsure_changes_nothing_and_is_listed(fused: Workspace) -> None:
    before = groups(fused)
    one, other = large(before)[:2]
    say(fused, judgements.unsure, one, other)
    assert groups(fused) == before
    with fused.engine.connect() as connection:
        for id_ in (one, other):
            row = incident_named(connection, id_)
            assert row is not None
            about = judgements.words_about(connection, row.n)
            assert [word.verdict for word in about] == ["unsure"]
            names = [name for side in about[0].sides for name in side]
            assert set(incidents_with(connection, names)) == {one, other}


def test_an_incident_that_has_changed_since_is_refused(fused: Workspace) -> None:
    one, other, third = large(groups(fused))[:3]
    with fused.engine.connect() as connection:
        seen = seen_as(*incident_meant(connection, one))
    say(fused, judgements.same, one, other)
    with fused.engine.begin() as connection, pytest.raises(Changed, match="look at it again"):
        judgements.same(connection, seen, third, by="anna")


def test_what_can_t_be_meant_is_said(fused: Workspace) -> None:
    found = groups(fused)
    one = large(found)[0]
    claims = sorted(found[one])
    wrong = [
        (judgements.same, (one, "i000000000000"), "no such incident"),
        (judgements.same, (one, one), "one already"),
        (judgements.same, (one, "r/c1"), "no claim"),
        (judgements.split, (one, claims), "all of"),
        (judgements.split, (one, []), "none of"),
        (judgements.split, (one, ["r/c1"]), "no claim of incident"),
        (judgements.undo, ("abc",), "at least"),
        (judgements.undo, ("abcdef",), "riwaya judge list"),
    ]
    for what, given, message in wrong:
        with fused.engine.begin() as connection, pytest.raises(BadInput, match=message):
            what(connection, *given, by="anna")
