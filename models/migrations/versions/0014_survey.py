"""The table of the salary survey is called `survey`.

Revision 0014, after 0013. Rows stay as they are. SQLite keeps the name of the primary key.
"""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.rename_table("benchmark", "survey")
    op.execute("ALTER TABLE survey RENAME COLUMN benchmark_id TO survey_id")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE survey RENAME CONSTRAINT pk_benchmark TO pk_survey")
