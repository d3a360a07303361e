"""The guide beside a review: what each column is for, in English and Arabic, from a data table."""

from collections.abc import Iterator

from riwaya.errors import BadTable
from riwaya.export.review.cells import COLUMNS
from riwaya.knowledge.events import event_words
from riwaya.knowledge.tables import read_table, shipped

TABLE = "review/columns.tsv"


def guide() -> Iterator[tuple[str, str, str]]:
    """Rows of name, English, Arabic: the header, general advice, the columns, the events."""
    rows = read_table(shipped(TABLE), columns=("name", "english", "arabic"))
    if missing := set(COLUMNS) - {row["name"] for row in rows}:
        raise BadTable(f"{TABLE}: no row for {', '.join(sorted(missing))}")
    yield from ((row["name"], row["english"], row["arabic"]) for row in rows)
    yield from ((code, words.noun, words.arabic) for code, words in event_words().items())
