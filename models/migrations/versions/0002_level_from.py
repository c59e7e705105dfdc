"""Where the level was read, its code, and the title in short.

Revision 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

COLUMNS = ("title_short", "level_from", "experience_level")


def upgrade() -> None:
    """Apply the change."""
    for name in COLUMNS:
        op.add_column("job_posting", sa.Column(name, sa.Text(), nullable=True))
