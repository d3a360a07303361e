"""Looks for private things in anything that was written: every byte of it, however it is packed."""

import io
import json
import re
import sqlite3
import struct
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from unicodedata import normalize
from urllib.parse import unquote

import pyarrow.parquet as pq
from pypdf import PdfReader

from riwaya.knowledge.folding import fold
from riwaya.knowledge.name_words import bare, keys_of, without_clitics
from tests.publishing.traps import POINTS

#: Words of private names and places, in Arabic; others stand in words that are public.
ARABIC = (
    "القرنفلي", "الزعبوط", "الصيدناوي", "النعيمات", "جباليا", "عدوان", "دحروج", "دلال", "الحلبوني",
    "لطفي", "الجواهرجي", "هند", "محمود", "سامر", "زمهرير", "الشعار", "الرمال",
)  # fmt: skip
#: The same in Latin letters: beginnings of words, in small letters without marks.
LATIN = (
    "qaranf", "qrnfl", "zabout", "zabut", "zaabut", "saydan", "naimat", "nuaymat", "jabal", "adwan",
    "dahrouj", "dahruj", "dhrwj", "dalal", "halboun", "halbun", "lutfi", "jawahir", "jawahar", "jawaherji", "hind",
    "mahmud", "mahmoud", "samir", "samer", "salma", "shalhoub", "zamharir", "rimal", "shaar", "home-of", "house-of",
)  # fmt: skip
#: A point is told where both its numbers stand as exactly as this: degrees.
EXACT = 0.002
NUMBER = re.compile(r"(?<![\w.])\d{2}\.\d{2,}")
LATIN_WORD = re.compile(r"[a-z][a-z\-]*")
DATA = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=]+")
#: The base map's borders and towns, the same in every map's page.
BASE_MAP = re.compile(
    r'<script type="application/json" id="(?:countries|regions|towns)">.*?</script>', re.DOTALL
)


def written(path: Path) -> str:
    """All that a file says, its own name included, as one text."""
    return "\n".join([path.name, *_texts(path)])


def _texts(path: Path) -> Iterator[str]:
    content = path.read_bytes()
    yield from of_bytes(content)
    if path.suffix == ".parquet":
        yield from _parquet(path)
    elif path.suffix == ".db":
        yield from _sqlite(path)
    elif path.suffix == ".pdf":
        reader = PdfReader(io.BytesIO(content))
        yield str(reader.metadata)
        yield from (page.extract_text() for page in reader.pages)


def of_bytes(content: bytes) -> Iterator[str]:
    """Bytes as text: as they stand, unpacked, their escapes read."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield name
                yield from of_bytes(packed.read(name))
        return
    if content.startswith((b"\x89PNG", b"%PDF", b"PAR1")):
        return  # read by what knows them, or a picture's points
    plain = DATA.sub("", BASE_MAP.sub("", content.decode("utf-8", "ignore")))
    yield plain
    yield unquote(unescape(plain))
    if "\\u" in plain:
        yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), plain)


def _parquet(path: Path) -> Iterator[str]:
    table = pq.read_table(path)
    yield str(pq.read_metadata(path).metadata)
    for row in table.to_pylist():
        yield json.dumps(row, ensure_ascii=False, default=_value)


def _value(value: object) -> object:
    """A point's bytes (WKB: an order mark, a kind, then doubles) as numbers."""
    if isinstance(value, bytes) and len(value) == 21:
        return list(struct.unpack("<dd", value[5:]))
    return str(value)


def _sqlite(path: Path) -> Iterator[str]:
    """Every table with those that stand behind the index of words."""
    with sqlite3.connect(path) as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
            for row in database.execute(f'SELECT * FROM "{name}"'):  # noqa: S608 (its own tables)
                yield " ".join(
                    cell.decode("utf-8", "ignore") if isinstance(cell, bytes) else str(cell)
                    for cell in row
                )


def private_in(text: str) -> list[str]:
    """What of the private things stands in a text."""
    return sorted({*_arabic(text), *_latin(text), *_points(text)})


def _arabic(text: str) -> Iterator[str]:
    held = {bare(form) for key in set(keys_of(text)) for form in without_clitics(key)}
    for name in ARABIC:
        if bare(fold(name, ta_marbuta=True)) in held:
            yield name


def _latin(text: str) -> Iterator[str]:
    plain = "".join(c for c in normalize("NFKD", text) if c.isascii()).lower()
    words = {part for word in set(LATIN_WORD.findall(plain)) for part in (word, *word.split("-"))}
    for name in LATIN:
        yield from (word for word in words if word.startswith(name))


def _points(text: str) -> Iterator[str]:
    numbers = {float(number) for number in NUMBER.findall(text)}
    for point in POINTS:
        if all(any(abs(n - one) < EXACT for n in numbers) for one in point):
            yield str(point)
