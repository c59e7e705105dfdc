"""What is asked for beside skills: education, years of experience; and the employer's industry.

Revision 0005, after 0004.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from models.migrations import kinds

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

COLUMNS: dict[str, Any] = {
    "education_required": kinds.FLAGGED,
    "education_fields": sa.Text(),
    "experience_min": sa.Integer(),
    "experience_max": sa.Integer(),
    "industry": sa.Text(),
}


def upgrade() -> None:
    """Apply the change."""
    for name, kind in COLUMNS.items():
        empty = sa.text("''") if name == "education_fields" else None
        op.add_column(
            "job_posting", sa.Column(name, kind, nullable=empty is None, server_default=empty)
        )
