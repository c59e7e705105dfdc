"""The department of a job, and shares in the employer.

Revision 0018, after 0017. The columns are filled where postings are cleaned by newer rules.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations import kinds

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    for name in ("department", "equity"):
        op.add_column("job_posting", sa.Column(name, kinds.TEXT, nullable=True))
