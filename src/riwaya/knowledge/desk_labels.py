"""What the desk says, in English and Arabic: from the tables in data/desk, one for each page."""

from functools import cache

from riwaya.errors import BadTable
from riwaya.knowledge.labels import Label
from riwaya.knowledge.tables import read_table, shipped

COLUMNS = ("key", "english", "arabic")


@cache
def desk_labels() -> dict[str, Label]:
    """All labels by key, such as "incident.accounts"; raises BadTable for a key given twice."""
    found: dict[str, Label] = {}
    tables = sorted((one for one in shipped("desk").iterdir()), key=lambda one: one.name)
    for table in tables:
        if not table.name.endswith(".tsv"):
            continue
        for row in read_table(table, columns=COLUMNS):
            if row["key"] in found:
                raise BadTable(f"{row.where}: {row['key']} stands in another table already")
            found[row["key"]] = Label(row["english"], row["arabic"])
    return found
