"""Figures that the next run of a source is compared with: flagged postings, and pay by employer.

Revision 0020, after 0019.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations import kinds

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.add_column("source_run", sa.Column("flagged", sa.Integer(), nullable=True))
    keys = ("source", "employer", "role", "level", "country", "currency")
    op.create_table(
        "source_pay",
        *(sa.Column(name, kinds.TEXT, nullable=False) for name in keys),
        sa.Column("median", kinds.MONEY, nullable=False),
        sa.PrimaryKeyConstraint(*keys, name=op.f("pk_source_pay")),
        sqlite_strict=True,
    )
