"""A page may lie beyond the first 2 GB of its archive file.

Revision 0012, after 0011. SQLite's integers hold that anyway.
"""

from alembic import op

from models.migrations import kinds

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("page", "offset", type_=kinds.BIG)
