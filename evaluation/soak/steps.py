"""Steps of a program towards the disk, counted; at a given one it kills itself.

A step is a write, a sync, a rename or a cut of a file by Riwaya, or a statement or a commit sent to
the database. Times alone would seldom hit them: they are short beside the reading.
"""

import os
import signal
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event


class Steps:
    """Counts steps from now on; kills the process group at step number `last`, if there is one."""

    def __init__(self, last: int | None = None) -> None:
        self.taken = 0
        self._last = last
        self._write = os.write
        os.write = self._torn_write
        for name in ("fsync", "rename", "ftruncate", "unlink", "mkdir"):
            setattr(os, name, self._counted(getattr(os, name)))
        for name in ("before_cursor_execute", "commit"):
            event.listen(Engine, name, self._step)

    def _step(self, *_: Any) -> None:
        self.taken += 1
        if self.taken == self._last:
            os.killpg(0, signal.SIGKILL)

    def _counted(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            self._step()
            return call(*arguments, **named)

        return counted

    def _torn_write(self, file: int, data: Any) -> int:
        """A write of which only a part is done when it is the last step."""
        if self.taken + 1 == self._last:
            self._write(file, bytes(data)[: len(data) // 2])
        self._step()
        return self._write(file, data)
