"""Decisions about single claims from forms: what they change, and that nobody's work is lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import update

from riwaya.errors import BadInput
from riwaya.export.review.cells import EDITABLE, meaning
from riwaya.records.claim import Claim
from riwaya.resolving.claims import Knowledge
from riwaya.store.decided import Decided
from riwaya.store.query import Query
from riwaya.store.search import search
from riwaya.store.tables import reports
from riwaya.store.turns import turn
from riwaya.workspace.corrections import Conflict, Corrections, Done, NotCorrected
from riwaya.workspace.wishes import Wanted, Words, as_wanted, seen_of
from riwaya.workspace.workspace import Workspace
from tests.workspace.handmade import SIGNS, STRIKE, standing, told, told_once

__all__ = ["told", "told_once"]

KNOWN = Knowledge()


@contextmanager
def desk(workspace: Workspace, name: str = "strike", by: str = "anna") -> Iterator[Corrections]:
    with turn(workspace.engine) as connection:
        yield Corrections(connection, f"r-{name}", by=by, known=KNOWN)


def killed(workspace: Workspace) -> Decided:
    return standing(workspace, "strike")[1]


def words(raw: str, said: str, says: str = "", nth: int = 0) -> Words:
    start = -1
    for _ in range(nth + 1):
        start = raw.index(said, start + 1)
    return Words(start=start, end=start + len(said), says=says)


def toll(workspace: Workspace, said: str, by: str = "anna", seen: str = "", **how: Any) -> Done:
    """The first number of the deaths becomes another."""
    before = killed(workspace)
    numbers = [*as_wanted(before.claim).mentions["quantities"]]
    numbers[0] = replace(numbers[0], says=said)
    with desk(workspace, by=by) as corrections:
        wanted = Wanted(mentions={"quantities": numbers}, note=how.pop("note", None))
        return corrections.correct(before.anchor, seen or seen_of(before), wanted, **how)


def test_a_wrong_toll_is_corrected_and_taken_back(told: Workspace) -> None:
    before = killed(told)
    done = toll(told, "killed 50")
    after = killed(told)
    assert (after.claim.quantities[0].low, after.claim.quantities[0].high) == (50, 50)
    assert after.claim.quantities[1] == before.claim.quantities[1]
    assert after.review == "corrected" == done.review
    assert "50" in str(after.claim.gloss)
    assert done.seen == seen_of(after)
    rest = " | 4 {killed 4 subset}"
    assert done.says == f"quantities: 12 {{killed 12}}{rest} → 12 {{killed 50}}{rest}"
    with desk(told) as corrections:
        corrections.undo(done.ids[0], done.seen)
    assert killed(told).claim == before.claim
    assert killed(told).review == "open"


def test_the_index_follows(told: Workspace) -> None:
    toll(told, "killed 50")
    with told.engine.connect() as connection:
        found = search(connection, Query())
        claims = {one.claim: one.decoded() for one in found if one.report == "r-strike"}
    assert claims["c2"].quantities[0].low == 50


@pytest.mark.parametrize("verdict", ["accept", "reject"])
def test_a_verdict_given_twice_is_one(told: Workspace, verdict: str) -> None:
    seen = seen_of(killed(told))
    with desk(told) as corrections:
        first = getattr(corrections, verdict)(killed(told).anchor, seen, note="Seen.")
    with desk(told) as corrections:
        again = getattr(corrections, verdict)(killed(told).anchor, seen)
    assert (len(first.ids), again.ids) == (1, ())
    assert killed(told).review == first.review == {"accept": "accepted"}.get(verdict, "rejected")
    assert killed(told).decisions[0].note == "Seen."


def test_given_undone_and_given_again(told: Workspace) -> None:
    for _ in range(2):
        with desk(told) as corrections:
            done = corrections.accept(killed(told).anchor, seen_of(killed(told)))
        assert killed(told).review == "accepted"
        with desk(told) as corrections:
            assert corrections.undo(done.ids[0]).review == "open"
    with desk(told) as corrections:
        assert corrections.undo(done.ids[0]).ids == ()


def test_a_form_that_says_what_is_there_changes_nothing(told: Workspace) -> None:
    for one in standing(told, "strike"):
        with desk(told) as corrections, pytest.raises(BadInput, match="nothing was changed"):
            corrections.correct(one.anchor, seen_of(one), as_wanted(one.claim))


def changed(told: Workspace, wanted: Wanted) -> Claim:
    with desk(told) as corrections:
        corrections.correct(killed(told).anchor, seen_of(killed(told)), wanted)
    return killed(told).claim


def test_terms_and_the_trigger(told: Workspace) -> None:
    claim = changed(
        told,
        Wanted(
            terms={"event": "injure", "polarity": "negated", "stance": "denies", "quoted": "yes"},
            trigger=words(STRIKE, "جُرحوا"),
        ),
    )
    assert (claim.event, claim.polarity, claim.stance) == ("injure", "negated", "denies")
    assert claim.quoted
    assert claim.trigger.text == "جُرحوا"
    assert killed(told).anchor == f"{STRIKE.index('قتيلاً')}-{STRIKE.index('قتيلاً') + 6}"


def test_words_by_their_place_not_the_nearest(told: Workspace) -> None:
    """The second time that words stand in the text is meant, though the first is nearer."""
    town = words(STRIKE, "البلدة", "in")
    claim = changed(told, Wanted(mentions={"places": [town]}))
    assert [(p.start, p.text) for p in claim.places] == [(town.start, "البلدة")]
    assert claim.places[0].resolution is not None
    party = changed(told, Wanted(mentions={"agents": [words(STRIKE, "وزارة الصحة")]}))
    assert party.agents[0].text == "وزارة الصحة"
    assert party.gloss != claim.gloss


def test_what_is_left_out_is_read_from_the_words(told: Workspace) -> None:
    wanted = Wanted(
        mentions={
            "quantities": [words(STRIKE, "20 شخصاً", "killed")],
            "places": [words(STRIKE, "بلدة الميادين", "near")],
            "time": [words(STRIKE, "يوم الجمعة")],
        }
    )
    claim = changed(told, wanted)
    assert (claim.quantities[0].low, claim.quantities[0].measure) == (20, "killed")
    assert claim.places[0].relation == "near"
    assert claim.places[0].lat is not None
    assert claim.time is not None
    assert claim.time.from_ == "2015-11-20"


def test_a_column_can_be_emptied(told: Workspace) -> None:
    claim = changed(told, Wanted(mentions={"agents": [], "time": []}))
    assert claim.agents == ()
    assert claim.time is None
    assert claim.targets


def test_the_chain_of_sources(told: Workspace) -> None:
    chain = [
        words(STRIKE, "سكّان البلدة", "local ?"),
        words(STRIKE, "وزارة الصحة", "official ministry-of-health named"),
    ]
    claim = changed(told, Wanted(mentions={"attribution": chain}))
    assert [(s.kind, s.named) for s in claim.attribution] == [("local", False), ("official", True)]
    assert claim.origin is not None
    assert claim.origin.entity is None


def test_blanks_at_the_ends_of_a_selection_do_not_count(told: Workspace) -> None:
    start = STRIKE.index(" غارة روسية ")
    claim = changed(told, Wanted(mentions={"agents": [Words(start=start, end=start + 12)]}))
    assert claim.agents[0].text == "غارة روسية"


@pytest.mark.parametrize(
    ("wanted", "column"),
    [
        (Wanted(terms={"event": "picnic"}), "event"),
        (Wanted(trigger=Words(start=5, end=5)), "trigger"),
        (Wanted(trigger=Words(start=0, end=100_000)), "trigger"),
        (Wanted(trigger=Words(words="ليس هنا")), "trigger"),
        (Wanted(mentions={"agents": [Words(start=-3, end=4)]}), "agents"),
        (Wanted(mentions={"quantities": [words(STRIKE, "12", "killed many")]}), "quantities"),
        (Wanted(mentions={"quantities": [words(STRIKE, "12", "killed 9..3")]}), "quantities"),
        (Wanted(mentions={"attribution": [words(STRIKE, "سكّان", "friends")]}), "attribution"),
        (Wanted(mentions={"time": [words(STRIKE, "يوم"), words(STRIKE, "الجمعة")]}), "time"),
        (Wanted(mentions={"places": [Words()]}), "places"),
    ],
)
def test_what_makes_no_claim_is_told_by_column(
    told: Workspace, wanted: Wanted, column: str
) -> None:
    one = killed(told)
    with desk(told) as corrections, pytest.raises(NotCorrected) as refused:
        corrections.correct(one.anchor, seen_of(one), wanted)
    assert [name for name, _ in refused.value.problems] == [column]
    assert killed(told) == one


def test_two_people_lose_nothing(told: Workspace) -> None:
    """Anna saves first; Omar is shown hers, and puts his over it; what only she changed stays."""
    seen, before = seen_of(killed(told)), killed(told).claim
    numbers = [*as_wanted(before).mentions["quantities"]]
    mine = Wanted(
        terms=as_wanted(before).terms,
        mentions={"quantities": [replace(numbers[0], says="killed 15"), numbers[1]]},
    )
    with desk(told, by="anna") as corrections:
        corrections.correct(
            killed(told).anchor,
            seen,
            Wanted(
                terms={"stance": "claims"},
                mentions={"quantities": [replace(numbers[0], says="killed 50"), numbers[1]]},
            ),
        )
    anna = killed(told)
    with desk(told, by="omar") as corrections, pytest.raises(Conflict) as met:
        corrections.correct(anna.anchor, seen, mine)
    conflict = met.value
    assert (conflict.was, conflict.now) == (before, anna)
    assert conflict.last is not None
    assert conflict.last.author == "anna"
    assert {row.column: (row.was, row.now, row.wanted) for row in conflict.differing} == {
        "stance": ("states", "claims", "states"),
        "quantities": (
            "12 {killed 12} | 4 {killed 4 subset}",
            "12 {killed 50} | 4 {killed 4 subset}",
            "12 {killed 15} | 4 {killed 4 subset}",
        ),
    }
    assert killed(told) == anna
    with desk(told, by="omar") as corrections:
        done = corrections.correct(anna.anchor, seen, mine, over=conflict.seen)
    after = killed(told)
    assert (after.claim.quantities[0].low, after.claim.stance) == (15, "claims")
    with desk(told, by="omar") as corrections:
        corrections.undo(done.ids[0], done.seen)
    assert killed(told).claim == anna.claim


def test_a_change_after_the_conflict_was_shown_is_another_conflict(told: Workspace) -> None:
    seen = seen_of(killed(told))
    toll(told, "killed 50", by="anna")
    shown = seen_of(killed(told))
    toll(told, "killed 60", by="eve")
    with pytest.raises(Conflict):
        toll(told, "killed 15", by="omar", seen=seen, over=shown)
    assert killed(told).claim.quantities[0].low == 60


def test_the_same_correction_by_two_is_no_conflict(told: Workspace) -> None:
    seen = seen_of(killed(told))
    toll(told, "killed 50", by="anna")
    done = toll(told, "killed 50", by="omar", seen=seen)
    assert done.ids == ()


@pytest.mark.parametrize(
    ("first", "then", "conflict"),
    [
        ("accept", "accept", False),
        ("reject", "reject", False),
        ("reject", "accept", True),
        ("accept", "reject", True),
    ],
)
def test_verdicts_of_two(told: Workspace, first: str, then: str, conflict: bool) -> None:
    one = killed(told)
    with desk(told, by="anna") as corrections:
        getattr(corrections, first)(one.anchor, seen_of(one))

    def judged(corrections: Corrections) -> Done:
        done: Done = getattr(corrections, then)(one.anchor, seen_of(one))
        return done

    with desk(told, by="omar") as corrections:
        if conflict:
            with pytest.raises(Conflict, match="by anna"):
                judged(corrections)
        else:
            assert judged(corrections).ids
    assert len(killed(told).decisions) == (1 if conflict else 2)


def test_an_undo_after_somebody_elses_change_is_a_conflict(told: Workspace) -> None:
    done = toll(told, "killed 50", by="anna")
    toll(told, "killed 60", by="eve")
    with desk(told, by="anna") as corrections, pytest.raises(Conflict):
        corrections.undo(done.ids[0], done.seen)
    assert killed(told).claim.quantities[0].low == 60


def test_all_that_stands_about_a_claim_is_taken_back(told: Workspace) -> None:
    before = killed(told)
    toll(told, "killed 50")
    with desk(told, by="omar") as corrections:
        corrections.accept(before.anchor, seen_of(killed(told)))
    with desk(told) as corrections:
        done = corrections.undo_all(before.anchor, seen_of(killed(told)))
    assert len(done.ids) == 2
    assert killed(told) == before


def test_a_missing_claim_is_added_corrected_and_taken_back(told: Workspace) -> None:
    wanted = Wanted(
        terms={"event": "damage"},
        trigger=words(STRIKE, "أصابت"),
        mentions={
            "targets": [words(STRIKE, "سوقاً شعبية")],
            "attribution": [words(STRIKE, "سكّان البلدة", "local")],
        },
    )
    with desk(told) as corrections:
        done = corrections.add(wanted)
    new = standing(told, "strike")[-1]
    assert (new.anchor, new.review, new.claim.event) == (done.anchor, "accepted", "damage")
    assert new.claim.when is not None
    assert new.claim.gloss
    with desk(told) as corrections, pytest.raises(BadInput, match="has this very claim already"):
        corrections.add(wanted)
    with desk(told) as corrections:
        later = corrections.correct(done.anchor, seen_of(new), Wanted(terms={"stance": "confirms"}))
    assert standing(told, "strike")[-1].claim.stance == "confirms"
    with desk(told) as corrections:
        corrections.undo(done.ids[0], later.seen)
    assert len(standing(told, "strike")) == 3


def test_an_added_claim_needs_an_event_and_a_word(told: Workspace) -> None:
    with desk(told) as corrections, pytest.raises(NotCorrected) as refused:
        corrections.add(Wanted())
    assert [column for column, _ in refused.value.problems] == ["event", "trigger"]


def test_words_that_hold_the_signs_of_cells(told: Workspace) -> None:
    one = standing(told, "signs")[0]
    with desk(told, "signs") as corrections:
        corrections.correct(
            one.anchor,
            seen_of(one),
            Wanted(mentions={"agents": [words(SIGNS, "{صحيفة|الساحل}\\")]}),
        )
    after = standing(told, "signs")[0].claim
    assert after.agents[0].text == "{صحيفة|الساحل}\\"
    rest = [name for name in EDITABLE if name != "agents"]
    assert all(meaning(after, name) == meaning(one.claim, name) for name in rest)


def test_reports_that_nothing_can_be_decided_about(told: Workspace) -> None:
    with pytest.raises(BadInput, match="no report"), desk(told, "nowhere"):
        pass
    with told.engine.begin() as connection:
        connection.execute(update(reports).where(reports.c.id == "r-strike").values(text=None))
    with pytest.raises(BadInput, match="redacted"), desk(told):
        pass


def test_a_claim_that_is_no_more(told: Workspace) -> None:
    with desk(told) as corrections, pytest.raises(Conflict, match="isn't there any more") as met:
        corrections.accept("1-2", "x")
    assert met.value.now is None
    assert met.value.differing == []
