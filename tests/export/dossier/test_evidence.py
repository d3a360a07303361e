"""The words that a claim rests on are the report's own, whole and in their order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.export.dossier.evidence import passages_of
from riwaya.export.evidence import mentions_by_role
from riwaya.records.mention import Party, Source
from tests.export.conftest import claim_in, words
from tests.export.dossier.conftest import Written

FIRST = "قال ناشطون إن الطيران قصف السوق."
SECOND = "وأضافوا أن فرق الإنقاذ وصلت متأخرة."
THIRD = "وقُتل عشرة مدنيين هناك."


def test_only_the_sentences_with_the_claims_words_are_there() -> None:
    raw = f"{FIRST} {SECOND}\n\n{THIRD}\n"
    claim = claim_in(
        raw, "قُتل", targets=(words(raw, "مدنيين", Party),),
        attribution=(words(raw, "ناشطون", Source, kind="local", named=False),),
    )  # fmt: skip
    passages = passages_of(raw, claim)
    assert ["".join(mark.text for mark in one.marks) for one in passages] == [FIRST, THIRD]
    marked = {mark.text: mark.role for one in passages for mark in one.marks if mark.role}
    assert marked == {"ناشطون": "source", "قُتل": "trigger", "مدنيين": "target"}


def test_every_claim_of_a_real_incident_keeps_its_words(whole: Written) -> None:
    case = whole[0][0]
    assert case.exported.claims
    for one in case.exported.claims:
        raw = case.texts[one.found.report]
        passages = passages_of(raw, one.claim)
        for passage in passages:
            text = "".join(mark.text for mark in passage.marks)
            assert raw[passage.start :].startswith(text)
        held = [(p.start, p.start + sum(len(m.text) for m in p.marks)) for p in passages]
        for _, mention in mentions_by_role(one.claim):
            assert any(first <= mention.start and mention.end <= last for first, last in held)


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from([FIRST, SECOND, THIRD, "نعم!", "\n", "  "]), min_size=1, max_size=8),
    st.data(),
)
def test_passages_never_overlap(parts: list[str], data: st.DataObject) -> None:
    raw = " ".join([*parts, "قصف"])
    starts = data.draw(st.lists(st.integers(0, len(raw) - 2), max_size=4))
    agents = tuple(
        Party.of(raw, start, data.draw(st.integers(start + 1, len(raw)))) for start in starts
    )
    passages = passages_of(raw, claim_in(raw, "قصف", agents=agents))
    ends = [one.start + sum(len(mark.text) for mark in one.marks) for one in passages]
    assert all(end <= later.start for end, later in zip(ends, passages[1:], strict=False))
    assert all(
        "".join(mark.text for mark in one.marks) == raw[one.start : end]
        for one, end in zip(passages, ends, strict=True)
    )
