"""The reader's figures on gold: `make evaluate` prints a table and keeps it by the model's hash."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from math import nan
from pathlib import Path

from evaluation.gold import SHARED, gold_folders, predictions
from evaluation.gsr import gsr_figures
from evaluation.score import score
from riwaya.pipeline import MODEL, Reader

RESULTS = Path(__file__).parent / "results"
#: The figures of the table, in order.
SHOWN = (
    "score", "low", "high", "claims_f1", "claims_precision", "claims_recall", "arguments_f1",
    "attribution_f1", "sourced_accuracy", "attribution_accuracy", "quantities_f1", "flags_accuracy",
    "stance_accuracy", "quoted_accuracy", "links_f1", "entities_accuracy", "geo_accuracy",
    "time_accuracy", "ece", "bad_spans",
)  # fmt: skip


def figures_of(reader: Reader) -> Iterator[tuple[str, Mapping[str, float], list[str]]]:
    """(gold set, its figures, its errors) for each gold set that is present."""
    for name, folder in gold_folders().items():
        with predictions(reader, folder) as found:
            figures, errors = score(folder, found)
        yield name, {key: nan if figures[key] is None else figures[key] for key in SHOWN}, errors
    gsr = SHARED / "gsr"
    if gsr.is_dir():
        yield "gsr", gsr_figures(gsr, lambda text: reader.read(text).claims), []


def errors_by_kind(errors: list[str]) -> Counter[str]:
    """How often each event is missed or made up, and how many origins are wrong."""
    kinds: Counter[str] = Counter()
    for error in errors:
        _, _, rest = error.partition(": ")
        first, *more = rest.split()
        kinds[f"{first} {more[0]}" if first in {"missed", "spurious"} else "wrong origin"] += 1
    return kinds


def table(results: Mapping[str, Mapping[str, float]]) -> str:
    """Figures as rows, gold sets as columns."""
    names = [name for name in results if name != "gsr"]
    lines = ["figure".ljust(22) + "".join(name.rjust(12) for name in names)]
    for figure in SHOWN:
        cells = "".join(f"{results[name][figure]:.3f}".rjust(12) for name in names)
        lines.append(figure.ljust(22) + cells)
    lines += [f"{name:22}{value:12.3f}" for name, value in results.get("gsr", {}).items()]
    return "\n".join(lines)


def main() -> None:
    """Score, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--errors", action="store_true", help="every error, and a count by kind")
    parser.add_argument("--no-keep", action="store_true", help="write no result file")
    options = parser.parse_args()
    reader = Reader(options.model)
    results: dict[str, Mapping[str, float]] = {}
    for name, figures, errors in figures_of(reader):
        results[name] = figures
        if options.errors:
            print(*errors, sep="\n")
            print(
                *(f"{count:4} {kind}" for kind, count in errors_by_kind(errors).most_common()),
                sep="\n",
            )
    print(table(results))
    if not options.no_keep:
        RESULTS.mkdir(exist_ok=True)
        kept = {"model": reader.digest, "at": datetime.now(UTC).date().isoformat(), **results}
        path = RESULTS / f"{reader.digest[:12]}.json"
        path.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
        print(f"kept in {path}", file=sys.stderr)


if __name__ == "__main__":
    main()
