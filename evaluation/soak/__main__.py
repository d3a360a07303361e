"""Kill -9 at random moments: `python -m evaluation.soak --kills 200 --seed 1` (`make soak`).

A workspace is filled with some sixty reports of several kinds, reread by another reader, and
migrated by a later schema, while it is killed again and again: at random times between 0 and the
usual duration, or at a random write, sync, rename or statement; all of its processes, or only the
one that writes, or only one that reads. After each kill the workspace must open and verify. Each
stage then goes on to its end, and must hold what an undisturbed one holds: every report once, read
once by each reader, the index as the readings say, nothing read again that had been read.

A stand-in reads in place of the model (`evaluation.soak.stub`), so that there are many moments a
second; in every tenth round the model itself does.
"""

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

from evaluation.soak.rounds import STAGES, Soak, Wrong
from evaluation.soak.sources import write_sources

#: Reports of each kind of source; a round with the model itself reads fewer.
EACH, EACH_REAL = 12, 3
REAL_ROUND = 10


def main() -> None:
    """Kill so many times; ends with 1 where something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=EACH, help="reports of each kind of source")
    parser.add_argument("--kind", choices=list(STAGES), help="kill at this only")
    parser.add_argument("--alone", action="store_true", help="no processes beside the writing one")
    parser.add_argument("--no-model", action="store_true", help="no round with the model itself")
    options = parser.parse_args()
    _preload()
    folder = Path(tempfile.mkdtemp(prefix="riwaya-soak-"))
    kinds = (options.kind,) if options.kind else tuple(STAGES)
    soaks = {}
    for real, each in ((False, options.each), (True, EACH_REAL)):
        place = folder / ("model" if real else "stub")
        sources = place / "sources"
        write_sources(sources, each=each, seed=options.seed)
        soaks[real] = Soak(place, sources, options.seed, kinds)
        if options.alone:
            soaks[real].jobs = (1,)
    start, killed, number = time.monotonic(), 0, 0
    try:
        while killed < options.kills:
            number += 1
            real = number % REAL_ROUND == 0 and not options.no_model
            killed += soaks[real].round(number, options.kills - killed, real=real)
            print(
                f"{killed} of {options.kills} kills, {time.monotonic() - start:.0f} s", flush=True
            )
    except Wrong as wrong:
        print(f"after {killed} kills: {wrong}\nlook into {folder}", file=sys.stderr)
        raise SystemExit(1) from None
    shutil.rmtree(folder)
    for kind, count in sorted((soaks[False].kills + soaks[True].kills).items()):
        print(f"{kind:20}{count:5}")
    print(f"{killed} of {options.kills}: opened, verified, went on; nothing lost, nothing twice")


def _preload() -> None:
    """What the killed processes would load again and again, since they are forked."""
    import alembic.command  # noqa: PLC0415, F401

    import riwaya.ingest.html  # noqa: PLC0415, F401


if __name__ == "__main__":
    main()
