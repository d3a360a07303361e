"""The workspace's small facts by name, and a mark that changes whenever what it holds changes."""

import secrets

from sqlalchemy import Connection, func, select, update

from riwaya.store.desk_tables import gradings, second_readings
from riwaya.store.fusion_tables import judgements
from riwaya.store.tables import reports, settings, takes
from riwaya.store.writing import insert_new

MARK = "mark"
#: Rows are only ever added to these: their last number tells whether any were.
GROWING = (takes, reports, judgements, second_readings, gradings)


def setting(connection: Connection, name: str) -> str | None:
    """The value of a setting; None where it was never set."""
    value = connection.execute(select(settings.c.value).where(settings.c.name == name)).scalar()
    return None if value is None else str(value)


def put_setting(connection: Connection, name: str, value: str) -> None:
    """Set a setting, whatever it was."""
    changed = connection.execute(
        update(settings).where(settings.c.name == name).values(value=value)
    )
    if not changed.rowcount:
        insert_new(connection, settings, [{"name": name, "value": value}], "name")


def touch(connection: Connection) -> None:
    """Say that the index of claims or the incidents have changed."""
    put_setting(connection, MARK, secrets.token_hex(8))


def state_of(connection: Connection) -> str:
    """A short text that is another one whenever anything in the workspace has changed."""
    mark = select(settings.c.value).where(settings.c.name == MARK).scalar_subquery()
    last = [select(func.max(table.c.n)).scalar_subquery() for table in GROWING]
    row = connection.execute(select(mark, *last)).one()
    return "-".join(str(value or 0) for value in row)
