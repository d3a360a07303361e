"""Bringing a database to this version's schema, with what is in it."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from riwaya.errors import BadWorkspace, MissingExtra

MIGRATIONS = Path(__file__).parent / "migrations"
#: Where Alembic notes the schema; read here without it, since it is slow to load.
VERSION_TABLE = "alembic_version"


def upgrade(engine: Engine, to: str = "head") -> None:
    """Run the migrations that the database lacks, all in one transaction: all or none.

    Raises BadWorkspace when the database was made by a newer Riwaya.
    """
    with engine.begin() as connection:
        current = _version(connection)
        if to == "head" and current == _head():
            return
        _refuse_newer(current)
        _run(connection, to)


def is_current(engine: Engine) -> bool:
    """Whether the schema is this version's; raises BadWorkspace for a newer one."""
    with engine.connect() as connection:
        current = _version(connection)
    _refuse_newer(current)
    return current == _head()


def _refuse_newer(current: str | None) -> None:
    if current is not None and current not in _known():
        raise BadWorkspace(
            f"the workspace was made by a newer Riwaya (its schema is {current}); update Riwaya"
        )


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608


def _known() -> set[str]:
    return {path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py")}


def _head() -> str:
    return max(_known())


def _run(connection: Connection, to: str) -> None:
    try:
        from alembic import command  # noqa: PLC0415
        from alembic.config import Config  # noqa: PLC0415
    except ImportError:
        raise MissingExtra("a workspace needs more: pip install 'riwaya[workspace]'") from None
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
