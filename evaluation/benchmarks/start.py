"""A whole process of `riwaya read` on one report: seconds and peak memory, disk warm."""

import os
import subprocess
import sys
import time
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "oil-field.txt"
RUNS = 5


def main() -> None:
    """Best and median of some runs; peak resident memory of the largest."""
    command = [sys.executable, "-m", "riwaya.cli", "read", str(EXAMPLE), "--format", "json"]
    seconds, peak = [], 0
    for number in range(RUNS + 1):
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        assert status == 0, f"exit status {status}"
        if number:  # the first run warms the disk
            seconds.append(time.perf_counter() - start)
            peak = max(peak, usage.ru_maxrss)
    seconds.sort()
    print(f"riwaya read, whole process: best {seconds[0]:.2f} s, median {seconds[RUNS // 2]:.2f} s")
    print(f"peak memory {peak / 1024:.0f} MB")


if __name__ == "__main__":
    main()
