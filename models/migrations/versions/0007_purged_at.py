"""When the body of a raw posting was purged.

Revision 0007, after 0006.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations import kinds

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.add_column("raw_posting", sa.Column("purged_at", kinds.UTC, nullable=True))
