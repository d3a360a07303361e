"""Answers kept by what was asked: the same text, prompt and model are asked once.

An answer quotes its report, so files are for their owner alone.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

import msgspec

from riwaya.errors import BadInput, MissingExtra


class Cache:
    """A folder of answers, a file each; what can't be read of it counts as not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, asked: bytes) -> str | None:
        """What was answered; None where that isn't known."""
        with suppress(OSError, msgspec.DecodeError, msgspec.ValidationError):
            return msgspec.json.decode(self._path(asked).read_bytes(), type=str)
        return None

    def put(self, asked: bytes, answer: str) -> None:
        """Keep an answer; raises BadInput where the folder can't be written."""
        path = self._path(asked)
        unfinished = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.json.encode(answer.encode("utf-8", "replace").decode()))
            unfinished.replace(path)
        except OSError as error:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise BadInput(
                f"{self._folder}: answers can't be kept there ({error.strerror}); choose another "
                "folder with --cache, or --no-cache"
            ) from None

    def _path(self, asked: bytes) -> Path:
        name = hashlib.sha256(asked).hexdigest()
        return self._folder / name[:2] / f"{name}.json"


def own_folder() -> Path:
    """The user's cache folder for answers; raises MissingExtra."""
    try:
        from platformdirs import user_cache_path  # noqa: PLC0415 (of an extra)
    except ImportError:
        raise MissingExtra(
            "a language model needs platformdirs, which isn't installed: pip install 'riwaya[llm]'"
        ) from None
    return user_cache_path("riwaya", appauthor=False) / "llm"
