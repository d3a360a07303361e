"""What fusion keeps: made again from the record at any time, all but people's judgements."""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from riwaya.store.tables import NUMBER, metadata

#: People's word on two claims: one happening, two, or unsure. Added and withdrawn, never changed.
judgements = Table(
    "judgements",
    metadata,
    Column("n", NUMBER, primary_key=True, autoincrement=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("one", String(140), nullable=False, index=True),  # report id / anchor
    Column("other", String(140), nullable=False, index=True),
    Column("verdict", String(20), nullable=False),  # same, different, unsure, withdraw
    Column("withdraws", String(64)),
    Column("author", Text, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("note", Text),
)

incidents = Table(
    "incidents",
    metadata,
    Column("n", NUMBER, primary_key=True, autoincrement=True),
    Column("id", String(20), nullable=False, unique=True),
    Column("events", Text, nullable=False),  # codes, blanks between and around
    Column("place_entity", Text),
    Column("place", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("radius_km", Float),
    Column("day_from", String(10)),
    Column("day_to", String(10)),
    Column("killed_low", Float),
    Column("killed_high", Float),
    Column("reports", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Index(None, "day_from", "day_to"),
    Index(None, "lat", "lon"),
    Index(None, "place_entity"),
    Index(None, "reports"),
)

#: What one report says of one happening: several claims.
tellings = Table(
    "tellings",
    metadata,
    Column("n", NUMBER, primary_key=True, autoincrement=True),
    Column("key", String(70), nullable=False, unique=True),
    Column("name", String(20), nullable=False, index=True),
    Column("report_n", NUMBER, ForeignKey("reports.n"), nullable=False, index=True),
    Column("incident_n", NUMBER, index=True),
    Column("body", LargeBinary, nullable=False),
)

telling_claims = Table(
    "telling_claims",
    metadata,
    Column("claim_n", NUMBER, primary_key=True, autoincrement=False),
    Column("telling_n", NUMBER, nullable=False),
    Index(None, "telling_n"),
)

#: The keys that make two tellings worth comparing, and how alike those were that may be one.
telling_keys = Table(
    "telling_keys",
    metadata,
    Column("key", NUMBER, primary_key=True, autoincrement=False),
    Column("telling_n", NUMBER, primary_key=True, autoincrement=False),
    Column("few", Boolean, nullable=False),  # see `fusion.keys.loose_keys`
    Index(None, "telling_n"),
)
telling_pairs = Table(
    "telling_pairs",
    metadata,
    Column("one", NUMBER, primary_key=True, autoincrement=False),
    Column("other", NUMBER, primary_key=True, autoincrement=False),
    Column("score", Float, nullable=False),
    Index(None, "other"),
)

#: Which reading of a report was fused, and its text as words and stretches of words.
fused = Table(
    "fused",
    metadata,
    Column("report_n", NUMBER, ForeignKey("reports.n"), primary_key=True, autoincrement=False),
    Column("state", String(64), nullable=False),  # of the claims: reading and decisions
    Column("stretches", LargeBinary, nullable=False),
    Column("words", LargeBinary, nullable=False),
)
stretch_keys = Table(
    "stretch_keys",
    metadata,
    Column("key", NUMBER, primary_key=True, autoincrement=False),
    Column("report_n", NUMBER, primary_key=True, autoincrement=False),
    Index(None, "report_n"),
)
