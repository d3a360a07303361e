"""When a host may be asked again: a pause between requests, a longer rest after failures.

Nothing here asks anything; clock and sleep are given, so that tests need no time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic, sleep

#: Seconds between two requests to one host.
DELAY = 5.0
#: Seconds of rest after a first failure; each further one in a row doubles it.
FIRST_REST = 60.0
#: The longest rest, and the longest pause that a robots.txt can ask for.
LONGEST_REST = 21_600.0
LONGEST_DELAY = 600.0


@dataclass(slots=True)
class _Host:
    next_turn: float = 0.0
    rest_until: float = 0.0
    failures: int = 0


class Politeness:
    """Keeps the turns of all hosts; not for several threads at once.

    `delay`: seconds between requests. `clock` gives seconds that never go back.
    """

    def __init__(
        self,
        delay: float = DELAY,
        *,
        clock: Callable[[], float] = monotonic,
        sleep: Callable[[float], None] = sleep,
    ) -> None:
        self._delay = delay
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}

    def pause(self, host: str) -> float:
        """Seconds until the host may be asked, 0 for now; the rest after failures included."""
        known = self._hosts.get(host)
        if known is None:
            return 0.0
        return max(0.0, max(known.next_turn, known.rest_until) - self._clock())

    def rest(self, host: str) -> float:
        """Seconds that the host still rests after failures; 0 when it doesn't."""
        known = self._hosts.get(host)
        return max(0.0, known.rest_until - self._clock()) if known else 0.0

    def take_turn(self, host: str, delay: float | None = None) -> None:
        """Sleep until the host may be asked, and start its next pause.

        `delay`: what the host's robots.txt asks for; the longer of the two is kept.
        """
        pause = self.pause(host)
        if pause:
            self._sleep(pause)
        self._start_pause(host, delay)

    def answered(self, host: str, delay: float | None = None) -> None:
        """The host is well: the pause counts from now, and former failures are forgotten."""
        self._start_pause(host, delay).failures = 0

    def failed(self, host: str, retry_after: float | None = None) -> float:
        """The host is not: it rests, at least as long as it asked for; gives the seconds."""
        known = self._hosts.setdefault(host, _Host())
        known.failures += 1
        rest = max(doubled(FIRST_REST, known.failures - 1, LONGEST_REST), retry_after or 0.0)
        known.rest_until = self._clock() + rest
        return rest

    def _start_pause(self, host: str, delay: float | None) -> _Host:
        known = self._hosts.setdefault(host, _Host())
        asked = min(delay or 0.0, LONGEST_DELAY)
        known.next_turn = self._clock() + max(self._delay, asked)
        return known


def doubled(first: float, times: int, longest: float) -> float:
    """`first` doubled so many times, at most `longest`."""
    return float(min(first * 2 ** min(times, 60), longest))
