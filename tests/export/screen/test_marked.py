"""The text cut at its mentions: nothing lost, overlaps told apart."""

from hypothesis import given
from hypothesis import strategies as st

from riwaya.export.screen.marked import paragraphs_of, stretches_of
from riwaya.records.mention import Mention, Party, Place
from riwaya.records.report import Document
from tests.export.conftest import claim_in, words

RAW = "قصفت طائرات مواقع الجيش في ريف حلب\nأمس"


def test_the_stretches_are_the_text(text: str, document: Document) -> None:
    assert "".join(piece.text for piece in stretches_of(text, document.claims)) == text


def test_overlapping_mentions_share_their_words() -> None:
    claim = claim_in(
        RAW,
        "قصفت",
        targets=(words(RAW, "مواقع الجيش في ريف حلب", Party),),
        places=(words(RAW, "ريف حلب", Place, relation="in"),),
    )
    pieces = {
        piece.text: [(u.role, u.opens) for u in piece.uses] for piece in stretches_of(RAW, [claim])
    }
    assert pieces["قصفت"] == [("trigger", True)]
    assert pieces["مواقع الجيش في "] == [("target", True)]
    assert pieces["ريف حلب"] == [("target", False), ("place", True)]


def test_paragraphs_are_lines_and_a_mention_may_cross_them() -> None:
    start = RAW.index("حلب")
    claim = claim_in(RAW, "قصفت", targets=(Party.of(RAW, start, len(RAW)),))
    first, second = paragraphs_of(RAW, [claim])
    assert first[-1].text == "حلب"
    assert [(piece.text, piece.uses[0].opens) for piece in second] == [("أمس", False)]


@given(st.text(min_size=1, max_size=40), st.data())
def test_any_mentions_of_any_text(raw: str, data: st.DataObject) -> None:
    spans = st.tuples(st.integers(0, len(raw) - 1), st.integers(1, 9)).map(
        lambda span: Mention.of(raw, span[0], min(len(raw), sum(span)))
    )
    parties = [Party.of(raw, m.start, m.end) for m in data.draw(st.lists(spans, max_size=5))]
    claim = claim_in(raw, raw[:1], targets=tuple(parties))
    pieces = stretches_of(raw, [claim])
    assert "".join(piece.text for piece in pieces) == raw
    for party in parties:
        covered = sum(len(p.text) for p in pieces if any(u.role == "target" for u in p.uses))
        assert covered >= party.end - party.start
    assert sum(bool(piece.trigger_of) for piece in pieces) == 1
