"""How figures grow with the number of training reports.

`python -m evaluation.learning_curve --shares 0.25 0.5 1` trains once per share with the released
options and fewer epochs' worth of reports, and prints the figures on held-out authors; a run for
each share takes its part of the full training time.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

WORK = Path(__file__).parents[1] / "training" / "work"


def main() -> None:
    """Train and measure each share in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shares", type=float, nargs="+", default=[0.25, 0.5, 1.0])
    parser.add_argument("--epochs", type=int, default=12)
    options = parser.parse_args()
    for share in options.shares:
        with tempfile.TemporaryDirectory() as scratch:
            for name in ("e5-small-q4.bin", "tokenizer.json"):
                Path(scratch, name).symlink_to(WORK / name)
            command = [
                sys.executable,
                "-m",
                "training.train",
                "--share",
                str(share),
                "--work",
                scratch,
            ]
            command += ["--epochs", str(options.epochs), "--every", str(options.epochs)]
            log = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        reports = re.search(r"(\d+) reports", log)
        figures = re.search(r"^held (.*)$", log, re.MULTILINE)
        print(reports and reports[1], "reports:", figures and figures[1], flush=True)


if __name__ == "__main__":
    main()
