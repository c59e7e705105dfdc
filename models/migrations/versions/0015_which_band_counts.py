"""Which band counts and why, the middle of its year, and the facts that reports tell apart.

Revision 0015, after 0014. The columns are filled where postings are cleaned by newer rules.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from models.migrations import kinds

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

COLUMNS: dict[str, Any] = {
    "annual_mid": kinds.MONEY,
    "headline_by": kinds.TEXT,
    "bands": sa.Integer(),
    "span_min": kinds.MONEY,
    "span_max": kinds.MONEY,
    "net": kinds.FLAGGED,
    "facts": kinds.TEXT,
}


def upgrade() -> None:
    """Apply the change."""
    for name, kind in COLUMNS.items():
        empty = sa.text("''") if name == "facts" else None
        op.add_column(
            "job_posting", sa.Column(name, kind, nullable=empty is None, server_default=empty)
        )
