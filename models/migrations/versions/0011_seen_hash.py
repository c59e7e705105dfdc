"""Add content_hash and purged_at to posting_life: an unchanged day reads only that table.

Revision 0011, after 0010.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations import kinds

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    hashed = sa.Column("content_hash", kinds.TEXT, nullable=False, server_default="")
    op.add_column("posting_life", hashed)
    op.add_column("posting_life", sa.Column("purged_at", kinds.UTC, nullable=True))
    theirs = "FROM raw_posting WHERE raw_posting.posting_id = posting_life.posting_id"
    op.execute(
        f"UPDATE posting_life SET content_hash = (SELECT content_hash {theirs}),"  # noqa: S608  # ours
        f" purged_at = (SELECT purged_at {theirs}) WHERE EXISTS (SELECT 1 {theirs})"
    )
    op.drop_column("raw_posting", "content_hash")
    op.drop_column("raw_posting", "purged_at")
