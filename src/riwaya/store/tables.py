"""The schema: what was taken in, what was read of it, what people decided, and the index over it.

Takes, reports, sightings, readings and decisions are the record: rows are added, never rewritten.
Claims with their parties, places, counts and words are the index over each report's current
reading with people's decisions applied; it can be made again from the record at any time.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

#: SQLite numbers rows by INTEGER only; PostgreSQL needs the wide form.
NUMBER = BigInteger().with_variant(Integer, "sqlite")
#: Claims are numbered report by report: so many fit into a report's stretch of numbers.
CLAIMS_PER_REPORT = 1 << 16

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: One source taken in: a file or an answer from the web, whose bytes lie in the archive.
takes = Table(
    "takes",
    metadata,
    Column("n", NUMBER, primary_key=True, autoincrement=True),
    Column("id", String(64), nullable=False, unique=True),  # of bytes, locator, facts, mapping
    Column("raw_sha256", String(64), nullable=False, index=True),
    Column("source", Text, nullable=False),  # as it was named
    Column("locator", Text, nullable=False, index=True),  # absolute path or URL
    Column("kind", String(20), nullable=False),
    Column("given", Text, nullable=False),  # facts from outside the bytes, and mapping: JSON
    Column("seq", NUMBER, nullable=False),  # its record in the custody log
    Column("taken_at", String(32), nullable=False),
    Column("taken_by", Text, nullable=False),
    Column("finished", Boolean, nullable=False, index=True),
    Column("failed", Integer, nullable=False),  # pieces that could not be read
)

#: One text with what is known of it. An article that was edited later is another report.
reports = Table(
    "reports",
    metadata,
    Column("n", NUMBER, primary_key=True, autoincrement=True),
    Column("id", String(40), nullable=False, unique=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("outlet", Text, index=True),
    Column("title", Text),
    Column("url", Text, index=True),
    Column("published", String(40), index=True),
    Column("language", String(10), nullable=False),
    Column("extracted", Boolean, nullable=False),
    Column("notes", Text, nullable=False),  # JSON list
    Column("text", Text),  # null once redacted
    Column("reading_n", NUMBER, index=True),  # the current one
)

#: Where a report was seen: one row per take that held it. Versions share a locator and a part.
sightings = Table(
    "sightings",
    metadata,
    Column("take_n", NUMBER, ForeignKey("takes.n"), primary_key=True),
    Column("part", String(200), primary_key=True),
    Column("report_n", NUMBER, ForeignKey("reports.n"), nullable=False, index=True),
)

#: What could not be read of a take, said once.
failures = Table(
    "failures",
    metadata,
    Column("take_n", NUMBER, ForeignKey("takes.n"), primary_key=True),
    Column("place", Integer, primary_key=True),  # among the failures of the take
    Column("message", Text, nullable=False),
)

#: Bytes whose content was taken out for good; they are not taken in again.
redactions = Table(
    "redactions",
    metadata,
    Column("raw_sha256", String(64), primary_key=True),
    Column("seq", NUMBER, nullable=False),
    Column("redacted_at", String(32), nullable=False),
    Column("reason", Text, nullable=False),
)

#: What a model made of a report: never rewritten; another model makes another reading.
readings = Table(
    "readings",
    metadata,
    Column("n", NUMBER, primary_key=True, autoincrement=True),
    Column("id", String(64), nullable=False, unique=True),  # of report, model, version, document
    Column("report_n", NUMBER, ForeignKey("reports.n"), nullable=False, index=True),
    Column("reader", String(64), nullable=False, index=True),  # model, Riwaya's version, knowledge
    Column("model", String(64), nullable=False),
    Column("riwaya", String(40), nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("document", LargeBinary, nullable=False),  # the JSON form, deflated
)

#: What people said of claims: added, and withdrawn by a further row, never changed.
decisions = Table(
    "decisions",
    metadata,
    Column("n", NUMBER, primary_key=True, autoincrement=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("report_n", NUMBER, ForeignKey("reports.n"), nullable=False, index=True),
    Column("anchor", String(80), nullable=False, index=True),  # see `store.decided`
    Column("verdict", String(20), nullable=False),  # accept, reject, correct, add, withdraw
    Column("patch", Text),  # correct: JSON merge patch (RFC 7396); add: the whole claim
    Column("seen", Text),  # the claim as it was when the person decided: its hash
    Column("withdraws", String(64)),  # the decision that this one takes back
    Column("author", Text, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("note", Text),
)

#: What searches filter claims by besides days and confidence.
FILTERED = (
    "review", "event", "polarity", "reality", "stance", "published", "outlet", "report_n",
)  # fmt: skip

claims = Table(
    "claims",
    metadata,
    Column("n", NUMBER, primary_key=True, autoincrement=False),
    Column("report_n", NUMBER, ForeignKey("reports.n"), nullable=False, index=True),
    Column("claim", String(20), nullable=False),  # its id within the report: "c3"
    Column("anchor", String(80), nullable=False, index=True),
    Column("event", String(30), nullable=False),
    Column("polarity", String(10), nullable=False),
    Column("reality", String(10), nullable=False),
    Column("stance", String(10), nullable=False),
    Column("quoted", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("day_from", String(10)),  # ISO days, both included
    Column("day_to", String(10)),
    Column("published", String(10)),  # day of the report, copied to filter and sort by
    Column("outlet", Text),
    Column("origin", Text),  # entity of the first source, else its words; the outlet: null
    Column("review", String(10), nullable=False),  # open, accepted, corrected, rejected
    Column("body", LargeBinary, nullable=False),  # the claim's JSON with decisions applied
    Index(None, "event"),
    Index(None, "outlet"),
    Index(None, "origin"),
    Index(None, "stance"),
    Index(None, "review"),
    # A search walks one of these two in the order asked for: they hold all that it filters by.
    Index("ix_claims_by_confidence", "confidence", "n", *FILTERED, "day_from", "day_to"),
    Index("ix_claims_by_day", "day_from", "n", *FILTERED, "day_to", "confidence", "origin"),
)

#: Who does it, to whom, and who says so: role is agent, target, origin or via.
claim_parties = Table(
    "claim_parties",
    metadata,
    Column("claim_n", NUMBER, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("role", String(10), nullable=False),
    Column("entity", Text),
    Column("words", Text, nullable=False),
    Column("name", Text),
    Column("kind", String(20)),
    Index(None, "entity", "role", "claim_n"),
)

claim_places = Table(
    "claim_places",
    metadata,
    Column("claim_n", NUMBER, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("relation", String(10), nullable=False),
    Column("entity", Text),
    Column("words", Text, nullable=False),
    Column("name", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("radius_km", Float),
    Index(None, "entity", "claim_n"),
    Index(None, "lat", "lon", "claim_n"),
)

claim_counts = Table(
    "claim_counts",
    metadata,
    Column("claim_n", NUMBER, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("measure", String(20), nullable=False),
    Column("low", Float),
    Column("high", Float),
    Column("unit", String(20)),
    Index(None, "measure", "low", "claim_n"),
    Index(None, "measure", "high", "claim_n"),
)

#: The rows that a claim has in the index besides its own, by table.
CLAIM_PARTS = (claim_parties, claim_places, claim_counts)

#: Small facts of the workspace: its id, the knowledge it reads with, the feeds it watches.
settings = Table(
    "settings",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("value", Text, nullable=False),
)
