"""Whether a fingerprint is of a description that is cut off, and jobs listed twice.

Revision 0022, after 0020. The column is filled where postings are cleaned by newer rules. The
table begins with all postings of listings that share a job.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations import kinds

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.add_column(
        "fingerprint",
        sa.Column("cut", kinds.FLAGGED, nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "listed_twice",
        sa.Column("posting_id", kinds.TEXT, nullable=False),
        sa.PrimaryKeyConstraint("posting_id", name=op.f("pk_listed_twice")),
        sqlite_strict=True,
    )
    op.execute(
        "INSERT INTO listed_twice SELECT posting_id FROM same_job"
        " JOIN fingerprint USING (posting_id) WHERE listing IS NOT NULL"
    )
