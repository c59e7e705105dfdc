"""Text is compared by its bytes in PostgreSQL, too, whatever language the database is set to.

Revision 0010, after 0009. Rows stay as they are; the indexes of text are made anew.
"""

from alembic import op
from sqlalchemy import inspect

from models.migrations import kinds

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = """benchmark crawl_run issue job_pending job_posting job_print page posting_life
posting_version print_key quarantine raw_posting run salary_band same_job sighting source_run"""


def upgrade() -> None:
    """Apply the change."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        return  # does so by itself
    of_text = kinds.TEXT.compile(connection.dialect)
    for table in TABLES.split():
        found = inspect(connection).get_columns(table)
        texts = [c["name"] for c in found if str(c["type"]).startswith("TEXT")]
        changes = (f'ALTER COLUMN "{name}" TYPE {of_text}' for name in texts)
        op.execute(f"ALTER TABLE {table} {', '.join(changes)}")
