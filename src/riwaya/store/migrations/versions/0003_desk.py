"""The desk: people, their tokens and acts, second readings, gradings, saved filters."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables of the desk; what there is stays."""
    op.create_table(
        "acts",
        sa.Column("n", NUMBER, autoincrement=True, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("act", sa.String(length=30), nullable=False),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n", name=("pk_acts")),
    )
    op.create_index(("ix_acts_act"), "acts", ["act"], unique=False)
    op.create_index(("ix_acts_at"), "acts", ["at"], unique=False)
    op.create_index(("ix_acts_person"), "acts", ["person"], unique=False)
    op.create_table(
        "attempts",
        sa.Column("n", NUMBER, autoincrement=True, nullable=False),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=("pk_attempts")),
    )
    op.create_index(("ix_attempts_who_at"), "attempts", ["who", "at"], unique=False)
    op.create_table(
        "gradings",
        sa.Column("n", NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("incident", sa.String(length=20), nullable=False),
        sa.Column("airwars", sa.String(length=40), nullable=False),
        sa.Column("admiralty", sa.String(length=10), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("withdraws", sa.String(length=64), nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n", name=("pk_gradings")),
        sa.UniqueConstraint("id", name=("uq_gradings_id")),
    )
    op.create_index(("ix_gradings_incident"), "gradings", ["incident"], unique=False)
    op.create_table(
        "people",
        sa.Column("n", NUMBER, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=("pk_people")),
        sa.UniqueConstraint("name", name=("uq_people_name")),
    )
    op.create_table(
        "saved_filters",
        sa.Column("n", NUMBER, autoincrement=True, nullable=False),
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("page", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("n", name=("pk_saved_filters")),
    )
    op.create_index(
        "uq_saved_filters_person", "saved_filters", ["person", "page", "name"], unique=True
    )
    op.create_table(
        "second_readings",
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
        sa.PrimaryKeyConstraint("n", name=("pk_second_readings")),
        sa.UniqueConstraint("id", name=("uq_second_readings_id")),
    )
    op.create_index(("ix_second_readings_anchor"), "second_readings", ["anchor"], unique=False)
    op.create_index(("ix_second_readings_report_n"), "second_readings", ["report_n"], unique=False)
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("person_n", NUMBER, nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("seen_at", sa.String(length=32), nullable=False),
        sa.Column("expires_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=("pk_sessions")),
    )
    op.create_index(("ix_sessions_person_n"), "sessions", ["person_n"], unique=False)
    op.create_table(
        "tokens",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("scope", sa.String(length=10), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("expires_at", sa.String(length=32), nullable=True),
        sa.Column("revoked_at", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=("pk_tokens")),
    )
    op.create_index(("ix_tokens_person"), "tokens", ["person"], unique=False)
