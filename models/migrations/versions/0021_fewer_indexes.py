"""Drop the index of status changes by run: no query uses it, and each new posting paid for it.

Revision 0021, after 0020.
"""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.drop_index("ix_status_change_run_id", table_name="status_change")
