"""What pages have worked out, kept for as long as the workspace stays as it is."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar, cast

Value = TypeVar("Value")
#: The oldest goes when there are more.
MOST = 2_000


class Memory:
    """Values by key; a key holds the state of the workspace, so nothing in it is ever stale."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def recall(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of a key; several who ask for a new one at once wait for one to make it."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast(Value, self._kept[key])
            making = self._making.setdefault(key, Lock())
        with making:
            with self._lock:
                if key in self._kept:
                    return cast(Value, self._kept[key])
            try:
                value = make()
                with self._lock:
                    self._kept[key] = value
                    while len(self._kept) > self._most:
                        self._kept.popitem(last=False)
            finally:
                with self._lock:
                    self._making.pop(key, None)
            return value

    def forget(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
