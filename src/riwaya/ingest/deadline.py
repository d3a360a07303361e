"""A time limit on a whole exchange with a server, however slowly it drips its bytes.

A socket's own timeout starts anew with each byte. Here the connection is cut when the time is up,
whatever is being waited for: a header, a chunk, the end.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from time import monotonic


class Deadline:
    """So many seconds from now."""

    def __init__(self, seconds: float) -> None:
        self._end = monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds, 0 when it is past."""
        return max(0.0, self._end - monotonic())

    @property
    def past(self) -> bool:
        """Whether the time is up: what was read by then may be cut off and must not be kept."""
        return self.left == 0

    @contextmanager
    def cutting(self, connected: socket.socket) -> Iterator[None]:
        """Inside, the socket is shut down when the time is up; that wakes whoever reads from it."""
        timer = Timer(self.left, _cut, [connected])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def _cut(connected: socket.socket) -> None:
    with suppress(OSError):  # it is closed already
        # Not SSLSocket's own: it would drop the state that the reader is using.
        socket.socket.shutdown(connected, socket.SHUT_RDWR)
