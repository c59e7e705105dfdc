"""First tables.

Revision 0001, the first.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations import kinds

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "crawl_run",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("board", sa.Text(), nullable=False),
        sa.Column("started_at", kinds.UTC, nullable=False),
        sa.Column("finished_at", kinds.UTC, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("responses", sa.Integer(), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("quarantined", sa.Integer(), nullable=False),
        sa.Column("ruled_out", sa.Integer(), nullable=False),
        sa.Column("message", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("run_id", "source", "board", name=op.f("pk_crawl_run")),
        sqlite_strict=True,
    )
    op.create_table(
        "issue",
        sa.Column("posting_id", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("raw_value", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("posting_id", "n", name=op.f("pk_issue")),
        sqlite_strict=True,
    )
    op.create_index("ix_issue_code", "issue", ["code"], unique=False)
    op.create_table(
        "job_posting",
        sa.Column("posting_id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_key", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("company", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("role_family", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("ai_relevance", sa.Text(), nullable=True),
        sa.Column("employment_type", sa.Text(), nullable=True),
        sa.Column("workplace", sa.Text(), nullable=True),
        sa.Column("location", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("posted_on", kinds.DAY, nullable=True),
        sa.Column("closes_on", kinds.DAY, nullable=True),
        sa.Column("salary_text", sa.Text(), nullable=True),
        sa.Column("salary_min", kinds.MONEY, nullable=True),
        sa.Column("salary_max", kinds.MONEY, nullable=True),
        sa.Column("salary_currency", sa.Text(), nullable=True),
        sa.Column("salary_period", sa.Text(), nullable=True),
        sa.Column("salary_kind", sa.Text(), nullable=True),
        sa.Column("salary_origin", sa.Text(), nullable=True),
        sa.Column("annual_min", kinds.MONEY, nullable=True),
        sa.Column("annual_max", kinds.MONEY, nullable=True),
        sa.Column("annual_min_usd", kinds.MONEY, nullable=True),
        sa.Column("annual_max_usd", kinds.MONEY, nullable=True),
        sa.Column("fx_date", kinds.DAY, nullable=True),
        sa.Column("salary_status", sa.Text(), nullable=True),
        sa.Column("flags", sa.Text(), nullable=False),
        sa.Column("skills", sa.Text(), nullable=False),
        sa.Column("education", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("duplicate_of", sa.Text(), nullable=True),
        sa.Column("rules_version", sa.Text(), nullable=True),
        sa.Column("raw_hash", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("posting_id", name=op.f("pk_job_posting")),
        sqlite_strict=True,
    )
    op.create_index("ix_job_posting_source", "job_posting", ["source"], unique=False)
    op.create_table(
        "posting_life",
        sa.Column("posting_id", sa.Text(), nullable=False),
        sa.Column("first_seen", kinds.UTC, nullable=False),
        sa.Column("last_seen", kinds.UTC, nullable=False),
        sa.Column("closed_on", kinds.DAY, nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("posting_id", name=op.f("pk_posting_life")),
        sqlite_strict=True,
    )
    op.create_table(
        "quarantine",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("board", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("run_id", "source", "n", name=op.f("pk_quarantine")),
        sqlite_strict=True,
    )
    op.create_table(
        "raw_posting",
        sa.Column("posting_id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_key", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("board", sa.Text(), nullable=False),
        sa.Column("company", sa.Text(), nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("workplace", sa.Text(), nullable=False),
        sa.Column("employment", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("salary", sa.Text(), nullable=False),
        sa.Column("salary_fields", sa.Text(), nullable=False),
        sa.Column("posted", sa.Text(), nullable=False),
        sa.Column("closes", sa.Text(), nullable=False),
        sa.Column("description_html", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("extra", sa.Text(), nullable=False),
        sa.Column("fetched_at", kinds.UTC, nullable=True),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("posting_id", name=op.f("pk_raw_posting")),
        sqlite_strict=True,
    )
    op.create_index("ix_raw_posting_source", "raw_posting", ["source", "board"], unique=False)
    op.create_table(
        "run",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("started_at", kinds.UTC, nullable=False),
        sa.Column("finished_at", kinds.UTC, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("replayed", kinds.FLAGGED, nullable=False),
        sa.Column("archive", sa.Text(), nullable=True),
        sa.Column("rules_version", sa.Text(), nullable=True),
        sa.Column("version", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_run")),
        sqlite_strict=True,
    )
    op.create_table(
        "salary_band",
        sa.Column("posting_id", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("headline", kinds.FLAGGED, nullable=False),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("min", kinds.MONEY, nullable=True),
        sa.Column("max", kinds.MONEY, nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("currency_inferred", kinds.FLAGGED, nullable=False),
        sa.Column("period", sa.Text(), nullable=True),
        sa.Column("period_inferred", kinds.FLAGGED, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("months", kinds.MONEY, nullable=True),
        sa.Column("net", kinds.FLAGGED, nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("annual_min", kinds.MONEY, nullable=True),
        sa.Column("annual_max", kinds.MONEY, nullable=True),
        sa.Column("flags", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("posting_id", "n", name=op.f("pk_salary_band")),
        sqlite_strict=True,
    )
