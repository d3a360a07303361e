"""The released model reads as promised: the same text, the same claims, whatever surrounds it."""

import json
import threading
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import riwaya
from riwaya.errors import BadModel
from riwaya.pipeline import MODEL, Reader, Reading
from riwaya.reading.model_files import FILES
from riwaya.reading.onnx_model import OnnxModel
from riwaya.records.claim import Claim
from riwaya.records.mention import Mention
from riwaya.records.report import Document, Report
from training.compact import compile_folder

GOLD = Path(__file__).parent.parent / "evaluation" / "gold"


@cache
def reader() -> Reader:
    return Reader()


@cache
def texts() -> tuple[str, ...]:
    return tuple(report.text for report in compile_folder(GOLD))[:6]


def claims_json(text: str, using: Reader | None = None) -> str:
    return (using or reader()).read(text).to_json()


def test_it_finds_claims_and_every_mention_is_in_the_text() -> None:
    for text in texts():
        reading = reader().read(text)
        reading.document.verify(text)
    assert sum(len(reader().read(text)) for text in texts()) > 20


def test_many_threads_in_the_runtime_change_nothing() -> None:
    wide = Reader(threads=4)
    for text in texts():
        assert claims_json(text, wide) == claims_json(text)


def test_readers_side_by_side_change_nothing() -> None:
    expected = [claims_json(text) for text in texts()]
    found: dict[int, str] = {}

    def work(number: int) -> None:
        found[number] = claims_json(texts()[number])

    workers = [threading.Thread(target=work, args=(n,)) for n in range(len(texts()))]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [found[n] for n in range(len(texts()))] == expected


def test_a_report_read_before_changes_nothing() -> None:
    fresh = Reader()
    alone = claims_json(texts()[1], fresh)
    claims_json(texts()[0], fresh)
    assert claims_json(texts()[1], fresh) == alone


def test_a_repeated_block_makes_no_second_claim() -> None:
    body = max(texts(), key=len).strip()
    sentence = max(body.replace("\n", " ").split("."), key=len).strip()
    once = reader().read(body)
    again = reader().read(f"{body}\n\n{sentence}")
    assert [c.trigger for c in again] == [c.trigger for c in once]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "\x00",
        "\ud800",
        "ا" * 100_000,
        "\u202e\u2066" * 50,
        "123 456",
        "Hello world.",
        "«" * 500,
    ],
    ids=[
        "empty",
        "blank",
        "NUL",
        "lone surrogate",
        "one long word",
        "bidi",
        "numbers",
        "English",
        "quotes",
    ],
)
def test_odd_texts_are_read_without_claims_or_with_right_ones(text: str) -> None:
    reading = reader().read(text)
    reading.document.verify(text)
    assert len(reading) == 0


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_offsets_hold_in_damaged_texts(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(texts()))
    start = data.draw(st.integers(0, len(text) - 1))
    length = data.draw(st.integers(1, 400))
    noise = data.draw(st.text(alphabet="\u200f\u064eـ\n«» \ufeff٣a.\ud800", max_size=8))
    at = data.draw(st.integers(0, length))
    damaged = text[start : start + length]
    damaged = damaged[:at] + noise + damaged[at:]
    reader().read(damaged).document.verify(damaged)


def test_another_language_gives_a_note() -> None:
    reading = reader().read("Five soldiers were killed in an attack on a checkpoint.")
    assert (len(reading), reading.report.language) == (0, "und")
    assert "Arabic only" in reading.notes[0]


def test_every_claim_has_an_english_line() -> None:
    claims = reader().read(texts()[0]).claims
    assert all(claim.gloss for claim in claims)


def test_the_public_names() -> None:
    names = {
        "Claim", "Document", "Finding", "Incident", "Reader", "Reading", "Report", "Workspace",
        "__version__", "check", "fuse", "read", "read_many",
    }  # fmt: skip
    assert set(riwaya.__all__) == names
    assert names <= set(dir(riwaya))
    assert all(getattr(riwaya, name) for name in names)
    reading = riwaya.read(texts()[0], published="2015-11-24", outlet="x", id="r1")
    assert (reading.report.id, reading.report.outlet) == ("r1", "x")
    assert reading.document.model == reader().digest
    assert reading._repr_html_().startswith("<")


def test_a_lone_surrogate_is_escaped_in_json() -> None:
    words = "الجيش\ud800السوري"
    claim = Claim(
        id="c1", event="kill", trigger=Mention.of(words, 0, len(words)), polarity="affirmed",
        reality="actual", stance="states", quoted=False,
    )  # fmt: skip
    document = Document(report=Report(id="r", sha256=Report.digest(words)), claims=(claim,))
    written = Reading(words, document).to_json()
    assert json.loads(written)["claims"][0]["trigger"]["text"] == words
    assert written.isascii()


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_model_is_named(tmp_path: Path, name: str) -> None:
    for file in FILES:
        (tmp_path / file).symlink_to(MODEL / file)
    (tmp_path / name).unlink()
    (tmp_path / name).write_bytes(b"damaged")
    with pytest.raises(BadModel, match="reinstall riwaya"):
        OnnxModel(tmp_path)


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadModel, match=r"no words\.onnx, pairs\.onnx"):
        OnnxModel(tmp_path)
