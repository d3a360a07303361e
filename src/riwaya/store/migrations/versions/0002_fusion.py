"""Incidents: what fusion keeps, and people's judgements."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables of fusion; what there is stays."""
    op.create_table(
        "incidents",
        sa.Column("n", NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("events", sa.Text(), nullable=False),
        sa.Column("place_entity", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("radius_km", sa.Float(), nullable=True),
        sa.Column("day_from", sa.String(length=10), nullable=True),
        sa.Column("day_to", sa.String(length=10), nullable=True),
        sa.Column("killed_low", sa.Float(), nullable=True),
        sa.Column("killed_high", sa.Float(), nullable=True),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=("pk_incidents")),
        sa.UniqueConstraint("id", name=("uq_incidents_id")),
    )
    op.create_index(
        ("ix_incidents_day_from_day_to"), "incidents", ["day_from", "day_to"], unique=False
    )
    op.create_index(("ix_incidents_lat_lon"), "incidents", ["lat", "lon"], unique=False)
    op.create_index(("ix_incidents_place_entity"), "incidents", ["place_entity"], unique=False)
    op.create_index(("ix_incidents_reports"), "incidents", ["reports"], unique=False)
    op.create_table(
        "judgements",
        sa.Column("n", NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("one", sa.String(length=140), nullable=False),
        sa.Column("other", sa.String(length=140), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("withdraws", sa.String(length=64), nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n", name=("pk_judgements")),
        sa.UniqueConstraint("id", name=("uq_judgements_id")),
    )
    op.create_index(("ix_judgements_one"), "judgements", ["one"], unique=False)
    op.create_index(("ix_judgements_other"), "judgements", ["other"], unique=False)
    op.create_table(
        "stretch_keys",
        sa.Column("key", NUMBER, autoincrement=False, nullable=False),
        sa.Column("report_n", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "report_n", name=("pk_stretch_keys")),
    )
    op.create_index(("ix_stretch_keys_report_n"), "stretch_keys", ["report_n"], unique=False)
    op.create_table(
        "telling_claims",
        sa.Column("claim_n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("telling_n", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("claim_n", name=("pk_telling_claims")),
    )
    op.create_index(("ix_telling_claims_telling_n"), "telling_claims", ["telling_n"], unique=False)
    op.create_table(
        "telling_keys",
        sa.Column("key", NUMBER, autoincrement=False, nullable=False),
        sa.Column("telling_n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("few", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", "telling_n", name=("pk_telling_keys")),
    )
    op.create_index(("ix_telling_keys_telling_n"), "telling_keys", ["telling_n"], unique=False)
    op.create_table(
        "telling_pairs",
        sa.Column("one", NUMBER, autoincrement=False, nullable=False),
        sa.Column("other", NUMBER, autoincrement=False, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("one", "other", name=("pk_telling_pairs")),
    )
    op.create_index(("ix_telling_pairs_other"), "telling_pairs", ["other"], unique=False)
    op.create_table(
        "fused",
        sa.Column("report_n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("stretches", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report_n"], ["reports.n"], name=("fk_fused_report_n")),
        sa.PrimaryKeyConstraint("report_n", name=("pk_fused")),
    )
    op.create_table(
        "tellings",
        sa.Column("n", NUMBER, autoincrement=True, nullable=False),
        sa.Column("key", sa.String(length=70), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("report_n", NUMBER, nullable=False),
        sa.Column("incident_n", NUMBER, nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report_n"], ["reports.n"], name=("fk_tellings_report_n")),
        sa.PrimaryKeyConstraint("n", name=("pk_tellings")),
        sa.UniqueConstraint("key", name=("uq_tellings_key")),
    )
    op.create_index(("ix_tellings_incident_n"), "tellings", ["incident_n"], unique=False)
    op.create_index(("ix_tellings_name"), "tellings", ["name"], unique=False)
    op.create_index(("ix_tellings_report_n"), "tellings", ["report_n"], unique=False)
