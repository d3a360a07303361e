"""The training reports compile, and the released model was trained on them as they are."""

import json
from functools import cache
from pathlib import Path

import pytest

from riwaya.pipeline import MODEL
from training.compact import Compiled, compile_folder, compile_report
from training.held_out import HELD_OUT
from training.origin import digest_of
from training.review import review

ROOT = Path(__file__).parents[2]


@cache
def reports() -> tuple[Compiled, ...]:
    return tuple(compile_folder(ROOT / "training" / "reports"))


def test_every_report_compiles() -> None:
    assert [error for report in reports() for error in report.errors] == []


def test_our_gold_compiles_and_is_never_trained_on() -> None:
    gold = list(compile_folder(ROOT / "evaluation" / "gold"))
    assert len(gold) == 20
    assert [error for report in gold for error in report.errors] == []
    trained = {report.text for report in reports()}
    assert not [report.name for report in gold if report.text in trained]


def test_the_model_was_trained_on_these_reports() -> None:
    card = json.loads((MODEL / "model.json").read_text("utf-8"))
    assert card["trained_on"]["reports_sha256"] == digest_of(reports()), "run `make train`"


def test_the_model_is_small_enough() -> None:
    assert sum(path.stat().st_size for path in MODEL.iterdir()) <= 40_000_000


@pytest.mark.parametrize("author", HELD_OUT)
def test_held_out_authors_exist(author: str) -> None:
    assert any(report.name.startswith(author) for report in reports())


TEXT = "قتل ثلاثة جنود في حلب، وقال الوزير «انسحبنا أمس من المدينة كلها»."
WRONG = {
    "one_word_trigger": "kill قتل ثلاثة",
    "clean_edges": "kill قتل | p: حلب،",
    "role_is_not_trigger": "kill جنود | t: جنود",
    "denial_is_negated": "kill قتل | denies",
    "fitting_measure": "attack قتل | q: ثلاثة =killed 3 3",
    "ordered_bounds": "kill قتل | q: ثلاثة =killed 3 2",
    "quoted_inside_marks": "withdraw انسحبنا | s: الوزير =official",
    "quoted_has_source": "withdraw انسحبنا | quoted",
}


@pytest.mark.parametrize(("rule", "line"), WRONG.items(), ids=WRONG)
def test_the_review_finds(rule: str, line: str) -> None:
    findings = review(compile_report("x", TEXT, [line]))
    assert [finding for finding in findings if f" {rule}: " in finding]


def test_the_review_leaves_right_lines_alone() -> None:
    lines = [
        "kill قتل | t: جنود | q: ثلاثة =killed 3 3 person | p: حلب",
        "withdraw انسحبنا | w: أمس | p-from: المدينة | s: الوزير =official | quoted",
    ]
    assert review(compile_report("x", TEXT, lines)) == []


def test_the_review_finds_a_claim_made_twice() -> None:
    findings = review(compile_report("x", TEXT, ["kill قتل", "kill قتل | t: جنود"]))
    assert findings == ["x.claims:2: claimed_once: the same trigger twice: قتل"]


def test_the_review_finds_a_far_mention() -> None:
    text = f"قتل ثلاثة. {'كلمة ' * 200}في حلب."
    findings = review(compile_report("x", text, ["kill قتل | p: حلب"]))
    assert findings == ["x.claims:1: far_mention: far from its trigger: حلب"]
