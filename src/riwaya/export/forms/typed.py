"""Columns of their types: what data frames and Parquet files share (the extra `frame`: polars)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any

from riwaya.errors import MissingExtra

if TYPE_CHECKING:
    import pandas
    import polars


@dataclass(frozen=True, slots=True)
class Types:
    """Which columns hold what; all others hold words.

    Days are dates as far as they are whole days; what says less (a month) is null.
    """

    numbers: frozenset[str] = frozenset()
    integers: frozenset[str] = frozenset()
    truths: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()

    def frame(
        self, names: Sequence[str], columns: Iterable[Sequence[Any]], form: str = "data frames"
    ) -> "polars.DataFrame":
        """A frame of the columns' values; raises MissingExtra that says what `form` needs."""
        library = polars_or_say(form)
        several = zip(names, columns, strict=True)
        frame: polars.DataFrame = library.DataFrame(
            [self._series(library, name, values) for name, values in several]
        )
        days = sorted(self.days.intersection(names))
        return frame.with_columns(library.col(*days).str.to_date("%Y-%m-%d", strict=False))

    def _series(self, library: ModuleType, name: str, values: Sequence[Any]) -> Any:
        kind = self._kind(library, name)
        try:
            return library.Series(name, values, dtype=kind, strict=name not in self.numbers)
        except UnicodeEncodeError:  # a lone surrogate of a report's text, which Arrow can't hold
            return library.Series(name, [_whole(value) for value in values], dtype=kind)

    def _kind(self, library: ModuleType, name: str) -> Any:
        if name in self.numbers:
            return library.Float64
        if name in self.integers:
            return library.Int64
        if name in self.lists:
            return library.List(library.String)
        return library.Boolean if name in self.truths else library.String


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    return [_whole(part) for part in value] if isinstance(value, list) else value


def polars_or_say(form: str) -> ModuleType:
    """The library polars; raises MissingExtra that says what the form needs."""
    try:
        import polars  # noqa: PLC0415 (optional and heavy)
    except ImportError:
        raise MissingExtra(
            f"{form} needs polars, which isn't installed: pip install 'riwaya[frame]'"
        ) from None
    return polars


def pandas_of(frame: "Callable[[], polars.DataFrame]") -> "pandas.DataFrame":
    """A frame as pandas has it: whole numbers and truths may be missing (Int64, boolean).

    Days are datetime64. Raises MissingExtra without the extra `pandas` (pandas, pyarrow, polars).
    """
    try:
        import pandas  # noqa: PLC0415 (optional and heavy)
        import pyarrow  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtra(
            f"pandas frames need {error.name}, which isn't installed: pip install 'riwaya[pandas]'"
        ) from None
    kinds = {pyarrow.int64(): pandas.Int64Dtype(), pyarrow.bool_(): pandas.BooleanDtype()}
    return frame().to_pandas(types_mapper=kinds.get, date_as_object=False)
