"""A mention that is no stretch of its text can't exist."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadSpan
from riwaya.records.claim import Claim, Link
from riwaya.records.mention import Mention, Party, Place, Quantity, Source, Time
from riwaya.records.report import Document, Report

TEXT = "قُتل 30 مسلحاً في دير الزور أمس، بحسب المرصد."


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 2), (0, len(TEXT) + 1)])
def test_no_mention_outside_the_text(start: int, end: int) -> None:
    with pytest.raises(BadSpan):
        Mention.of(TEXT, start, end)


def test_words_must_fill_their_stretch() -> None:
    with pytest.raises(BadSpan, match="can't hold"):
        Mention(text="قتل", start=0, end=9)


def test_decoding_checks_too() -> None:
    with pytest.raises(msgspec.ValidationError, match="can't hold"):
        msgspec.json.decode(b'{"text": "abc", "start": 4, "end": 9}', type=Mention)


def test_a_drifted_mention_is_caught() -> None:
    mention = Mention(text="مسلحاً", start=0, end=6)
    with pytest.raises(BadSpan, match="expected"):
        mention.verify(TEXT)


def whole_claim() -> Claim:
    return Claim(
        id="c1", event="kill", trigger=Mention.of(TEXT, 0, 4), polarity="affirmed",
        reality="actual", stance="states", quoted=False, confidence=0.9,
        targets=(Party.of(TEXT, 8, 14),), places=(Place.of(TEXT, 18, 27, relation="in"),),
        time=Time.of(TEXT, 28, 31, from_="2015-11-20", to="2015-11-20"),
        quantities=(
            Quantity.of(TEXT, 5, 7, measure="killed", low=30, high=None, unit="person", subset=True),
        ),
        attribution=(Source.of(TEXT, 38, 44, kind="ngo", named=True, entity="sohr"),),
        links=(Link(relation="caused_by", claim="c2"),),
    )  # fmt: skip


def test_json_round_trip_is_exact() -> None:
    document = Document(
        report=Report(id="r", sha256=Report.digest(TEXT)), claims=(whole_claim(),), notes=("x",)
    )
    encoded = msgspec.json.encode(document)
    again = msgspec.json.decode(encoded, type=Document)
    assert again == document
    assert msgspec.json.encode(again) == encoded
    again.verify(TEXT)


def test_no_key_of_the_specification_is_missing() -> None:
    bare = Claim(
        id="c1", event="kill", trigger=Mention.of(TEXT, 0, 4), polarity="affirmed",
        reality="actual", stance="states", quoted=False,
    )  # fmt: skip
    keys = set(msgspec.to_builtins(bare))
    assert keys == {
        "id", "event", "trigger", "polarity", "reality", "agents", "targets", "places", "time",
        "quantities", "attribution", "stance", "quoted", "links",
    }  # fmt: skip
    assert msgspec.to_builtins(whole_claim())["time"]["from"] == "2015-11-20"


@given(st.text(min_size=1, max_size=60), st.data())
def test_every_slice_is_a_mention(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    mention = Mention.of(text, start, end)
    mention.verify(text)
    assert mention.text == text[start:end]
