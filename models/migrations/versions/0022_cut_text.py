"""Whether a description of which a fingerprint was made is cut off.

Revision 0022, after 0020. The column is filled where postings are cleaned by newer rules.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations import kinds

revision = "0022"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    cut = sa.Column("cut", kinds.FLAGGED, nullable=False, server_default=sa.false())
    op.add_column("fingerprint", cut)
