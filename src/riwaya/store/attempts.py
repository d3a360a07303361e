"""Failed sign-ins by name and by address, and how long the next one must wait.

A guess is written down before it is tried, so that many at once gain nothing. The wait is told in
seconds; times are seconds since 1970.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from riwaya.store.desk_tables import attempts

#: Rows older than any rule looks at are cleared away: a day.
OLDEST = 24 * 3600.0
#: Doublings beyond this one change nothing.
MOST_DOUBLINGS = 20


@dataclass(frozen=True, slots=True)
class Patience:
    """After `free` failures one waits a second, then twice as long each time, `longest` at most.

    Failures that lie `memory` seconds back don't count any more.
    """

    free: int
    longest: float
    memory: float = OLDEST

    def wait(self, failures: int) -> float:
        """How long after the last of so many failures the next attempt may come."""
        if failures < self.free:
            return 0.0
        return min(self.longest, 2.0 ** min(failures - self.free, MOST_DOUBLINGS))


def to_wait(connection: Connection, rules: Mapping[str, Patience], at: float) -> float:
    """How many seconds are left to wait for whoever all these rules are about; 0: none."""
    left = 0.0
    for who, patience in rules.items():
        query = select(func.count(), func.max(attempts.c.at))
        query = query.where(attempts.c.who == who, attempts.c.at > at - patience.memory)
        failures, last = connection.execute(query).one()
        if failures:
            left = max(left, last + patience.wait(failures) - at)
    return left


def put_attempts(connection: Connection, several: Mapping[str, Patience], at: float) -> None:
    """Write an attempt down under each of its keys; old ones are cleared away."""
    connection.execute(delete(attempts).where(attempts.c.at <= at - OLDEST))
    connection.execute(insert(attempts), [{"who": who, "at": at} for who in several])


def forget_attempts(connection: Connection, who: str, at: float | None = None) -> None:
    """Forget the failures under a key, or the one at a moment: the right password was given."""
    gone = delete(attempts).where(attempts.c.who == who)
    connection.execute(gone if at is None else gone.where(attempts.c.at == at))
