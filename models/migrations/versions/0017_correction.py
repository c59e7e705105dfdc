"""Corrections of values, made by people.

Revision 0017, after 0016.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations import kinds

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "correction",
        sa.Column("posting_id", kinds.TEXT, nullable=False),
        sa.Column("field", kinds.TEXT, nullable=False),
        sa.Column("value", kinds.TEXT, nullable=False),
        sa.Column("was", kinds.TEXT, nullable=False),
        sa.Column("why", kinds.TEXT, nullable=False),
        sa.Column("at", kinds.UTC, nullable=False),
        sa.Column("content_hash", kinds.TEXT, nullable=False),
        sa.PrimaryKeyConstraint("posting_id", "field", name=op.f("pk_correction")),
        sqlite_strict=True,
    )
