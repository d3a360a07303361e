"""The databases: SQLite with its full text, and PostgreSQL where one is named."""

import sqlite3
from typing import TYPE_CHECKING

from riwaya.doctor.sign import Sign, fine, wrong
from riwaya.errors import RiwayaError

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

#: How long a server may take to answer, in seconds.
PATIENCE = 5


def sqlite() -> Sign:
    """SQLite's version, and whether it can search words."""
    says = f"SQLite {sqlite3.sqlite_version}"
    database = sqlite3.connect(":memory:")
    try:
        database.execute("CREATE VIRTUAL TABLE found USING fts5 (words, detail = none)")
    except sqlite3.OperationalError:
        advice = "use a Python whose sqlite3 has FTS5 (python.org's and Debian's have it)"
        return wrong("sqlite", f"{says} without full text (FTS5)", advice)
    finally:
        database.close()
    return fine("sqlite", f"{says} with full text (FTS5)")


def postgresql(url: str) -> Sign:
    """Whether a PostgreSQL server answers, and lets us make tables."""
    try:
        from sqlalchemy.engine import make_url  # noqa: PLC0415 (an extra)
        from sqlalchemy.exc import ArgumentError, DBAPIError  # noqa: PLC0415

        from riwaya.store.engine import advice  # noqa: PLC0415
    except ImportError as error:
        return wrong("postgresql", f"{error.name} is missing", "pip install 'riwaya[postgres]'")
    try:
        parsed = make_url(url)
    except ArgumentError:
        return wrong("postgresql", f"{url!r} is no database URL", "write postgresql://host/name")
    shown = parsed.render_as_string(hide_password=True)
    if parsed.get_backend_name() != "postgresql":
        return wrong("postgresql", f"{shown}: another kind", "write postgresql://host/name")
    try:
        return _answer(parsed.update_query_dict({"connect_timeout": str(PATIENCE)}), shown)
    except DBAPIError as error:
        help_ = "is it running, and are host, name, user and PGPASSFILE right?"
        return wrong("postgresql", f"{shown}: {advice(error)}", help_)
    except RiwayaError as error:
        return wrong("postgresql", str(error), "pip install 'riwaya[postgres]'")


def _answer(url: "URL", shown: str) -> Sign:
    from sqlalchemy import text  # noqa: PLC0415 (an extra)

    from riwaya.store.engine import open_engine  # noqa: PLC0415

    engine = open_engine(url.render_as_string(hide_password=False))
    try:
        with engine.connect() as connection:
            release = connection.execute(text("SHOW server_version")).scalar()
            may = text("SELECT has_schema_privilege(current_schema(), 'CREATE')")
            if not connection.execute(may).scalar():
                help_ = "GRANT CREATE ON SCHEMA public TO the user"
                return wrong("postgresql", f"{shown}: no table may be made", help_)
    finally:
        engine.dispose()
    return fine("postgresql", f"{shown}: PostgreSQL {release}")
