"""The page of figures: what the released model was measured at, its floors, and how sure that is."""

import json
import tomllib
from collections.abc import Mapping
from typing import Any

from evaluation.documents import FIGURES, LIMITS, gsr_lines
from handbook.markdown import ROOT, fenced, page, table
from riwaya.pipeline import Reader

#: Figures that the table of the model card doesn't have.
MORE = {
    "claims_precision": "claims that are right, of those read",
    "claims_recall": "claims that were read, of those there",
    "attribution_accuracy": "right origin, all claims",
    "stance_accuracy": "right stance",
    "quoted_accuracy": "right on quotation marks",
    "bad_spans": "mentions that aren't words of the text",
}
SETS = {
    "own": "twenty original reports in `evaluation/gold`, never trained on",
    "dev": "real news of 2002–2006 and 2015, annotated by hand, outside the repository",
}


def figures() -> str:
    """docs/background/figures.md."""
    results, floors = (
        measured(),
        tomllib.loads((ROOT / "evaluation/floors.toml").read_text("utf-8")),
    )
    sets = [name for name in SETS if name in results]
    made = f"Measured on {results['at']} of the model `{results['model'][:12]}…` by"
    return page(
        "Figures", "`evaluation/results` and `evaluation/floors.toml`",
        made, fenced("make evaluate", "sh"),
        "\n".join(f"- `{name}`: {SETS[name]}." for name in sets),
        "## What was measured",
        table(("figure", *sets), _rows(results, sets)),
        *(_interval(name, results[name]) for name in sets),
        "\n".join(gsr_lines(results)).strip(),
        "## Floors", FLOORS,
        table(("figure", *floors), _floors(floors)),
        "\n".join(LIMITS),
        SPEED,
    )  # fmt: skip


FLOORS = (
    "CI refuses a model whose figures are under these (`ece` and `bad_spans`: above). A change that"
    " lowers a floor says why in [the decisions](../decisions/0002-the-reader.md)."
)
SPEED = (
    "## Speed and size\n\nFigures of speed depend on the machine: measure yours with"
    " `python -m evaluation.benchmarks.speed`, `….workspace`, `….fusion`, `….search`, `….desk`."
    " Those of the exports, with the machine they were taken on, stand in"
    " [exports](../reference/exports.md#figures)."
)


def measured() -> dict[str, Any]:
    """The kept results of the released model."""
    digest = Reader().digest
    path = ROOT / f"evaluation/results/{digest[:12]}.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def _rows(results: Mapping[str, Any], sets: list[str]) -> list[tuple[str, ...]]:
    return [
        (said, *(_number(results[name].get(key)) for name in sets))
        for key, said in (FIGURES | MORE).items()
    ]


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def _interval(name: str, found: Mapping[str, float]) -> str:
    between = f"{found['low']:.3f} and {found['high']:.3f}"
    return f"`{name}`: the score's 90 % interval, reports redrawn, lies between {between}."


def _floors(floors: Mapping[str, Mapping[str, float]]) -> list[tuple[str, ...]]:
    keys = dict.fromkeys(key for found in floors.values() for key in found)
    return [
        (
            FIGURES.get(key) or MORE.get(key, key),
            *(_number(found.get(key)) for found in floors.values()),
        )
        for key in keys
    ]
