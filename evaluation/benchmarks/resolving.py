"""What resolving costs beside reading: `python -m evaluation.benchmarks.resolving`.

Reads distinct reports with one thread and times both stations in the same run, and the loading of
all tables before it.
"""

import argparse
import resource
import time

from evaluation.benchmarks.speed import texts
from riwaya.records.report import Report


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=200)
    options = parser.parse_args()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    from riwaya.pipeline import Reader, shipped_knowledge  # noqa: PLC0415 - its import is timed too
    from riwaya.resolving.claims import resolve_claims  # noqa: PLC0415

    imported = time.process_time()
    known = shipped_knowledge()
    loaded = time.process_time()
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"imports {imported - start:.2f} s, tables {loaded - imported:.2f} s, {grown:.0f} MB")
    reader = Reader(threads=1)
    reading = resolving = 0.0
    for text in texts(options.reports, 200):
        report = Report(id="r", published="2016-05-14", sha256=Report.digest(text))
        first = time.perf_counter()
        claims = reader._raw_claims(text)  # noqa: SLF001 - a benchmark looks inside
        second = time.perf_counter()
        resolve_claims(text, claims, report, known)
        third = time.perf_counter()
        reading += second - first
        resolving += third - second
    print(f"{options.reports} reports: reading {reading:.2f} s, resolving {resolving:.2f} s, "
          f"{resolving / reading:.0%} of it")  # fmt: skip


if __name__ == "__main__":
    main()
