"""Which column of a table holds what: guessed by its name or said with --map."""

import csv
from collections.abc import Mapping as Columns
from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.errors import BadInput

#: Names that people give to columns, the surest first.
GUESSES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "message", "full_text", "article_text"),
    "published": (
        "published", "date", "published_at", "publish_date", "pubdate", "created_at", "datetime",
        "timestamp",
    ),
    "outlet": ("outlet", "source", "publisher", "channel", "newspaper", "site", "source_name"),
    "title": ("title", "headline"),
    "url": ("url", "link", "source_url"),
    "id": ("id",),
}  # fmt: skip
FIELDS = tuple(GUESSES)


@dataclass(frozen=True, slots=True)
class Mapping:
    """The column of each field; None where a table has none."""

    text: str
    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    id: str | None = None

    @property
    def columns(self) -> list[str]:
        """The columns that are read, each once."""
        named = (self.text, self.published, self.outlet, self.title, self.url, self.id)
        return list(dict.fromkeys(column for column in named if column is not None))


def parse_mapping(value: str) -> dict[str, str]:
    """Columns by field from "text=body,published=date"; a column with a comma stands in quotes.

    Raises BadInput for a field that doesn't exist, one named twice, or another form.
    """
    try:
        parts = next(csv.reader([value], skipinitialspace=True, strict=True), [])
    except csv.Error:
        parts = []
    found: dict[str, str] = {}
    for part in parts:
        field, equals, column = part.partition("=")
        field, column = field.strip().lower(), column.strip()
        if not equals or not column:
            raise BadInput(f"--map {value!r}: write it as text=body,published=date")
        if field not in FIELDS:
            raise BadInput(f"--map {value!r}: no field {field!r}; known: {', '.join(FIELDS)}")
        if field in found:
            raise BadInput(f"--map {value!r}: {field} is named twice")
        found[field] = column
    if not found:
        raise BadInput(f"--map {value!r}: write it as text=body,published=date")
    return found


def mapping_of(columns: Sequence[str], said: Columns[str, str] | None, name: str) -> Mapping:
    """The mapping of a table with these columns: what was said, and guesses for the rest.

    A column that was said for one field is not guessed for another. Raises BadInput, naming the
    columns that exist, where one is missing or none looks like the text.
    """
    said = dict(said or {})
    for field, column in said.items():
        if column not in columns:
            raise BadInput(f"{name}: no column {column!r} for {field}; {_existing(columns)}")
    by_name = {column.strip().lower(): column for column in reversed(columns)}
    taken = set(said.values())
    found: dict[str, str] = {}
    for field, guesses in GUESSES.items():
        guessed = (by_name[guess] for guess in guesses if guess in by_name)
        chosen = said.get(field) or next((c for c in guessed if c not in taken), None)
        if chosen is not None:
            found[field] = chosen
            taken.add(chosen)
    if "text" not in found:
        raise BadInput(
            f"{name}: no column looks like the text; {_existing(columns)}; "
            "say which one it is: --map text=COLUMN"
        )
    return Mapping(**found)


def _existing(columns: Sequence[str]) -> str:
    if not columns:
        return "it has no columns"
    shown = ", ".join(repr(column[:60]) for column in columns[:30])
    return f"columns: {shown}" + (" …" if len(columns) > 30 else "")
