"""Which postings are one job: prints, their keys, and what was found.

Revision 0008, after 0007.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations import kinds

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "job_print",
        sa.Column("posting_id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("listing", sa.Text(), nullable=True),
        sa.Column("company", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("cities", sa.Text(), nullable=False),
        sa.Column("countries", sa.Text(), nullable=False),
        sa.Column("pay_min", kinds.MONEY, nullable=True),
        sa.Column("pay_max", kinds.MONEY, nullable=True),
        sa.Column("pay_currency", sa.Text(), nullable=True),
        sa.Column("posted_on", kinds.DAY, nullable=True),
        sa.Column("requisition", sa.Text(), nullable=True),
        sa.Column("addresses", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("shingles", sa.Integer(), nullable=False),
        sa.Column("sketch", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("posting_id", name=op.f("pk_job_print")),
        sqlite_strict=True,
    )
    op.create_table(
        "print_key",
        sa.Column("posting_id", sa.Text(), nullable=False),
        sa.Column("key", kinds.BIG, nullable=False),
        sa.PrimaryKeyConstraint("posting_id", "key", name=op.f("pk_print_key")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_print_key_key"), "print_key", ["key"])
    op.create_table(
        "job_pending",
        sa.Column("posting_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("posting_id", name=op.f("pk_job_pending")),
        sqlite_strict=True,
    )
    op.create_table(
        "same_job",
        sa.Column("posting_id", sa.Text(), nullable=False),
        sa.Column("duplicate_of", sa.Text(), nullable=False),
        sa.Column("matched", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("posting_id", name=op.f("pk_same_job")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_same_job_duplicate_of"), "same_job", ["duplicate_of"])
    op.drop_column("job_posting", "duplicate_of")
