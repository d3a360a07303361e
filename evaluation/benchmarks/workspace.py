"""`riwaya add` against bare readers: `python -m evaluation.benchmarks.workspace --reports 1000`.

Made reports (`evaluation.corpus`) are added to a new workspace by two reading processes, and are
read by two bare readers, half each, that keep nothing. The two take turns on the same two cores,
one paused while the other runs, so that the ratio holds on a busy machine too. Both times are
whole: from the start of Python to its end. Then the same reports are added again.

Memory is the proportional set size of all processes of `riwaya add` together, sampled.
"""

import argparse
import csv
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from evaluation.benchmarks.process_tree import Programs
from evaluation.corpus import write

#: How long one runs before it is the other's turn, and how often memory is looked at, in seconds.
TURN, LOOK = 4.0, 0.5
CORES = 2
MEGABYTE = 1_000_000
#: Memory is told for so many reports, and for all.
MANY = 1_000
THIS = "evaluation.benchmarks.workspace"


def bare(folder: Path, number: int) -> None:
    """Read every second report of a corpus with a reader and nothing else."""
    from riwaya.pipeline import Reader  # noqa: PLC0415 - its import is timed
    from riwaya.records.report import Report  # noqa: PLC0415

    reader = Reader(threads=1)
    with (folder / "meta.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[number::CORES]
    for row in rows:
        text = (folder / "reports" / row["file"]).read_text(encoding="utf-8")
        known = {"published": row["published"], "outlet": row["outlet"]}
        reader.read(text, Report(id=row["file"], sha256=Report.digest(text), **known))


def adding(folder: Path, workspace: Path) -> list[str]:
    """The arguments of `python -m` that add a corpus to a workspace."""
    table = ["--meta", str(folder / "meta.csv")]
    options = ["--workspace", str(workspace), "--jobs", str(CORES), "--quiet"]
    return ["riwaya.cli", "add", str(folder / "reports"), *table, *options]


def alone(*arguments: str) -> Programs:
    """Run a program to its end."""
    with Programs(arguments, cores=CORES) as program:
        while not program.ended:
            program.run(LOOK)
    return program


def in_turns(add: Programs, readers: Programs, workspace: Path) -> int:
    """Run both to their ends; the peak of memory while the first reports were read, in bytes."""
    first = 0

    def look() -> None:
        nonlocal first
        if readings_in(workspace) <= MANY:
            first = add.peak

    while not (add.ended and readers.ended):
        for _ in range(round(TURN / LOOK)):
            add.run(LOOK, look=look)
        readers.run(TURN)
    return first


def readings_in(workspace: Path) -> int:
    """How many readings there are, asked from outside."""
    with closing(_database(workspace)) as connection:
        return int(connection.execute("SELECT max(n) FROM readings").fetchone()[0] or 0)


def rows_in(workspace: Path) -> dict[str, int]:
    """How many rows each table has, and lines the custody log."""
    tables = "SELECT name FROM sqlite_master WHERE type = 'table'"
    with closing(_database(workspace)) as connection:
        found = {}
        for (name,) in connection.execute(tables).fetchall():
            counted = connection.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608 - our names
            found[name] = int(counted.fetchone()[0])
    lines = (workspace / "custody.jsonl").read_bytes().count(b"\n")
    return found | {"custody log": lines}


def _database(workspace: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{workspace / 'riwaya.sqlite'}?mode=ro", uri=True)


def measure(folder: Path, count: int) -> None:
    """All figures, printed with their bars."""
    corpus = folder / "corpus"
    write(corpus, count)
    workspace = folder / "workspace"
    alone("riwaya.cli", "init", str(workspace), "--quiet")
    readers = [[THIS, "--bare", str(number), "--corpus", str(corpus)] for number in range(CORES)]
    with (
        Programs(*readers, cores=CORES) as by_hand,
        Programs(adding(corpus, workspace), cores=CORES) as add,
    ):
        first = in_turns(add, by_hand, workspace)
    before = rows_in(workspace)
    again = alone(*adding(corpus, workspace))
    changed = sum(abs(now - before[name]) for name, now in rows_in(workspace).items())
    size = sum(path.stat().st_size for path in workspace.rglob("*") if path.is_file())
    print(f"{count:,} reports, {before['claims']:,} claims, {size / MEGABYTE:,.0f} MB on disk")
    print(f"{'':28}{'seconds':>9}{'processor':>11}{'reports/s':>11}")
    for name, ran in (("bare readers", by_hand), ("riwaya add", add), ("the same again", again)):
        rate = count / ran.seconds
        print(f"{name:28}{ran.seconds:9.1f}{ran.processor:11.1f}{rate:11.1f}")
    share, processor = by_hand.seconds / add.seconds, by_hand.processor / add.processor
    print(f"{'of the bare rate':28}{share:9.2f}{processor:11.2f}   bar 0.90")
    print(f"{'again, times faster':28}{add.seconds / again.seconds:9.0f}{'':11}   bar 50")
    print(f"{'rows and records changed':28}{changed:9}{'':11}   bar 0")
    print(f"{f'peak MB, first {MANY:,}':28}{first / MEGABYTE:9.0f}{'':11}   bar 900")
    print(f"{'peak MB, all':28}{add.peak / MEGABYTE:9.0f}{'':11}   bar 900")


def main() -> None:
    """Measure and print; or be one of the bare readers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=1_000)
    parser.add_argument("--bare", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--corpus", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.corpus:
        bare(options.corpus, options.bare)
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), options.reports)


if __name__ == "__main__":
    main()
