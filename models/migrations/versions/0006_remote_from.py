"""Where a remote job may be done from.

Revision 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.add_column("job_posting", sa.Column("remote_from", sa.Text(), nullable=True))
