"""A table for salary data sets to compare with.

Revision 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations import kinds

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "benchmark",
        sa.Column("dataset", sa.Text(), nullable=False),
        sa.Column("benchmark_id", sa.Text(), nullable=False),
        sa.Column("work_year", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("employment_type", sa.Text(), nullable=True),
        sa.Column("workplace", sa.Text(), nullable=True),
        sa.Column("employee_country", sa.Text(), nullable=False),
        sa.Column("company_country", sa.Text(), nullable=False),
        sa.Column("company_size", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("pay_min", kinds.MONEY, nullable=False),
        sa.Column("pay_max", kinds.MONEY, nullable=False),
        sa.Column("usd_min", kinds.MONEY, nullable=False),
        sa.Column("usd_max", kinds.MONEY, nullable=False),
        sa.Column("is_band", kinds.FLAGGED, nullable=False),
        sa.Column("is_clipped", kinds.FLAGGED, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("dataset", "benchmark_id", name=op.f("pk_benchmark")),
        sqlite_strict=True,
    )
