"""Rows of a workspace's own tables: read, added, changed and taken away, one at a time.

The tables lie in the workspace's folder `knowledge` (forms: docs/reference/tables.md). A change is
checked by the loader that reading uses, on copies, before anything is put in its place: under the
workspace's lock, written and flushed beside the table, then renamed onto it. So a table is always
whole, and never wrong.
"""

import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from riwaya.errors import BadInput, BadTable, BadWorkspace
from riwaya.ingest.lock import writing
from riwaya.knowledge import actors, places
from riwaya.knowledge.own_tables import own_tables

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace

FOLDER = "knowledge"
#: The tables that can be changed row by row, with their columns; the first is a row's key.
COLUMNS: dict[str, tuple[str, ...]] = {
    "actors": actors.COLUMNS,
    "persons": ("id", "name_en", "names", "country", "affiliation", "basis"),
    "places": places.COLUMNS,
}
OPENING = (
    "# origin: rows added by people at the desk; each says what it rests on (basis)\n"
    "# licence: the workspace's own\n"
)
#: How long a change waits for another writer, in seconds.
PATIENCE = 10.0


class Stale(BadInput):
    """The table is not what the person saw any more."""


class OwnRow(msgspec.Struct, frozen=True):
    """A row: its table ("actors") and its cells by column."""

    table: str
    cells: dict[str, str]

    @property
    def key(self) -> str:
        """Its id."""
        return self.cells[COLUMNS[self.table][0]]


class Change(msgspec.Struct, frozen=True):
    """A row as it was and as it is to be; None where there was none, or is to be none.

    `names` are those that mean something else from then on.
    """

    table: str
    before: dict[str, str] | None
    after: dict[str, str] | None
    names: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The row's id."""
        row = self.after or self.before or {}
        return row[COLUMNS[self.table][0]]

    def undone(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.table, self.after, self.before, self.names)


def own_rows(folder: Path) -> list[OwnRow]:
    """The rows of a workspace's own tables (`folder` is the workspace's), in their order.

    Tables are taken as they stand; what is wrong with one is said when it is read with.
    """
    return [
        OwnRow(table, cells)
        for table in COLUMNS
        for cells in _rows(_read(_path(folder, table)), table)
    ]


def own_row(folder: Path, table: str, key: str) -> OwnRow | None:
    """The row of an id in a table of the workspace's own."""
    return next((row for row in own_rows(folder) if row.table == table and row.key == key), None)


def state_of(folder: Path) -> str:
    """A short text that is another one whenever a table of the workspace's own has changed."""
    digest = sha256()
    for table in COLUMNS:
        digest.update(table.encode() + (_read(_path(folder, table)) or "").encode())
    return digest.hexdigest()[:16]


def make_change(workspace: "Workspace", change: Change, seen: str | None = None) -> None:
    """Change a row of the workspace's own tables.

    `seen` is `state_of` what the person looked at: any change since is Stale. Without it only the
    row itself must be as it was. Raises BadInput for what the loader refuses, in its words.
    """
    folder = workspace.folder.path
    with writing(folder, "changing its own tables", patience=PATIENCE):
        if seen is not None and seen != state_of(folder):
            raise Stale("somebody has changed the tables meanwhile; look at them again")
        path = _path(folder, change.table)
        text = _changed(_read(path), change)
        _check(folder / FOLDER, path.name, text)
        _put(path, text)


def _path(folder: Path, table: str) -> Path:
    return folder / FOLDER / f"{table}.tsv"


def _read(path: Path) -> str | None:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path.name}: can't be read: {error}") from None


def _header(lines: Sequence[str]) -> int:
    """The index of the row of columns: the first without a # before it."""
    return next((k for k, line in enumerate(lines) if not line.startswith("#")), len(lines))


def _rows(text: str | None, table: str) -> list[dict[str, str]]:
    if text is None:
        return []
    lines = text.removesuffix("\n").split("\n")
    at = _header(lines)
    columns = lines[at].split("\t") if at < len(lines) else []
    if sorted(columns) != sorted(COLUMNS[table]):
        return []
    rows = (line.split("\t") for line in lines[at + 1 :])
    return [dict(zip(columns, row, strict=True)) for row in rows if len(row) == len(columns)]


def _changed(text: str | None, change: Change) -> str | None:
    """The table with the change made; None where no row is left."""
    columns = COLUMNS[change.table]
    if text is None:
        text = OPENING + "\t".join(columns) + "\n"
    lines = text.removesuffix("\n").split("\n")
    at = _header(lines)
    order = lines[at].split("\t") if at < len(lines) else []
    if sorted(order) != sorted(columns):
        raise BadInput(f"{change.table}.tsv: its columns are not {', '.join(columns)}; mend it")
    key = order.index(columns[0])
    found = [k for k in range(at + 1, len(lines)) if lines[k].split("\t")[key] == change.key]
    now = lines[found[0]] if found else None
    was = _line(change.before, order) if change.before is not None else None
    if now != was:
        raise Stale(f"{change.key}: somebody has changed this row meanwhile; look at it again")
    new = [_line(change.after, order)] if change.after is not None else []
    place = found[0] if found else len(lines)
    lines[place : place + len(found)] = new
    return "\n".join(lines) + "\n" if len(lines) > at + 1 else None


def _line(cells: Mapping[str, str], order: Iterable[str]) -> str:
    return "\t".join(checked_cell(cells[column], column) for column in order)


def checked_cell(value: str, what: str) -> str:
    """A cell as it is; raises BadInput for what would break the table into other cells or rows."""
    if not value.isprintable():
        raise BadInput(f"{what}: no tabs, line ends or other signs that can't be seen")
    return value


def _check(own: Path, name: str, text: str | None) -> None:
    """All tables of the folder with one of them as it is to be; raises BadInput."""
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made)
        if own.is_dir():
            for path in own.iterdir():
                if path.is_file() and path.name != name and not path.name.startswith("."):
                    (copy / path.name).symlink_to(path.absolute())
        if text is not None:
            (copy / name).write_text(text, "utf-8")
        if not any(copy.iterdir()):
            return
        try:
            own_tables(copy)
        except BadTable as error:
            raise BadInput(str(error)) from None


def _put(path: Path, text: str | None) -> None:
    try:
        path.parent.mkdir(exist_ok=True)
        if text is None:
            path.unlink(missing_ok=True)
        else:
            unfinished = path.with_name(f".{path.name}.new")
            with unfinished.open("w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        with suppress(OSError):  # some file systems can't flush a folder
            _flush_folder(path.parent)
    except OSError as error:
        raise BadWorkspace(f"{path.name}: can't be written: {error.strerror}") from None


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
