"""How long tables of many claims take: `python -m evaluation.benchmarks.exports`.

A workspace is filled with made claims (`made_claims`); `riwaya export` then writes each form as a
user would have it written. Printed are the seconds on the clock, the processor seconds of all its
processes, and the most memory that they had together.

With --folder the workspace is kept, and used again by the next run.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

from evaluation.benchmarks.made_claims import Maker
from evaluation.benchmarks.process_tree import Programs
from evaluation.benchmarks.search import fill
from riwaya.workspace.workspace import Workspace

#: The issue's bars for a million claims, in seconds.
BARS = {"parquet": 60, "csv": 120}
#: How often to look at the memory, in seconds.
LOOK = 1.0


def filled(folder: Path, count: int) -> None:
    """Make the workspace, unless it is there."""
    if (folder / "workspace.toml").exists():
        return
    start = time.perf_counter()
    with Workspace.create(folder) as workspace:
        fill(workspace.engine, Maker().reports(count))
    print(f"filled in {time.perf_counter() - start:.0f} s", flush=True)


def main() -> None:
    """Fill the workspace, write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--forms", nargs="*", default=list(BARS))
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.folder or Path(name) / "workspace"
        filled(folder, options.claims)
        for form in options.forms:
            into = Path(name) / f"claims.{form}"
            command = ["riwaya.cli", "export", form, "-o", str(into), "-w", str(folder), "--quiet"]
            with Programs(command, cores=len(os.sched_getaffinity(0))) as run:
                while not run.ended:
                    run.run(LOOK)
            print(
                f"{form:8} {run.seconds:.0f} s, {run.processor:.0f} s of processor time, "
                f"{run.peak / 1e6:.0f} MB of memory at most, a file of "
                f"{into.stat().st_size / 1e6:,.0f} MB; bar {BARS.get(form, 0)} s",
                flush=True,
            )


if __name__ == "__main__":
    main()
