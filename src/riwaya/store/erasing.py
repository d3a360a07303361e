"""Content taken out of the database for good: what is left is that there was something, and why."""

from sqlalchemy import Connection, Engine, delete, select, text, update

from riwaya.store.readings import unindex
from riwaya.store.tables import decisions, failures, readings, redactions, reports, sightings, takes
from riwaya.store.turns import turn
from riwaya.store.writing import insert_new

#: SQLite leaves deleted rows in the file, and the text index its old words, unless told otherwise.
OVERWRITE = "PRAGMA secure_delete = ON"
FORGET_WORDS = "INSERT INTO claim_words (claim_words) VALUES ('optimize')"
EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"


def note_redaction(connection: Connection, sha: str, seq: int, at: str, reason: str) -> None:
    """Keep that the bytes were redacted: they are not taken in again."""
    row = {"raw_sha256": sha, "seq": seq, "redacted_at": at, "reason": reason}
    insert_new(connection, redactions, [row], "raw_sha256")


def erase(engine: Engine, sha: str) -> list[str]:
    """Erase all reports that were found in these bytes only; returns their ids.

    Ids, digests of texts and decisions' authors and times stay; texts, titles, URLs, readings,
    claims and what decisions said go.
    """
    sqlite = engine.dialect.name == "sqlite"
    with turn(engine) as connection:
        if sqlite:
            connection.execute(text(OVERWRITE))
        found = _only_in(connection, sha)
        for report_n in found.values():
            unindex(connection, report_n)
            connection.execute(delete(readings).where(readings.c.report_n == report_n))
        numbers = list(found.values())
        connection.execute(
            update(reports)
            .where(reports.c.n.in_(numbers))
            .values(text=None, title=None, url=None, notes="[]", reading_n=None)
        )
        connection.execute(
            update(decisions).where(decisions.c.report_n.in_(numbers)).values(patch=None, note=None)
        )
        held = select(takes.c.n).where(takes.c.raw_sha256 == sha)
        connection.execute(update(failures).where(failures.c.take_n.in_(held)).values(message=""))
        connection.execute(update(takes).where(takes.c.raw_sha256 == sha).values(finished=True))
        if sqlite:
            connection.execute(text(FORGET_WORDS))
    if sqlite:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("COMMIT")  # our own BEGIN: a checkpoint runs outside of it
            connection.exec_driver_sql(EMPTY_LOG)
    return list(found)


def _only_in(connection: Connection, sha: str) -> dict[str, int]:
    """The reports, by id, that no other bytes held."""
    inside = (
        select(sightings.c.report_n)
        .join(takes, takes.c.n == sightings.c.take_n)
        .where(takes.c.raw_sha256 == sha)
    )
    gone = select(redactions.c.raw_sha256)
    elsewhere = (
        select(sightings.c.report_n)
        .join(takes, takes.c.n == sightings.c.take_n)
        .where(takes.c.raw_sha256 != sha, takes.c.raw_sha256.not_in(gone))
    )
    query = select(reports.c.id, reports.c.n).where(
        reports.c.n.in_(inside), reports.c.n.not_in(elsewhere)
    )
    return {row.id: row.n for row in connection.execute(query)}
