"""Many texts -> readings in their order, by this process or by several, as fast as they are taken.

Texts are taken no faster than readings are: a few for each process lie between, so that a million
of them need no more memory than a hundred.
"""

import logging
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Literal, overload

from riwaya.errors import BadInput, BadModel, RiwayaError
from riwaya.ingest.load import load
from riwaya.ingest.source import Source, printable
from riwaya.pipeline import Reader, Reading, Settings, default_reader, read_input
from riwaya.processes import cores, in_order, pool_of
from riwaya.records.report import Report

#: A text; a text with what is known of its report; a file.
Text = str | tuple[str, Report] | Path
#: Texts of one job for another process, and the characters after which a job is large enough: a
#: job is worth sending, and whoever closes the generator needn't wait for long.
TOGETHER, LARGE = 8, 4_000
KILLED = (
    "a reading process ended by itself: out of memory (then read with fewer processes), or started "
    'by a script without `if __name__ == "__main__":` around what it does'
)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """One text to be read, by its number from 1."""

    number: int
    given: Any

    @property
    def name(self) -> str:
        """What a message calls it."""
        return printable(str(self.given)) if isinstance(self.given, Path) else f"text {self.number}"

    @property
    def size(self) -> int:
        """Its characters, about; a file isn't looked at."""
        text = self.given[0] if isinstance(self.given, tuple) and self.given else self.given
        return len(text) if isinstance(text, str) else LARGE // 2


@overload
def read_many(
    texts: Iterable[Text],
    *,
    processes: int | None = 1,
    errors: Literal["raise"] = "raise",
    reader: Reader | None = None,
) -> Generator[Reading, None, None]: ...


@overload
def read_many(
    texts: Iterable[Text],
    *,
    processes: int | None = 1,
    errors: Literal["give"],
    reader: Reader | None = None,
) -> Generator[Reading | RiwayaError, None, None]: ...


def read_many(
    texts: Iterable[Text],
    *,
    processes: int | None = 1,
    errors: Literal["raise", "give"] = "raise",
    reader: Reader | None = None,
) -> Generator[Reading | RiwayaError, None, None]:
    """Read texts one after another: a generator of their readings, in their order.

    A text is a string, a string with its `Report`, or the path of a file (text, HTML, .docx, .pdf,
    .eml). Strings get the ids "text-1", "text-2"… by their place.

    `processes`: how many read at once (None: one for each core); each loads the model for itself.
    With one, the default, this process reads, and takes each text when its reading is asked for.
    A script that asks for several does so under `if __name__ == "__main__":`, as Python's
    `multiprocessing` demands. Closing the generator, or leaving it, ends the processes.

    `errors`: "raise" ends with the first text that can't be read (RiwayaError, mostly BadInput);
    "give" gives the error in the reading's place and reads on. A bad model (BadModel) and a process
    that was killed (RiwayaError) are raised always. `reader` is used instead of the model that
    comes with Riwaya.

    >>> import riwaya
    >>> texts = ["قتل خمسة مدنيين في قصف على مدينة الرقة.", "خرج متظاهرون في الناصرية.", 7]
    >>> for reading in riwaya.read_many(texts, errors="give"):
    ...     print(reading)
    <Reading of 'text-1': 2 claims>
    <Reading of 'text-2': 1 claim>
    text 3: a int; give a string, a string with its Report, or a Path
    """
    if errors not in {"raise", "give"}:
        raise BadInput(f"errors={errors!r}: known are 'raise' and 'give'")
    number = cores() if processes is None else processes
    if number < 1:
        raise BadInput(f"processes={number}: one at least")
    return _readings(texts, number, raising=errors == "raise", reader=reader)


def _readings(
    texts: Iterable[Text], processes: int, *, raising: bool, reader: Reader | None
) -> Generator[Reading | RiwayaError, None, None]:
    job: Callable[..., list[Reading | RiwayaError]]
    if processes == 1:
        job = partial(_read_all, reader or default_reader())
    else:
        job = partial(_read_there, reader.settings if reader else Settings())
        log.debug("%d processes read", processes)
    asked = (Asked(number, given) for number, given in enumerate(texts, 1))
    with pool_of(processes, RiwayaError(KILLED)) as pool:
        for several in in_order(pool, job, _jobs(asked, 1 if processes == 1 else TOGETHER)):
            for one in several:
                if raising and isinstance(one, RiwayaError):
                    raise one
                yield one


def _jobs(asked: Iterable[Asked], most: int) -> Iterator[tuple[list[Asked]]]:
    """Texts by jobs: so many at most, fewer where they are long."""
    job: list[Asked] = []
    for one in asked:
        job.append(one)
        if len(job) >= most or sum(text.size for text in job) >= LARGE:
            yield (job,)
            job = []
    if job:
        yield (job,)


def _read_there(settings: Settings, several: list[Asked]) -> list[Reading | RiwayaError]:
    """What another process does; it keeps its reader."""
    return _read_all(_reader_of(settings), several)


@lru_cache(maxsize=1)
def _reader_of(settings: Settings) -> Reader:
    return default_reader() if settings == Settings() else settings.reader()


def _read_all(reader: Reader, several: list[Asked]) -> list[Reading | RiwayaError]:
    return [_read(reader, one) for one in several]


def _read(reader: Reader, one: Asked) -> Reading | RiwayaError:
    try:
        return _read_or_raise(reader, one)
    except BadModel:  # no other text would fare better
        raise
    except RiwayaError as error:
        return error
    except (MemoryError, RecursionError) as error:
        return RiwayaError(f"{one.name}: too much to read ({type(error).__name__})")


def _read_or_raise(reader: Reader, one: Asked) -> Reading:
    match one.given:
        case str() as text:
            id_ = f"text-{one.number}"
            return reader.read(text, Report(id=id_, sha256=Report.digest(text)))
        case (str() as text, Report() as report):
            return reader.read(text, report)
        case Path() as path:
            return read_input(reader, load(Source(path, printable(path.stem))))
        case other:
            raise BadInput(
                f"{one.name}: a {type(other).__name__}; give a string, a string with its Report, "
                "or a Path"
            )
