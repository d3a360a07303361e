"""Where a workspace lies: its folder, what it holds, and how it is found."""

import os
import tomllib
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from riwaya.errors import BadWorkspace
from riwaya.store.engine import sqlite_url

VARIABLE = "RIWAYA_WORKSPACE"
CARD = "workspace.toml"
#: The form of the folder; a later one is refused by this version.
FORM = 1
CARD_TEXT = """\
# A Riwaya workspace: reports as they were taken in, and what was made of them.
format = {form}
id = "{id}"
created = "{created}"
# SQLite in this folder unless a PostgreSQL URL stands here (without its password: see PGPASSFILE).
database = "{database}"
"""


@dataclass(frozen=True, slots=True)
class Folder:
    """A workspace's folder and what its card says."""

    path: Path
    id: str
    created: str
    #: A database URL; empty for the SQLite file of the folder.
    database: str = ""

    @property
    def database_file(self) -> Path:
        """The SQLite file, where no other database was named."""
        return self.path / "riwaya.sqlite"

    @property
    def url(self) -> str:
        """The URL of the database."""
        return self.database or sqlite_url(self.database_file)

    @property
    def archive(self) -> Path:
        """The raw bytes."""
        return self.path / "archive"

    @property
    def custody(self) -> Path:
        """The custody log."""
        return self.path / "custody.jsonl"

    @property
    def knowledge(self) -> Path | None:
        """The user's own tables, where the folder has some."""
        own = self.path / "knowledge"
        return own if own.is_dir() and any(own.glob("*.t[sx][vt]")) else None


def make_folder(path: Path, database: str = "") -> Folder:
    """A new workspace's folder with its card; raises BadWorkspace where something is in the way."""
    if '"' in database or "\\" in database:
        raise BadWorkspace("a database URL holds no quotation marks or backslashes")
    if (path / CARD).exists():
        raise BadWorkspace(f"{path}: there is a workspace already; use it with --workspace")
    if path.exists() and not path.is_dir():
        raise BadWorkspace(f"{path}: a file, not a folder; name a new folder")
    if path.is_dir() and any(path.iterdir()):
        raise BadWorkspace(f"{path}: not empty; name a new folder for the workspace")
    folder = Folder(path.absolute(), str(uuid.uuid4()), _now(), database)
    try:
        path.mkdir(parents=True, exist_ok=True)
        # Last of all, and at once: a folder without a card is no workspace yet.
        unfinished = path / f".{CARD}"
        unfinished.write_text(
            CARD_TEXT.format(form=FORM, id=folder.id, created=folder.created, database=database),
            encoding="utf-8",
        )
        unfinished.rename(path / CARD)
    except OSError as error:
        raise BadWorkspace(f"{path}: can't be made: {error.strerror}") from None
    return folder


def find_folder(named: Path | None) -> Folder:
    """The workspace that is meant: named, else of the environment, else where one stands.

    Folders above the present one are looked through too, as far as the root.
    """
    if named is None and os.environ.get(VARIABLE):
        named = Path(os.environ[VARIABLE])
    if named is not None:
        return read_folder(named)
    here = Path.cwd()
    for place in (here, *here.parents):
        if (place / CARD).is_file():
            return read_folder(place)
    raise BadWorkspace(
        "no workspace here; make one with `riwaya init DIR`, or name one with --workspace or "
        f"{VARIABLE}"
    )


def read_folder(path: Path) -> Folder:
    """The workspace in a folder; raises BadWorkspace where there is none, or a later form."""
    card = path / CARD
    try:
        known = tomllib.loads(card.read_text(encoding="utf-8"))
        form, id_, created = known["format"], str(known["id"]), str(known["created"])
    except FileNotFoundError:
        raise BadWorkspace(f"{path}: no workspace; make one with `riwaya init {path}`") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise BadWorkspace(f"{card}: damaged ({error}); restore it from a backup") from None
    if form != FORM:
        raise BadWorkspace(f"{card}: made by a newer Riwaya (form {form}); update Riwaya")
    return Folder(path.absolute(), id_, created, str(known.get("database", "")))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
