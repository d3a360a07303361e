"""How quickly the desk answers: `python -m evaluation.benchmarks.desk`.

A workspace of made claims (`made_claims`), fused, is served by `riwaya serve`; people that don't
stop to think ask for its pages over loopback, one request after the other each. Printed are the
median and the 99th percentile in milliseconds for every kind of page and for all, and the errors.
The people are simulated on the same cores as the desk runs on.

With --folder the workspace is kept, and used again by the next run.
"""

import argparse
import asyncio
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

import httpx
from sqlalchemy import Connection, select

from evaluation.benchmarks.made_claims import Maker
from evaluation.benchmarks.search import fill
from riwaya.store.fusion_tables import incidents
from riwaya.store.tables import claim_parties, claims, reports
from riwaya.workspace.fusing import fuse
from riwaya.workspace.workspace import Workspace

#: The issue's bars, in milliseconds.
MEDIAN, WORST = 80, 400
PORT = 8799
#: So many different pages of each kind are asked for.
DIFFERENT = 400


@dataclass
class Log:
    """What came back: seconds by kind of page, and what wasn't a 200."""

    times: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def workspace_of(folder: Path, count: int) -> Workspace:
    """A workspace with made claims, fused; one that is there already is used again."""
    if (folder / "workspace.toml").exists():
        return Workspace(folder)
    workspace = Workspace.create(folder)
    start = time.perf_counter()
    fill(workspace.engine, Maker().reports(count))
    print(f"filled in {time.perf_counter() - start:.0f} s", flush=True)
    start = time.perf_counter()
    done = fuse(workspace)
    print(f"{done.incidents:,} incidents in {time.perf_counter() - start:.0f} s", flush=True)
    return workspace


def addresses(connection: Connection, draw: random.Random) -> dict[str, list[str]]:
    """Pages that people ask for, by kind."""
    several = connection.execute(select(incidents.c.id).order_by(incidents.c.reports.desc()))
    ids = list(several.scalars())
    asked = draw.sample(ids, min(DIFFERENT, len(ids)))
    told = list(connection.execute(select(reports.c.id)).scalars())
    told = draw.sample(told, min(DIFFERENT, len(told)))
    events = list(connection.execute(select(claims.c.event).distinct()).scalars())
    entity = claim_parties.c.entity
    actors = list(
        connection.execute(select(entity).where(entity.is_not(None)).distinct()).scalars()
    )
    actors = draw.sample(actors, min(40, len(actors)))
    years = range(2012, 2024)
    return {
        "incidents": [f"/incidents?page={n}" for n in range(1, 30)],
        "incidents, filtered": [
            *(f"/incidents?event={event}" for event in events),
            *(f"/incidents?actor={actor}" for actor in actors),
            *(f"/incidents?since={year}-03&until={year}-09" for year in years),
        ],
        "points": ["/incidents/points", *(f"/incidents/points?event={event}" for event in events)],
        "incident": [f"/incidents/{one}" for one in (*ids[:20], *asked)],
        "report": [f"/reports/{one}" for one in told],
        "search": [
            *(f"/search?event={event}&since={year}" for event in events for year in (2013, 2019)),
            *(f"/search?actor={actor}" for actor in actors),
        ],
        "queue": ["/queue"],
        "sources": ["/sources", *(f"/sources?page={n}" for n in range(2, 6))],
        "audit": ["/audit"],
        "API": [f"/api/v1/incidents/{one}" for one in asked],
    }


@contextmanager
def served(folder: Path) -> Iterator[tuple[httpx.Client, int]]:
    """The desk in a process of its own: a client that is signed in, and the process's number."""
    command = [sys.executable, "-m", "riwaya.cli", "serve", "--workspace", str(folder)]
    process = subprocess.Popen([*command, "--port", str(PORT)], stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        printed = re.search(r"http://\S+", process.stderr.readline())
        assert printed is not None, "the desk does not start"
        with httpx.Client(base_url=f"http://127.0.0.1:{PORT}", trust_env=False) as client:
            for _ in range(200):
                try:
                    client.get(printed[0]).raise_for_status()
                    break
                except httpx.TransportError:
                    time.sleep(0.05)
            yield client, process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


async def person(
    pages: Mapping[str, Sequence[str]], count: int, cookie: str, log: Log, seed: int
) -> None:
    """One person: `count` pages, one after the other, over one connection."""
    draw = random.Random(seed)
    kinds = list(pages)
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    for _ in range(count):
        kind = draw.choice(kinds)
        path = draw.choice(pages[kind])
        start = time.perf_counter()
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\nCookie: {cookie}\r\n\r\n".encode()
        )
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
        await reader.readexactly(int(length[1]) if length else 0)
        log.times.setdefault(kind, []).append(time.perf_counter() - start)
        if not head.startswith("HTTP/1.1 200"):
            log.wrong.append(f"{path}: {head.splitlines()[0]}")
    writer.close()


async def crowd(pages: Mapping[str, Sequence[str]], people: int, count: int, cookie: str) -> Log:
    """So many people at once, until all have had their pages."""
    log = Log()
    each = count // people
    await asyncio.gather(*(person(pages, each, cookie, log, n) for n in range(people)))
    return log


def busy(process: int) -> tuple[float, float]:
    """The processor seconds of a process so far, and its most memory in MB (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    status = Path(f"/proc/{process}/status").read_text()
    peak = re.search(r"VmHWM:\s+(\d+)", status)
    assert peak is not None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), int(peak[1]) / 1024


def report(log: Log, took: float) -> None:
    """A line for each kind of page, and one for all."""
    every = [one * 1000 for times in log.times.values() for one in times]
    print(f"\n{'page':24}{'median':>9}{'99 %':>9}{'requests':>10}   ms")
    for kind, times in sorted(log.times.items()):
        ms = [one * 1000 for one in times]
        print(f"{kind:24}{median(ms):9.1f}{quantiles(ms, n=100)[-1]:9.1f}{len(ms):10,}")
    print(f"{'all':24}{median(every):9.1f}{quantiles(every, n=100)[-1]:9.1f}{len(every):10,}")
    print(f"bars: median {MEDIAN}, 99 % {WORST}; {len(every) / took:.0f} requests a second; "
          f"{len(log.wrong)} errors")  # fmt: skip
    for one in log.wrong[:10]:
        print(f"  {one}")


def main() -> None:
    """Make the workspace, serve it, ask."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--only", nargs="*", help="kinds of pages")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.folder or Path(name) / "workspace"
        workspace = workspace_of(folder, options.claims)
        with workspace, workspace.engine.connect() as connection:
            pages = addresses(connection, random.Random(1))
        if options.only:
            pages = {kind: pages[kind] for kind in options.only}
        with served(folder) as (client, process):
            cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
            for kind, several in pages.items():
                first = client.get(several[0])
                print(f"{kind:24} first {first.elapsed.total_seconds() * 1000:7.1f} ms "
                      f"{first.status_code} {len(first.content):,} bytes", flush=True)  # fmt: skip
            before, _ = busy(process)
            start = time.perf_counter()
            log = asyncio.run(crowd(pages, options.people, options.requests, cookie))
            report(log, time.perf_counter() - start)
            now, peak = busy(process)
            print(f"the desk: {now - before:.1f} s of processor time, {peak:.0f} MB at most")


if __name__ == "__main__":
    main()
