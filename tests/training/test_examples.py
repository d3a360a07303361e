"""Annotated reports become windows whose labels say what the annotation says."""

import random

import pytest

from riwaya.pipeline import MODEL
from riwaya.reading.labels import BEGIN, INSIDE, ROLES, TRIGGERS
from riwaya.reading.passage import passage_of
from riwaya.reading.pieces import Pieces
from training.augment import HAMZA_SEATS, MARBUTA, Augmenter, respell
from training.compact import compile_report
from training.examples import Example, examples_of

TEXT = (
    "أعلن المرصد السوري مقتل ثلاثة جنود في غارات على ريف حلب. وأضاف المرصد أن الجيش "
    "انسحب من بلدة الباب، بينما نفى وزير الدفاع ذلك."
)
LINES = [
    "kill مقتل | t: جنود | q: ثلاثة =killed 3 3 person | p: ريف حلب | by 2 | s: المرصد السوري =ngo,named",
    "air_strike غارات | p: ريف حلب | s: المرصد السوري =ngo,named",
    "withdraw انسحب | a: الجيش | p-from: بلدة الباب | s: المرصد#2 =ngo,named",
]


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(MODEL / "pieces.json")


@pytest.fixture
def example(pieces: Pieces) -> Example:
    found = examples_of(compile_report("x", TEXT, LINES), pieces)
    assert len(found) == 1
    return found[0]


def words(example: Example, span: tuple[int, int]) -> str:
    return " ".join(example.words[span[0] : span[1]])


def test_triggers_are_labelled(example: Example) -> None:
    found = {example.words[i]: TRIGGERS[e] for i, e in enumerate(example.trigger) if e}
    assert found == {"مقتل": "kill", "غارات": "air_strike", "انسحب": "withdraw"}


def test_tags_and_spans_agree(example: Example) -> None:
    for layer, spans in example.spans.items():
        tags = example.tags[layer]
        for start, end in spans:
            assert tags[start] == BEGIN
            assert all(tag == INSIDE for tag in tags[start + 1 : end])
        assert sum(tag == BEGIN for tag in tags) == len(spans)
    assert [words(example, span) for span in example.spans["place"]] == ["ريف حلب", "بلدة الباب"]


def test_roles_links_and_sources(example: Example) -> None:
    kill, _, withdraw = example.targets
    roles = {words(example, span): ROLES[layer][role] for (layer, span), role in kill.roles.items()}
    assert roles == {
        "جنود": "targets",
        "ثلاثة": "killed",
        "ريف حلب": "in",
        "المرصد السوري": "origin",
    }
    assert kill.links == [("c2", 1)]
    roles = {
        words(example, span): ROLES[layer][role] for (layer, span), role in withdraw.roles.items()
    }
    assert roles == {"الجيش": "agents", "بلدة الباب": "from", "المرصد": "origin"}
    assert len(example.sources) == 2


def test_a_clitic_is_a_trim(pieces: Pieces) -> None:
    text = "توجه بالصواريخ وقصف المدينة بعنف شديد."
    example = examples_of(compile_report("x", text, ["shelling قصف | p: المدينة"]), pieces)[0]
    assert example.trims[example.words.index("وقصف")] == 1
    assert example.trims[example.words.index("المدينة")] == 0


def test_a_mention_outside_the_window_is_left(pieces: Pieces) -> None:
    report = compile_report("x", TEXT, LINES)
    later = examples_of(report, pieces, passage=passage_of(TEXT), first_sentence=1)[0]
    assert [TRIGGERS[target.event] for target in later.targets] == ["withdraw"]


def test_habits_respell_and_keep_every_word(pieces: Pieces) -> None:
    assert respell("الأنبار", [HAMZA_SEATS]) == "الانبار"
    assert respell("مدينة", [MARBUTA]) == "مدينه"
    report = compile_report("x", TEXT, LINES)
    strong = Augmenter(random.Random(1), strength=8.0)
    for found in strong.examples(report, passage_of(TEXT), pieces):
        assert len(found.words) == len(found.first) == len(found.trigger)
    still = Augmenter(random.Random(1), strength=0.0).examples(report, passage_of(TEXT), pieces)
    assert still[0].words == examples_of(report, pieces)[0].words
