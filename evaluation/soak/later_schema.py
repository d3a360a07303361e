"""A schema that this version doesn't have yet: its migration is what kills are tried on."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from riwaya.store import migrate

REVISION = "9999"
MIGRATION = '''\
"""A later schema: a column that is filled row by row, a new table, a new index."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade() -> None:
    """Change what is there."""
    op.add_column("reports", sa.Column("length", sa.Integer()))
    connection = op.get_bind()
    for n, text in connection.execute(sa.text("SELECT n, text FROM reports")).all():
        change = sa.text("UPDATE reports SET length = :length WHERE n = :n")
        connection.execute(change, {{"length": len(text or ""), "n": n}})
    op.create_index("ix_reports_length", "reports", ["length"])
    op.create_table("later", sa.Column("claim_n", sa.Integer(), primary_key=True))
    connection.execute(sa.text("INSERT INTO later SELECT n FROM claims"))
    op.drop_index("ix_claims_event", "claims")
    op.create_index("ix_claims_event", "claims", ["event", "n"])
'''


@contextmanager
def later_schema(folder: Path) -> Iterator[None]:
    """As if this Riwaya were a later one, whose migrations lie in a folder (made if need be)."""
    known = migrate.MIGRATIONS
    if not folder.exists():
        shutil.copytree(known, folder, ignore=shutil.ignore_patterns("__pycache__"))
        head = max(path.name.split("_")[0] for path in (folder / "versions").glob("[0-9]*.py"))
        text = MIGRATION.format(head=head)
        (folder / "versions" / f"{REVISION}_later.py").write_text(text, encoding="utf-8")
    migrate.MIGRATIONS = folder
    try:
        yield
    finally:
        migrate.MIGRATIONS = known
