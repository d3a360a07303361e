"""Where readings are written: standard output, one file, or a folder with a file per report.

A file is there whole or not at all: it is written beside its place under another name and then
put there in one step, so that a stop in the middle leaves no half file behind.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol, TextIO

from riwaya.errors import BadInput
from riwaya.export.screen.formats import JOINABLE, Format, joined, render
from riwaya.records.report import Document


class Destination(Protocol):
    """Takes documents one after another."""

    def put(self, name: str, text: str, document: Document) -> None:
        """Write a document; raises BadInput that says why it can't be written."""

    def close(self) -> None:
        """Nothing more comes."""

    def abandon(self) -> None:
        """Stopped in the middle: what is whole stays, what isn't goes."""


def choose_form(asked: str | None, output: Path | None, *, several: bool) -> Format:
    """The form asked for, else by the output's ending, else what fits; BadInput if nothing does."""
    if asked is not None:
        try:
            return Format(asked.lower())
        except ValueError:
            known = ", ".join(form.value for form in Format)
            raise BadInput(f"--format {asked!r} is unknown; known: {known}") from None
    for form in Format:
        if output is not None and not output.is_dir() and output.suffix.lower() == form.suffix:
            return form
    if output is None:
        return Format.JSONL if several else Format.TEXT
    return Format.JSON


def destination_for(
    output: Path | None,
    form: Format,
    inputs: Iterable[Path],
    *,
    several: bool,
    everything: bool,
) -> Destination:
    """Where `-o` says; raises BadInput for several documents in a form that holds one."""
    if output is None:
        if several and form not in JOINABLE and form is not Format.JSON:
            raise BadInput(f"several inputs as {form.value} need a folder: -o FOLDER")
        # One document a line is the only JSON that several can share.
        joined_form = Format.JSONL if several and form is Format.JSON else form
        return Stream(joined_form, everything=everything)
    if output.is_dir() or str(output).endswith(os.sep) or (several and not _one_file(output, form)):
        return Folder(output, form, inputs, everything=everything)
    return OneFile(output, form, inputs, everything=everything)


def _one_file(output: Path, form: Format) -> bool:
    """Whether several documents are meant to go into one file: "all.jsonl", "all.csv"."""
    if output.suffix.lower() != form.suffix:
        return False
    if form not in JOINABLE:
        raise BadInput(f"{output}: one file can't hold several as {form.value}; use -o FOLDER")
    return True


class Stream:
    """Standard output; several documents one after another."""

    def __init__(self, form: Format, *, everything: bool, out: TextIO | None = None) -> None:
        self._form = form
        self._everything = everything
        self._out = out or sys.stdout
        self._parts = 0

    def put(self, name: str, text: str, document: Document) -> None:  # noqa: ARG002
        """Write a document; the listing in colours where that is a terminal."""
        if self._form is Format.TEXT and self._out.isatty():
            self._print(text, document)
        else:
            rendered = render(self._form, text, document, everything=self._everything)
            self._out.write(joined(self._form, self._parts, rendered))
        self._out.flush()
        self._parts += 1

    def _print(self, text: str, document: Document) -> None:
        from rich.console import Console  # noqa: PLC0415 (slow to import)

        from riwaya.export.screen.listing import print_listing  # noqa: PLC0415

        console = Console(file=self._out, highlight=False)
        if self._parts:
            console.print()
        print_listing(console, text, document, everything=self._everything)

    def close(self) -> None:
        """Nothing to do: each document was flushed."""

    def abandon(self) -> None:
        """Nothing to do: each document was flushed."""


class OneFile:
    """A file of its own for one document, or one file for several where the form allows it."""

    def __init__(
        self, path: Path, form: Format, inputs: Iterable[Path], *, everything: bool
    ) -> None:
        refuse_input(path, inputs)
        self._path = path
        self._aside = aside(path)
        try:
            self._file = self._aside.open("w", encoding="utf-8", errors="replace", newline="")
        except OSError as error:
            raise BadInput(f"{path}: can't be written: {error.strerror}") from None
        self._stream = Stream(form, everything=everything, out=self._file)
        self._parts = 0

    def put(self, name: str, text: str, document: Document) -> None:
        """Write a document after the others."""
        try:
            self._stream.put(name, text, document)
        except OSError as error:
            raise BadInput(f"{self._path}: can't be written: {error.strerror}") from None
        self._parts += 1

    def close(self) -> None:
        """Put the file in its place; none where no document came."""
        self._file.close()
        if self._parts:
            self._aside.replace(self._path)
        else:
            self._aside.unlink(missing_ok=True)

    def abandon(self) -> None:
        """The documents that are whole are kept."""
        self.close()


class Folder:
    """A file per document, named after its report."""

    def __init__(
        self, path: Path, form: Format, inputs: Iterable[Path], *, everything: bool
    ) -> None:
        self._path = path
        self._form = form
        self._inputs = list(inputs)
        self._everything = everything
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadInput(f"{path}: can't be made a folder: {error.strerror}") from None

    def put(self, name: str, text: str, document: Document) -> None:
        """Write NAME.json (or another ending) in one step."""
        path = self._path / f"{name}{self._form.suffix}"
        refuse_input(path, self._inputs)
        rendered = render(self._form, text, document, everything=self._everything)
        with written_whole(path) as file:
            file.write(rendered)

    def close(self) -> None:
        """Nothing to do: each file is in its place."""

    def abandon(self) -> None:
        """Nothing to do: each file is in its place or was never there."""


@contextmanager
def written_whole(path: Path) -> Iterator[TextIO]:
    """A file to write that comes into its place when it is finished, and never before."""
    temporary = aside(path)
    try:
        with temporary.open("w", encoding="utf-8", errors="replace", newline="") as file:
            yield file
        temporary.replace(path)
    except OSError as error:
        raise BadInput(f"{path}: can't be written: {error.strerror}") from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def aside(path: Path) -> Path:
    """The name under which a file is written before it is finished."""
    return path.with_name(f".{path.name[:200]}.{os.getpid()}.part")


def refuse_input(path: Path, inputs: Iterable[Path]) -> None:
    """Raise BadInput where writing would overwrite one of the reports being read."""
    for source in inputs:
        with suppress(OSError):
            if path.exists() and path.samefile(source):
                raise BadInput(f"{path}: is itself an input; choose another place with -o")
