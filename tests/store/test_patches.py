from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from riwaya.records.claim import Claim
from riwaya.records.mention import Mention, Party, Quantity, Time
from riwaya.records.resolution import TimePrecision, When
from riwaya.store.decided import patched
from riwaya.store.patches import patch_between

TEXT = "قتل الجيش 12 مسلحاً أمس"
DAY = st.none() | st.sampled_from(["2015-11-20", "2015-11-21"])
PRECISION = st.sampled_from([msgspec.UNSET, TimePrecision(grain="day", acled=1, ucdp=1)])
BOUND = st.none() | st.integers(0, 3) | st.sampled_from([0.0, 1.5, 3.0])


def mention(record: type[Any], **fields: Any) -> Any:
    return st.builds(
        lambda start, **said: record.of(TEXT, start, start + 2, **said),
        st.integers(0, 4),
        **fields,
    )


CLAIMS: st.SearchStrategy[Claim] = st.builds(
    Claim,
    id=st.just("c1"),
    event=st.sampled_from(["kill", "injure"]),
    trigger=mention(Mention),
    polarity=st.sampled_from(["affirmed", "negated"]),
    reality=st.just("actual"),
    agents=st.lists(mention(Party, entity=st.none() | st.just("x")), max_size=2).map(tuple),
    time=st.none() | mention(Time, from_=DAY, to=DAY, precision=PRECISION),
    quantities=st.lists(
        mention(
            Quantity,
            measure=st.just("killed"), low=BOUND, high=BOUND, unit=st.none() | st.just("t"),
            approximate=st.sampled_from([msgspec.UNSET, True, False]),
        ),
        max_size=2,
    ).map(tuple),
    stance=st.just("states"),
    quoted=st.booleans(),
    confidence=st.sampled_from([msgspec.UNSET, 0.5]),
    gloss=st.sampled_from([msgspec.UNSET, "one", "two"]),
    when=st.just(msgspec.UNSET)
    | st.builds(
        When, from_=DAY, to=DAY, inferred=st.booleans(), reason=st.just("x"), precision=PRECISION
    ),
)  # fmt: skip


@given(CLAIMS, CLAIMS)
def test_a_patch_makes_one_claim_of_the_other(before: Claim, after: Claim) -> None:
    patch = patch_between(before, after)
    done = patched(before, patch)
    # 5 and 5.0 are one number, which JSON may write either way.
    plain = (msgspec.json.decode(msgspec.json.encode(claim)) for claim in (done, after))
    assert next(plain) == next(plain)
    assert msgspec.json.decode(msgspec.json.encode(patch)) == patch


@given(CLAIMS)
def test_what_did_not_change_is_not_in_it(claim: Claim) -> None:
    assert patch_between(claim, claim) == {}
    event = "injure" if claim.event == "kill" else "kill"
    other = msgspec.structs.replace(claim, event=event)
    assert patch_between(claim, other) == {"event": event}
