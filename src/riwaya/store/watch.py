"""Whether anything was written to the database since one last looked: a number, nearly for free."""

from sqlalchemy import Engine


class Watch:
    """Looks at an SQLite database through a connection of its own, by which nothing is written.

    For one thread only. https://www.sqlite.org/pragma.html#pragma_data_version: the number is
    another one whenever any other connection, of this program or another, has committed.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection = None
        if engine.dialect.name == "sqlite":
            self._connection = engine.raw_connection()

    def version(self) -> int | None:
        """The number; None where the database has none to tell, as PostgreSQL."""
        if self._connection is None:
            return None
        driver = self._connection.driver_connection
        if driver is None:
            return None
        return int(driver.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Give the connection back."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
