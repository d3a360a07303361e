"""The first released schema."""

import sqlalchemy as sa
from alembic import op

from riwaya.store.words import create_words

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make every table, as they were at first."""
    op.create_table(
        "claim_counts",
        sa.Column("claim_n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("measure", sa.String(length=20), nullable=False),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("unit", sa.String(length=20), nullable=True),
        sa.PrimaryKeyConstraint("claim_n", "place", name=("pk_claim_counts")),
    )
    op.create_index(
        ("ix_claim_counts_measure_high_claim_n"),
        "claim_counts",
        ["measure", "high", "claim_n"],
        unique=False,
    )
    op.create_index(
        ("ix_claim_counts_measure_low_claim_n"),
        "claim_counts",
        ["measure", "low", "claim_n"],
        unique=False,
    )
    op.create_table(
        "claim_parties",
        sa.Column("claim_n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("entity", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.PrimaryKeyConstraint("claim_n", "place", name=("pk_claim_parties")),
    )
    op.create_index(
        ("ix_claim_parties_entity_role_claim_n"),
        "claim_parties",
        ["entity", "role", "claim_n"],
        unique=False,
    )
    op.create_table(
        "claim_places",
        sa.Column("claim_n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("relation", sa.String(length=10), nullable=False),
        sa.Column("entity", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("radius_km", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("claim_n", "place", name=("pk_claim_places")),
    )
    op.create_index(
        ("ix_claim_places_entity_claim_n"), "claim_places", ["entity", "claim_n"], unique=False
    )
    op.create_index(
        ("ix_claim_places_lat_lon_claim_n"), "claim_places", ["lat", "lon", "claim_n"], unique=False
    )
    op.create_table(
        "redactions",
        sa.Column("raw_sha256", sa.String(length=64), nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("redacted_at", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("raw_sha256", name=("pk_redactions")),
    )
    op.create_table(
        "reports",
        sa.Column("n", NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published", sa.String(length=40), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("extracted", sa.Boolean(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("reading_n", NUMBER, nullable=True),
        sa.PrimaryKeyConstraint("n", name=("pk_reports")),
        sa.UniqueConstraint("id", name=("uq_reports_id")),
    )
    op.create_index(("ix_reports_outlet"), "reports", ["outlet"], unique=False)
    op.create_index(("ix_reports_published"), "reports", ["published"], unique=False)
    op.create_index(("ix_reports_reading_n"), "reports", ["reading_n"], unique=False)
    op.create_index(("ix_reports_sha256"), "reports", ["sha256"], unique=False)
    op.create_index(("ix_reports_url"), "reports", ["url"], unique=False)
    op.create_table(
        "settings",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=("pk_settings")),
    )
    op.create_table(
        "takes",
        sa.Column("n", NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("raw_sha256", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("taken_at", sa.String(length=32), nullable=False),
        sa.Column("taken_by", sa.Text(), nullable=False),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=("pk_takes")),
        sa.UniqueConstraint("id", name=("uq_takes_id")),
    )
    op.create_index(("ix_takes_finished"), "takes", ["finished"], unique=False)
    op.create_index(("ix_takes_locator"), "takes", ["locator"], unique=False)
    op.create_index(("ix_takes_raw_sha256"), "takes", ["raw_sha256"], unique=False)
    op.create_table(
        "claims",
        sa.Column("n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("report_n", NUMBER, nullable=False),
        sa.Column("claim", sa.String(length=20), nullable=False),
        sa.Column("anchor", sa.String(length=80), nullable=False),
        sa.Column("event", sa.String(length=30), nullable=False),
        sa.Column("polarity", sa.String(length=10), nullable=False),
        sa.Column("reality", sa.String(length=10), nullable=False),
        sa.Column("stance", sa.String(length=10), nullable=False),
        sa.Column("quoted", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("day_from", sa.String(length=10), nullable=True),
        sa.Column("day_to", sa.String(length=10), nullable=True),
        sa.Column("published", sa.String(length=10), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("review", sa.String(length=10), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report_n"], ["reports.n"], name=("fk_claims_report_n")),
        sa.PrimaryKeyConstraint("n", name=("pk_claims")),
    )
    op.create_index(("ix_claims_anchor"), "claims", ["anchor"], unique=False)
    op.create_index(
        "ix_claims_by_confidence",
        "claims",
        [
            "confidence",
            "n",
            "review",
            "event",
            "polarity",
            "reality",
            "stance",
            "published",
            "outlet",
            "report_n",
            "day_from",
            "day_to",
        ],
        unique=False,
    )
    op.create_index(
        "ix_claims_by_day",
        "claims",
        [
            "day_from",
            "n",
            "review",
            "event",
            "polarity",
            "reality",
            "stance",
            "published",
            "outlet",
            "report_n",
            "day_to",
            "confidence",
            "origin",
        ],
        unique=False,
    )
    op.create_index(("ix_claims_event"), "claims", ["event"], unique=False)
    op.create_index(("ix_claims_origin"), "claims", ["origin"], unique=False)
    op.create_index(("ix_claims_outlet"), "claims", ["outlet"], unique=False)
    op.create_index(("ix_claims_report_n"), "claims", ["report_n"], unique=False)
    op.create_index(("ix_claims_review"), "claims", ["review"], unique=False)
    op.create_index(("ix_claims_stance"), "claims", ["stance"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("n", NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("report_n", NUMBER, nullable=False),
        sa.Column("anchor", sa.String(length=80), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("patch", sa.Text(), nullable=True),
        sa.Column("seen", sa.Text(), nullable=True),
        sa.Column("withdraws", sa.String(length=64), nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["report_n"], ["reports.n"], name=("fk_decisions_report_n")),
        sa.PrimaryKeyConstraint("n", name=("pk_decisions")),
        sa.UniqueConstraint("id", name=("uq_decisions_id")),
    )
    op.create_index(("ix_decisions_anchor"), "decisions", ["anchor"], unique=False)
    op.create_index(("ix_decisions_report_n"), "decisions", ["report_n"], unique=False)
    op.create_table(
        "failures",
        sa.Column("take_n", NUMBER, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["take_n"], ["takes.n"], name=("fk_failures_take_n")),
        sa.PrimaryKeyConstraint("take_n", "place", name=("pk_failures")),
    )
    op.create_table(
        "readings",
        sa.Column("n", NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("report_n", NUMBER, nullable=False),
        sa.Column("reader", sa.String(length=64), nullable=False),
        sa.Column("model", sa.String(length=64), nullable=False),
        sa.Column("riwaya", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report_n"], ["reports.n"], name=("fk_readings_report_n")),
        sa.PrimaryKeyConstraint("n", name=("pk_readings")),
        sa.UniqueConstraint("id", name=("uq_readings_id")),
    )
    op.create_index(("ix_readings_reader"), "readings", ["reader"], unique=False)
    op.create_index(("ix_readings_report_n"), "readings", ["report_n"], unique=False)
    op.create_table(
        "sightings",
        sa.Column("take_n", NUMBER, nullable=False),
        sa.Column("part", sa.String(length=200), nullable=False),
        sa.Column("report_n", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["report_n"], ["reports.n"], name=("fk_sightings_report_n")),
        sa.ForeignKeyConstraint(["take_n"], ["takes.n"], name=("fk_sightings_take_n")),
        sa.PrimaryKeyConstraint("take_n", "part", name=("pk_sightings")),
    )
    op.create_index(("ix_sightings_report_n"), "sightings", ["report_n"], unique=False)
    create_words(op.get_bind())
