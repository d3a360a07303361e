"""Fusion at size: generated claims with realistic keys, 100,000 and 1,000,000 of them.

`python -m evaluation.benchmarks.fusion [--claims 1000000]` prints seconds on the clock and of the
processor, peak memory, and the processor's time per claim as a ratio between the two sizes.
"""

import argparse
import random
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice, product

from riwaya.fusion.fuse import Fusion
from riwaya.fusion.told import ToldReport
from riwaya.knowledge.places import shipped_places
from riwaya.records.claim import Claim, Link
from riwaya.records.mention import Mention, Party, Place, Quantity, Source, Time
from riwaya.records.terms import Event

DEEDS: tuple[Event, ...] = ("air_strike", "shelling", "bombing", "clash", "attack", "capture")
ACTORS = (
    "syrian-army", "russia", "islamic-state", "turkish-armed-forces", "sdf", "houthis",
    "saudi-led-coalition", "israel-defense-forces", "hamas", "iraqi-army", "rsf", "sudanese-army",
)  # fmt: skip
OUTLETS = tuple(f"outlet {k}" for k in range(60))
LETTERS = tuple(chr(ord("\N{ARABIC LETTER BEH}") + k) for k in range(9))
WORDS = tuple("".join(word) for word in islice(product(LETTERS, repeat=4), 4000))
#: Claims in a report, happenings in one, reports that tell one happening, and a day's tellings.
CLAIMS, HAPPENINGS, TOLD, A_DAY = 20, 6, 3, 60


def generated(claims: int, seed: int = 1) -> Iterator[ToldReport]:
    """Reports with so many claims in all; most happenings are told by several reports."""
    rng = random.Random(seed)
    spots = [spot for spot in shipped_places().by_id.values() if spot.radius_km <= 40]
    reports = claims // CLAIMS
    # A larger collection covers more days, not denser ones.
    days = max(30, reports * HAPPENINGS // A_DAY)
    # Half of all fighting is where a hundredth of the places are.
    hot = rng.sample(spots, max(1, len(spots) // 100))
    happenings = [
        (
            rng.choice(hot if rng.random() < 0.5 else spots),
            rng.randrange(days),
            rng.choice(DEEDS),
            rng.sample(ACTORS, 2),
            rng.choice((None, 1, 2, 3, 5, 8, 12, 17, 25, 60)),
        )
        for _ in range(reports * HAPPENINGS // TOLD)
    ]
    happenings.sort(key=lambda happening: happening[1])
    first = date(2015, 1, 1)
    for number in range(reports):
        at = number * len(happenings) // reports
        day = happenings[at][1]
        near = happenings[max(0, at - 20) : at + 20]
        chosen = rng.sample(near, min(HAPPENINGS, len(near)))
        yield _report(rng, number, first + timedelta(day), first, chosen)


def _report(
    rng: random.Random, number: int, published: date, first: date, chosen: list[tuple]
) -> ToldReport:
    text = " ".join(rng.choices(WORDS, k=120)) + ". "
    claims: list[Claim] = []
    for spot, day, deed, (agent, target), dead in chosen:
        when = (first + timedelta(day)).isoformat()
        start = len(claims) * 5
        place = Place.of(
            text, start, start + 3, relation="in", entity=spot.id, name=spot.name,
            lat=spot.lat, lon=spot.lon, radius_km=spot.radius_km,
        )  # fmt: skip
        common = {
            "polarity": "affirmed",
            "reality": "actual",
            "stance": "states",
            "quoted": False,
            "places": (place,),
            "time": Time.of(text, start, start + 2, from_=when, to=when),
            "agents": (Party.of(text, start, start + 2, entity=agent),),
            "targets": (Party.of(text, start, start + 2, entity=target),),
            "attribution": (
                (Source.of(text, start, start + 3, kind="ngo", named=True, entity="sohr"),)
                if rng.random() < 0.4
                else ()
            ),
        }
        deed_id = f"c{len(claims) + 1}"
        trigger = Mention.of(text, start, start + 3)
        claims.append(Claim(id=deed_id, event=deed, trigger=trigger, **common))
        for event, measure in (("kill", "killed"), ("damage", "destroyed"), ("injure", "injured")):
            if dead is None and event == "kill":
                continue
            count = max(1, (dead or 4) + rng.choice((-1, 0, 0, 0, 2)))
            quantity = Quantity.of(
                text, start, start + 1, measure=measure, low=count, high=count, unit="person"
            )
            claims.append(
                Claim(
                    id=f"c{len(claims) + 1}",
                    event=event,
                    trigger=Mention.of(text, start + 1, start + 4),
                    quantities=(quantity,),
                    links=(Link(relation="caused_by", claim=deed_id),),
                    **common,
                )
            )
    return ToldReport(
        id=f"r{number:07}",
        sources=(f"r{number}.txt",),
        outlet=rng.choice(OUTLETS),
        published=published.isoformat(),
        text=text,
        claims=tuple(claims[:CLAIMS]),
    )


def measure(claims: int) -> tuple[float, float, int, int, int]:
    """Seconds of fusion (clock, processor), claims, tellings, groups; without generating."""
    clock = Clock(generated(claims))
    begun, worked = time.perf_counter(), time.process_time()
    fusion = Fusion.of(clock)
    groups = fusion.groups()
    seconds = time.perf_counter() - begun - clock.seconds
    work = time.process_time() - worked - clock.work
    return seconds, work, clock.claims, len(fusion.tellings), len(groups)


class Clock:
    """Reports handed on, with the seconds that waiting for them took."""

    def __init__(self, reports: Iterator[ToldReport]) -> None:
        self._reports = reports
        self.seconds = 0.0
        self.work = 0.0
        self.claims = 0

    def __iter__(self) -> "Clock":
        return self

    def __next__(self) -> ToldReport:
        begun, worked = time.perf_counter(), time.process_time()
        try:
            report = next(self._reports)
        finally:
            self.seconds += time.perf_counter() - begun
            self.work += time.process_time() - worked
        self.claims += len(report.claims)
        return report


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--claims", type=int, default=1_000_000)
    wanted = parser.parse_args().claims
    each: list[float] = []
    for size in (wanted // 10, wanted):
        seconds, work, claims, tellings, groups = measure(size)
        each.append(work / claims)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        print(
            f"{claims:>9,} claims {tellings:>8,} tellings {groups:>8,} groups "
            f"{seconds:7.1f} s, {work:7.1f} s of work, {work / claims * 1e6:6.1f} µs a claim, "
            f"peak {peak:.2f} GB",
            flush=True,
        )
    print(f"time per claim: {each[1] / each[0]:.2f} times that of the smaller size")


if __name__ == "__main__":
    main()
