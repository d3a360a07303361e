"""Several files that belong together come into their places together, each whole or not at all."""

from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from riwaya.errors import BadInput
from riwaya.export.destination import aside


class Placing:
    """A context: files are written under other names, and put in place when it ends well.

    An error of the file system is said as BadInput that names the file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._waiting: dict[Path, Path] = {}

    def aside(self, path: Path) -> Path:
        """Where to write what is to be found at `path` in the end."""
        if path.is_dir():
            raise BadInput(f"{path}: is a folder; name a file")
        if not path.parent.is_dir():
            raise BadInput(f"{path}: there is no folder {path.parent}")
        return self._waiting.setdefault(path, aside(path))

    def beside(self, ending: str) -> Path:
        """The place of a file that goes with the one asked for: FILE + ".losses.json"."""
        return self.path.with_name(self.path.name + ending)

    @property
    def places(self) -> tuple[Path, ...]:
        """The files so far, in their order."""
        return tuple(self._waiting)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                for path, unfinished in self._waiting.items():
                    unfinished.replace(path)
            elif isinstance(error, OSError):
                raise BadInput(f"{self.path}: can't be written: {_words(error)}") from None
        except OSError as trouble:
            raise BadInput(f"{self.path}: can't be written: {_words(trouble)}") from None
        finally:
            for unfinished in self._waiting.values():
                with suppress(OSError):
                    unfinished.unlink(missing_ok=True)


def _words(error: OSError) -> str:
    return error.strerror or str(error)
