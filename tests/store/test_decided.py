import msgspec
from hypothesis import given
from hypothesis import strategies as st

from riwaya.records.claim import Claim
from riwaya.records.decision import Decision
from riwaya.records.mention import Mention, Party
from riwaya.records.report import Document, Report
from riwaya.store.decided import anchor_of, decided, digest_of, merged

TEXT = "قتل الجيش ثلاثة مسلحين"


def claim(**more: object) -> Claim:
    known = {
        "id": "c1",
        "event": "kill",
        "trigger": Mention.of(TEXT, 0, 3),
        "polarity": "affirmed",
        "reality": "actual",
        "agents": (Party.of(TEXT, 4, 9),),
        "stance": "states",
        "quoted": False,
    }
    return Claim(**(known | more))


DOCUMENT = Document(report=Report(id="r1", sha256=Report.digest(TEXT)), claims=(claim(),))
ANCHOR = anchor_of(claim())


def decision(verdict: str, number: int = 0, **more: object) -> Decision:
    known = {
        "report": "r1",
        "anchor": ANCHOR,
        "author": "a",
        "made_at": f"2026-01-01T00:00:{number:02}+00:00",
        "verdict": verdict,
    }
    return Decision(**(known | more))


def reviews(*decisions: Decision) -> list[str]:
    return [one.review for one in decided(DOCUMENT, decisions)]


def test_without_decisions_all_is_open() -> None:
    assert reviews() == ["open"]


def test_the_last_verdict_counts() -> None:
    assert reviews(decision("accept"), decision("reject", 1)) == ["rejected"]
    assert reviews(decision("reject"), decision("accept", 1)) == ["accepted"]


def test_a_correction_changes_the_claim_and_only_what_it_names() -> None:
    (one,) = decided(DOCUMENT, [decision("correct", patch={"event": "execute"})])
    assert one.review == "corrected"
    assert one.claim == msgspec.structs.replace(claim(), event="execute")
    assert one.anchor == ANCHOR


def test_corrections_add_up_and_acceptance_keeps_them() -> None:
    first = decision("correct", patch={"event": "execute"})
    second = decision("correct", 1, patch={"agents": []})
    (one,) = decided(DOCUMENT, [first, second, decision("accept", 2)])
    assert (one.claim.event, one.claim.agents, one.review) == ("execute", (), "corrected")


def test_a_withdrawn_decision_is_as_if_never_made() -> None:
    made = decision("reject")
    assert reviews(made, decision("withdraw", 1, withdraws=made.id)) == ["open"]


def test_a_withdrawal_can_be_withdrawn() -> None:
    made = decision("reject")
    back = decision("withdraw", 1, withdraws=made.id)
    again = decision("withdraw", 2, withdraws=back.id)
    assert reviews(made, back, again) == ["rejected"]


def test_an_added_claim_stands_beside_the_machines() -> None:
    patch = msgspec.to_builtins(claim(id="c2", event="injure"))
    found = decided(DOCUMENT, [decision("add", anchor="added-1", patch=patch)])
    assert [one.claim.event for one in found] == ["kill", "injure"]
    assert [one.review for one in found] == ["open", "accepted"]


def test_an_added_claim_can_be_taken_back() -> None:
    patch = msgspec.to_builtins(claim(id="c2"))
    made = decision("add", anchor="added-1", patch=patch)
    assert len(decided(DOCUMENT, [made, decision("withdraw", 1, withdraws=made.id)])) == 1


def test_a_decision_about_a_claim_that_a_new_model_no_longer_makes_is_kept_aside() -> None:
    assert reviews(decision("reject", anchor="90-95")) == ["open"]


def test_two_claims_of_one_trigger_have_anchors_of_their_own() -> None:
    document = msgspec.structs.replace(
        DOCUMENT, claims=(claim(), claim(id="c2", polarity="negated", event="injure"))
    )
    found = decided(document, [decision("reject")])
    assert [one.review for one in found] == ["rejected", "open"]


def test_the_same_decision_twice_is_one() -> None:
    assert decision("accept").id == decision("accept").id
    assert decision("accept").id != decision("accept", 1).id


def test_a_digest_tells_whether_a_claim_has_changed() -> None:
    assert digest_of(claim()) == digest_of(claim())
    assert digest_of(claim()) != digest_of(claim(quoted=True))


JSON = st.recursive(
    st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(JSON, JSON)
def test_what_a_patch_without_nulls_says_is_there_afterwards(value: object, patch: object) -> None:
    once = merged(value, patch)
    assert merged(once, patch) == once
    if not isinstance(patch, dict):
        assert once == patch


def test_null_takes_away_or_stays_null_where_the_form_wants_it() -> None:
    assert merged({"gloss": "x", "time": {"a": 1}}, {"gloss": None, "time": None}) == {"time": None}
