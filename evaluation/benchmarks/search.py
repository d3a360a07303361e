"""How long searches take: `python -m evaluation.benchmarks.search`.

Fills a database of each kind with made claims (`made_claims`), then asks for every filter by
itself, for combinations drawn by chance and for facets, each with frequent and with rare values,
and prints the median and the 95th percentile in milliseconds, and the median of what the processor
was at work (here and in PostgreSQL's process), which other programs on the machine don't change.
PostgreSQL is given the statistics that its autovacuum makes within minutes; SQLite is left as it
is.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from typing import get_args

import msgspec
from sqlalchemy import Connection, Engine, func, select, text

from evaluation.benchmarks.made_claims import Maker
from evaluation.benchmarks.search_cases import cases, combinations
from riwaya.store.engine import open_engine, sqlite_url
from riwaya.store.facets import facets
from riwaya.store.migrate import upgrade
from riwaya.store.query import Facet, Query
from riwaya.store.readings import Read, put_readings
from riwaya.store.reports import Taken, put_reports
from riwaya.store.search import count, search
from riwaya.store.tables import takes
from riwaya.store.takes import Take, put_takes
from tests.store.postgres import NoServer, postgres_server

MADE_AT = "2026-01-01T00:00:00Z"
#: The issue's bar for a search, in milliseconds.
BAR = 60


def fill(engine: Engine, made: Iterable[tuple[Taken, Read]]) -> None:
    """Put reports and readings into a workspace's database, a hundred from each source."""
    source = iter(made)
    with engine.connect() as connection:
        number = connection.execute(select(func.max(takes.c.n))).scalar() or 0
    while several := list(islice(source, 100)):
        number += 1
        name = f"made-{number}.jsonl"
        take = Take(
            raw_sha256=f"{number:064x}", source=name, locator=f"/made/{name}", kind="jsonl",
            facts={}, mapping={}, seq=number, taken_at=MADE_AT, taken_by="benchmark",
        )  # fmt: skip
        taken = [
            (number, msgspec.structs.replace(one, part=f"line {k}"))
            for k, (one, _) in enumerate(several, 1)
        ]
        with engine.begin() as connection:
            put_takes(connection, [take])
            numbers = {id_: n for id_, (n, _) in put_reports(connection, taken).items()}
            put_readings(connection, [read for _, read in several], numbers, MADE_AT)


@contextmanager
def filled(folder: Path, url: str, made: Sequence[tuple[Taken, Read]]) -> Iterator[Engine]:
    """The engine of a database with made claims in it."""
    engine = open_engine(url)
    upgrade(engine)
    start = time.perf_counter()
    fill(engine, made)
    print(f"\n{engine.dialect.name}: filled in {time.perf_counter() - start:.0f} s")
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(text("ANALYZE"))
    else:
        size = sum(path.stat().st_size for path in folder.iterdir())
        print(f"{size / 2**20:.0f} MiB")
    yield engine
    engine.dispose()


class Clock:
    """Measures something in milliseconds: on the wall, and at work on a processor."""

    def __init__(self, connection: Connection) -> None:
        self._server: Path | None = None
        if connection.dialect.name == "postgresql":
            process = connection.execute(text("SELECT pg_backend_pid()")).scalar()
            path = Path(f"/proc/{process}/schedstat")
            self._server = path if path.exists() else None

    def _at_work(self) -> float:
        here = time.process_time() * 1000
        return here + int(self._server.read_text().split()[0]) / 1e6 if self._server else here

    def __call__(self, work: Callable[[], object]) -> tuple[float, float]:
        """Both times of doing something once."""
        before, start = self._at_work(), time.perf_counter()
        work()
        return (time.perf_counter() - start) * 1000, self._at_work() - before


def report(connection: Connection, several: Mapping[str, Sequence[Query]], rounds: int) -> None:
    """A line for each kind of query; the first round is left out."""
    print(f"\n{'filter':48}{'median':>8}{'95 %':>8}{'at work':>8}  claims that match")
    slow, clock = [], Clock(connection)
    for name, queries in several.items():
        times: list[tuple[float, float]] = []
        for turn in range(rounds + 1):
            now = [clock(lambda q=q: search(connection, q)) for q in queries]
            times += now if turn else []
        sizes = sorted(count(connection, query) for query in queries)
        wall, work = ([one[k] for one in times] for k in (0, 1))
        print(f"{name:48}{median(wall):8.1f}{quantiles(wall, n=20)[-1]:8.1f}{median(work):8.1f}"
              f"  {sizes[0]:,} to {sizes[-1]:,}", flush=True)  # fmt: skip
        if median(wall) > BAR:
            slow.append(name)
    print(f"medians over {BAR} ms: {', '.join(slow) or 'none'}")


def report_facets(connection: Connection, queries: Mapping[str, Query]) -> None:
    """A line for each facet."""
    print(f"\n{'facet of':12}" + "".join(f"{name:>20}" for name in queries))
    clock = Clock(connection)
    for by in get_args(Facet):
        line = f"{by:12}"
        for query in queries.values():
            times = [clock(lambda q=query, by=by: facets(connection, q, by)) for _ in range(5)]
            wall, work = (median(one[k] for one in times) for k in (0, 1))
            line += f"{wall:12.1f}{work:8.1f}"
        print(line, flush=True)


def main() -> None:
    """Make the claims once, then fill and measure each kind of database."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    made = list(Maker().reports(options.claims))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(folder, sqlite_url(folder / "riwaya.sqlite"), made, options.rounds)
    try:
        with postgres_server() as server:
            run(Path(), server.new_database(), made, options.rounds)
    except NoServer as error:
        print(f"\nPostgreSQL was not measured: {error}")


def run(folder: Path, url: str, made: Sequence[tuple[Taken, Read]], rounds: int) -> None:
    """Fill a database, measure it, print."""
    with filled(folder, url, made) as engine, engine.connect() as connection:
        draw = random.Random(4)
        singles = cases(connection, draw)
        report(connection, singles, rounds)
        report(connection, combinations(singles, draw), rounds)
        one = {name: singles[name][0] for name in ("none", "words", "actor")}
        report_facets(connection, one)


if __name__ == "__main__":
    main()
