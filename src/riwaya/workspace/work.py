"""What the processes that read do: take the text out of pieces, read texts, make index rows.

Everything here takes and gives plain values that travel between processes.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from riwaya.errors import RiwayaError
from riwaya.ingest.facts import Facts
from riwaya.ingest.opening import open_piece
from riwaya.ingest.piece import Limits, Piece
from riwaya.records.dataset import is_coded
from riwaya.records.report import Document, Report
from riwaya.store.decided import decided
from riwaya.store.entries import entries_of
from riwaya.store.readings import Read, packed
from riwaya.store.reports import Taken, report_id, storable
from riwaya.workspace.passages import indexed_words

if TYPE_CHECKING:
    from riwaya.imports.english import Names
    from riwaya.pipeline import Reader


@dataclass(frozen=True, slots=True)
class Opening:
    """A piece with the number of its take and what was said of the source from outside."""

    take_n: int
    piece: Piece
    given: Facts
    raw_sha256: str


class Opened(NamedTuple):
    """A report out of a piece, or why there is none."""

    take_n: int
    taken: Taken | None
    problem: str = ""
    #: The dataset whose row it is; empty for a text that the model reads.
    coded: str = ""


class Text(NamedTuple):
    """A report's text that is still to be read."""

    report: Report
    text: str
    #: The dataset whose row it is; empty for a text that the model reads.
    coded: str = ""


def open_pieces(openings: Sequence[Opening], limits: Limits) -> list[Opened]:
    """The reports in pieces; what is wrong with one is said in its place."""
    return [_opened(opening, limits) for opening in openings]


def _opened(opening: Opening, limits: Limits) -> Opened:
    piece = opening.piece
    try:
        page = open_piece(piece, limits)
    except RiwayaError as error:
        return Opened(opening.take_n, None, str(error))
    except (MemoryError, RecursionError) as error:
        return Opened(opening.take_n, None, f"{piece.name}: too much ({type(error).__name__})")
    facts = opening.given.over(piece.facts).over(page.facts)
    text = storable(page.text)
    coded = piece.form if is_coded(piece.form) else ""
    report = _report(text, facts, opening.raw_sha256, "en" if coded else "ar")
    notes = (*piece.notes, *page.notes)
    extracted = piece.form != "text"
    return Opened(
        opening.take_n,
        Taken(report=report, text=text, part=piece.part, extracted=extracted, notes=notes),
        coded=coded,
    )


def _report(text: str, facts: Facts, raw_sha256: str, language: str) -> Report:
    from riwaya.pipeline import with_outlet  # noqa: PLC0415 (brings the reader's libraries)

    report = with_outlet(
        Report(
            id="",
            outlet=facts.outlet,
            title=facts.title,
            url=facts.url,
            published=facts.published_there,
            language=language,
            sha256=Report.digest(text),
            raw_sha256=raw_sha256,
        )
    )
    return msgspec.structs.replace(report, id=report_id(report))


def read_texts(texts: Sequence[Text], knowledge: str | None) -> list[Read]:
    """The readings of reports, ready to be kept: by the model, or by the codes of a dataset."""
    folder = Path(knowledge) if knowledge else None
    # Once for all of them, and rows need no model: to look through tables takes time.
    reader, tables = cache(lambda: reader_with(knowledge)), cache(lambda: _tables_digest(folder))
    return [
        _read_codes(one, folder, tables()) if one.coded else _read(one, *reader()) for one in texts
    ]


def _read(one: Text, reader: "Reader", digest: str) -> Read:
    return _kept(one, reader.read(one.text, one.report).document, reader.digest, digest)


def _read_codes(one: Text, folder: Path | None, tables: str) -> Read:
    """A row's reading: whoever reads it again with the same tables reads the same."""
    from riwaya.export.gloss import with_glosses  # noqa: PLC0415 (by kind)
    from riwaya.imports.reading import read_coded  # noqa: PLC0415
    from riwaya.imports.rules import model_of  # noqa: PLC0415

    model = model_of(one.coded)
    document = read_coded(one.coded, one.text, one.report, _names(folder, tables))
    digest = hashlib.sha256(f"{model} {tables}".encode()).hexdigest()
    return _kept(one, with_glosses(document), model, digest[:32])


def _kept(one: Text, document: Document, model: str, reader: str) -> Read:
    found = decided(document, ())
    words = indexed_words(one.text, document.claims)
    return Read(
        report=one.report.id,
        reader=reader,
        model=model,
        riwaya=document.riwaya or "",
        document=packed(document),
        entries=entries_of(one.report, found, words),
    )


@lru_cache(maxsize=2)
def _names(folder: Path | None, _tables: str) -> "Names":
    """English names of the tables, loaded anew when the user's have changed."""
    from riwaya.imports.english import Names  # noqa: PLC0415 (by kind)
    from riwaya.pipeline import known_with  # noqa: PLC0415

    return Names(known_with(folder))


def reader_with(knowledge: str | None) -> "tuple[Reader, str]":
    """The reader of this process, and the digest of model, version and knowledge it reads with."""
    folder = Path(knowledge) if knowledge else None
    tables = _tables_digest(folder)
    reader = _loaded(folder, tables)
    digest = hashlib.sha256(f"{reader.digest} {reading_version()} {tables}".encode())
    return reader, digest.hexdigest()[:32]


@lru_cache(maxsize=2)
def _loaded(folder: Path | None, _tables: str) -> "Reader":
    """A reader, loaded anew when the user's tables have changed."""
    from riwaya.pipeline import Reader, default_reader  # noqa: PLC0415

    return Reader(knowledge=folder) if folder else default_reader()


def _tables_digest(folder: Path | None) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.t[sx][vt]")) if folder else ():
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def reading_version() -> str:
    """Riwaya's version: its rules and shipped tables decide what a reading says as well."""
    from riwaya.version import __version__  # noqa: PLC0415

    return __version__
