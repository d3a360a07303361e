"""What Datasette shows around the tables: titles, descriptions, units, facets, a caution.

The form is that of Datasette's metadata.json (docs.datasette.io, "Metadata").
"""

from typing import Any

from riwaya.export.datasette.schema import LETTERS, columns_of, searched, tables
from riwaya.version import __version__

CAUTION = (
    "These are claims that reports make, not facts. A machine read them; review_status says what a "
    "person has looked at, confidence how often such readings are right."
)
RIGHTS = "No licence is given: the words belong to those who published the reports"
#: Title, description, column that stands for a row, order of rows; by table.
TOLD = {
    "claims": ("Claims", "A row is one claim of one report.", "gloss", "day_from"),
    "sources": ("Sources", "Who says so: a row for each link of a claim's chain.", "words", ""),
    "reports": ("Reports", "The reports that make the claims.", "name", "published"),
    "incidents": ("Incidents", "Happenings as several reports tell them.", "title", "day_from"),
    "tolls": ("Tolls", "How many people, by incident, measure, side and kind.", "measure", ""),
    "remarks": ("Remarks", "Where accounts differ, and what doesn't add up.", "sentence", ""),
}
#: Spells what was typed as the index spells every word, letter by letter.
FOLDING = (
    "with recursive folded(place, word) as (select 1, '' union all select place + 1, word ||"
    " coalesce((select written from letters where letter = substr(:words, place, 1)),"
    " substr(:words, place, 1)) from folded where place <= min(length(:words), 200))"
)
FOUND = (
    "select n, id, gloss, words, event, day_from, latitude, longitude, radius_km, review_status,"
    " confidence, model, riwaya from claims where n in (select rowid from claims_fts where"
    " claims_fts match escape_fts((select word from folded order by place desc limit 1)))"
    " order by day_from desc limit 500"
)


def metadata_of(database: str, *, texts: bool) -> dict[str, Any]:
    """The metadata of a database by its name (its file's, without the ending)."""
    return {
        "title": "Claims from Arabic conflict reporting",
        "description": CAUTION,
        "license": RIGHTS,
        "source": f"Riwaya {__version__}",
        "databases": {
            database: {
                "description": CAUTION,
                "tables": {
                    **{table: _table(table, texts=texts) for table in tables()},
                    LETTERS: {"hidden": True},
                },
                "queries": {"find_claims": _query()},
            }
        },
    }


def _table(name: str, *, texts: bool) -> dict[str, Any]:
    title, description, label, order = TOLD[name]
    columns = columns_of(name, texts=texts)
    told: dict[str, Any] = {
        "title": title,
        "description": f"{description} {CAUTION}",
        "label_column": label,
        "columns": {column.name: column.description for column in columns},
        "facets": [
            column.name if column.facet == "facet" else {column.facet: column.name}
            for column in columns
            if column.facet
        ],
        "units": {column.name: column.unit for column in columns if column.unit},
        "size": 50,
    }
    if order:
        told["sort_desc"] = order
    if name in searched(texts=texts):
        told |= {"fts_table": f"{name}_fts", "fts_pk": "n"}
    return told


def _query() -> dict[str, Any]:
    """A query that folds what was typed as the index is folded: any spelling finds any other."""
    return {
        "title": "Find claims, however the words are spelled",
        "description": "Vowel marks, hamzas, last letters and kinds of digits make no difference.",
        "hide_sql": True,
        "params": ["words"],
        "sql": f"{FOLDING} {FOUND}",
    }
