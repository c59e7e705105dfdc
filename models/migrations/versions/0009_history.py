"""A posting's history, and what each source came to in a run.

Revision 0009, after 0008. Postings already there are open since they were first seen.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations import kinds

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    _lives()
    _history()
    op.drop_index("ix_raw_posting_source", table_name="raw_posting")
    op.create_index("ix_raw_posting_source", "raw_posting", ["source", "board", "posting_id"])
    op.create_index("ix_job_posting_closes_on", "job_posting", ["closes_on"])
    counts = ("postings", "pay", "location", "role", "company", "posted_on")
    turns = ("opened", "closed", "expired")
    op.create_table(
        "source_run",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("at", kinds.UTC, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in counts + turns),
        sa.Column("accepted", kinds.FLAGGED, nullable=False),
        sa.Column("message", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("run_id", "source", name=op.f("pk_source_run")),
        sqlite_strict=True,
    )


def _lives() -> None:
    never = "1970-01-01T00:00:00Z"
    for added in (
        sa.Column("status_at", kinds.UTC, nullable=False, server_default=never),
        sa.Column("turns", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("absent_since", kinds.UTC, nullable=True),
        sa.Column("gone_at", kinds.UTC, nullable=True),
        sa.Column("repost_of", sa.Text(), nullable=True),
    ):
        op.add_column("posting_life", added)
    op.execute("UPDATE posting_life SET status_at = first_seen")


def _history() -> None:
    op.create_table(
        "posting_version",
        sa.Column("posting_id", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=True),
        sa.Column("at", kinds.UTC, nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("was", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("posting_id", "n", name=op.f("pk_posting_version")),
        sqlite_strict=True,
    )
    op.create_table(
        "sighting",
        sa.Column("posting_id", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=True),
        sa.Column("at", kinds.UTC, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("posting_id", "n", name=op.f("pk_sighting")),
        sqlite_strict=True,
    )
    op.create_index("ix_sighting_run_id", "sighting", ["run_id"])
    op.execute(
        "INSERT INTO posting_version (posting_id, n, run_id, at, content_hash, was)"
        " SELECT posting_id, 1, run_id, fetched_at, content_hash, '{}' FROM raw_posting"
        " WHERE fetched_at IS NOT NULL"
    )
    op.execute(
        "INSERT INTO sighting (posting_id, n, at, status, reason)"
        " SELECT posting_id, 1, first_seen, 'open', 'seen' FROM posting_life"
    )
