"""One report added to many: `python -m evaluation.benchmarks.one_more`.

A workspace of made claims (`made_claims`) is fused; then reports are put into it one by one, and
after each its incidents are brought up to date, as the desk does. Printed are the seconds on the
clock and of the processor that this took, after reading, and how many incidents there are.

With --folder the workspace is kept, and used again by the next run.
"""

import argparse
import tempfile
import time
from itertools import islice
from pathlib import Path
from statistics import median

from evaluation.benchmarks.desk import workspace_of
from evaluation.benchmarks.made_claims import Maker
from evaluation.benchmarks.search import fill
from riwaya.workspace.fusing import fuse
from riwaya.workspace.workspace import Workspace

#: The issue's bar, in seconds.
BAR = 1.0


def added(workspace: Workspace, count: int, seed: int) -> list[tuple[float, float]]:
    """Seconds on the clock and of the processor for each of so many reports."""
    found = []
    for report in islice(Maker(seed).reports(20 * count), count):
        fill(workspace.engine, [report])
        clock, processor = time.perf_counter(), time.process_time()
        done = fuse(workspace)
        found.append((time.perf_counter() - clock, time.process_time() - processor))
        print(f"{done.reports} report, {done.incidents:,} incidents: {found[-1][0]:.2f} s")
    return found


def main() -> None:
    """Make the workspace, add to it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--reports", type=int, default=10)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.folder or Path(name) / "workspace"
        with workspace_of(folder, options.claims) as workspace:
            times = added(workspace, options.reports, options.seed)
    clock, processor = (median(side) for side in zip(*times, strict=True))
    worst = max(one for one, _ in times)
    print(f"median {clock:.2f} s ({processor:.2f} s of the processor), worst {worst:.2f} s; "
          f"bar {BAR} s")  # fmt: skip


if __name__ == "__main__":
    main()
