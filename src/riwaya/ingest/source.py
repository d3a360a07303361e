"""What the command line names -> the sources to read, in stable order, each with a name of its own.

A source is only named here; `load` opens it, so that one bad file stops no other.
"""

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from riwaya.errors import BadInput

STDIN = "-"
#: What is read of a folder; a file named by itself may be called anything.
SUFFIXES = frozenset([".txt", ".text", ".html", ".htm", ".xhtml", ".docx", ".pdf", ".eml"])


@dataclass(frozen=True, slots=True)
class Source:
    """One input: its path (None: standard input) and its name among all inputs of the call."""

    path: Path | None
    id: str

    @property
    def name(self) -> str:
        """What messages call it."""
        return "standard input" if self.path is None else printable(str(self.path))


def sources_of(
    arguments: Sequence[str], suffixes: Collection[str] = SUFFIXES
) -> tuple[list[Source], list[BadInput]]:
    """The sources that files, folders and `-` stand for, and what was wrong with the others.

    Folders are walked in order of names, hidden files left out; a file named twice is read once.
    """
    found: dict[Path | None, Source] = {}
    bad: list[BadInput] = []
    for argument in arguments:
        try:
            for path in _paths(argument, suffixes):
                stem = "stdin" if path is None else printable(path.stem)
                found.setdefault(path, Source(path, stem))
        except BadInput as error:
            bad.append(error)
    return distinct(found.values()), bad


def _if_address(argument: str) -> str:
    if not argument.startswith(("http://", "https://")):
        return ""
    return "; pages are fetched by `riwaya add URL` into a workspace, or saved by your browser"


def _paths(argument: str, suffixes: Collection[str]) -> list[Path | None]:
    if argument == STDIN:
        return [None]
    path = Path(argument)
    if not path.exists():
        raise BadInput(f"{printable(argument)}: no such file or folder{_if_address(argument)}")
    if not path.is_dir():
        return [path]
    files: list[Path | None] = list(_files_in(path, suffixes))
    if not files:
        kinds = ", ".join(sorted(suffixes))
        raise BadInput(f"{printable(argument)}: a folder without reports ({kinds})")
    return files


def _files_in(folder: Path, suffixes: Collection[str]) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in suffixes:
                yield Path(place, name)


def distinct(sources: Iterable[Source]) -> list[Source]:
    """The sources with ids that differ, also on file systems that don't tell a from A.

    Two files `a.txt` and `a.html` become `a.txt` and `a.html`; in two folders, `x_a.txt` …
    """
    named = list(sources)
    for depth in (1, 2, 3):
        taken = Counter(source.id.casefold() for source in named)
        named = [
            source if taken[source.id.casefold()] == 1 else replace(source, id=_id(source, depth))
            for source in named
        ]
    return _numbered(named)


def _id(source: Source, depth: int) -> str:
    """The last `depth` parts of the path in one name."""
    parts = source.path.parts[-depth:] if source.path else ("stdin",)
    return printable("_".join(part for part in parts if part not in {"..", "/"}))


def _numbered(sources: Iterable[Source]) -> list[Source]:
    taken: set[str] = set()
    named = []
    for source in sources:
        id_, number = source.id, 1
        while id_.casefold() in taken:
            number += 1
            id_ = f"{source.id}-{number}"
        taken.add(id_.casefold())
        named.append(replace(source, id=id_))
    return named


def printable(name: str) -> str:
    """A file's name with what can't be printed replaced: undecodable bytes, control characters."""
    name = name.encode("utf-8", "replace").decode("utf-8")
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
