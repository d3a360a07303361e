"""What the desk keeps: people and their tokens, second readings, accepted grades, saved filters.

People's words (second readings, gradings) are rows that are added and withdrawn by further rows,
never changed. `acts` is the record of who did what at the desk.
"""

from sqlalchemy import Boolean, Column, Float, Index, String, Table, Text

from riwaya.store.tables import NUMBER, metadata

#: Who may work at the desk where it asks for accounts. Nobody is deleted: `active` goes.
people = Table(
    "people",
    metadata,
    Column("n", NUMBER, primary_key=True, autoincrement=True),
    Column("name", String(80), nullable=False, unique=True),
    Column("role", String(10), nullable=False),  # reader, reviewer, editor, admin
    Column("password", Text, nullable=False),  # an Argon2id hash with its parameters
    Column("active", Boolean, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("made_by", Text, nullable=False),
)

#: Sign-ins that still hold: of the cookie only its SHA-256 is kept.
sessions = Table(
    "sessions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("person_n", NUMBER, nullable=False, index=True),
    Column("made_at", String(32), nullable=False),
    Column("seen_at", String(32), nullable=False),
    Column("expires_at", String(32), nullable=False),
)

#: Keys for programs; `scope` is the role that one acts in, at most its person's.
tokens = Table(
    "tokens",
    metadata,
    Column("id", String(64), primary_key=True),  # SHA-256 of the token
    Column("person", String(80), nullable=False, index=True),
    Column("name", String(80), nullable=False),
    Column("scope", String(10), nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("expires_at", String(32)),
    Column("revoked_at", String(32)),
)

#: Failed sign-ins, by name and by address, to slow guessing down.
attempts = Table(
    "attempts",
    metadata,
    Column("n", NUMBER, primary_key=True, autoincrement=True),
    Column("who", String(120), nullable=False),
    Column("at", Float, nullable=False),  # seconds since 1970
    Index(None, "who", "at"),
)

#: What somebody did at the desk, besides what decisions, judgements and custody tell.
acts = Table(
    "acts",
    metadata,
    Column("n", NUMBER, primary_key=True, autoincrement=True),
    Column("at", String(32), nullable=False, index=True),
    Column("person", Text, nullable=False, index=True),
    Column("act", String(30), nullable=False, index=True),
    Column("about", Text),
    Column("detail", Text),  # JSON
)

#: A state of a page under a name.
saved_filters = Table(
    "saved_filters",
    metadata,
    Column("n", NUMBER, primary_key=True, autoincrement=True),
    Column("person", String(80), nullable=False),
    Column("page", String(20), nullable=False),
    Column("name", String(120), nullable=False),
    Column("query", Text, nullable=False),  # of the URL
    Column("made_at", String(32), nullable=False),
    Index("uq_saved_filters_person", "person", "page", "name", unique=True),
)

#: A second person's word on a claim, given without seeing the first's; it changes no claim.
second_readings = Table(
    "second_readings",
    metadata,
    Column("n", NUMBER, primary_key=True, autoincrement=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("report_n", NUMBER, nullable=False, index=True),
    Column("anchor", String(80), nullable=False, index=True),
    Column("verdict", String(20), nullable=False),  # accept, reject, correct, withdraw
    Column("patch", Text),
    Column("seen", Text),
    Column("withdraws", String(64)),
    Column("author", Text, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("note", Text),
)

#: A person's word on an incident's grade: it stands as long as the incident suggests that grade.
gradings = Table(
    "gradings",
    metadata,
    Column("n", NUMBER, primary_key=True, autoincrement=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("incident", String(20), nullable=False, index=True),
    Column("airwars", String(40), nullable=False),
    Column("admiralty", String(10), nullable=False),
    Column("verdict", String(20), nullable=False),  # accept, withdraw
    Column("withdraws", String(64)),
    Column("author", Text, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("note", Text),
)
