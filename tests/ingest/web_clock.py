"""A clock for tests: time goes on only where somebody sleeps."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from riwaya.ingest.politeness import Politeness

START = datetime(2015, 11, 21, 12, tzinfo=UTC)


@dataclass
class Clock:
    seconds: float = 1_000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds - 1_000.0)

    def politeness(self, delay: float = 5.0) -> Politeness:
        return Politeness(delay, clock=self, sleep=self.sleep)
