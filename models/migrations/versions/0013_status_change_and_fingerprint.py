"""Tables by the words of the glossary: `status_change`, `fingerprint`, `fingerprint_key`.

Revision 0013, after 0012. Rows stay as they are. SQLite keeps the names of primary keys.
"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TABLES = (
    ("sighting", "status_change"),
    ("job_print", "fingerprint"),
    ("print_key", "fingerprint_key"),
)
INDEXES = (
    ("ix_sighting_run_id", "ix_status_change_run_id", "status_change", "run_id"),
    ("ix_print_key_key", "ix_fingerprint_key_key", "fingerprint_key", "key"),
)


def upgrade() -> None:
    """Apply the change."""
    of_postgresql = op.get_bind().dialect.name == "postgresql"
    for old, new in TABLES:
        op.rename_table(old, new)
        if of_postgresql:
            op.execute(f"ALTER TABLE {new} RENAME CONSTRAINT pk_{old} TO pk_{new}")
    for old, new, table, column in INDEXES:
        if of_postgresql:
            op.execute(f"ALTER INDEX {old} RENAME TO {new}")
        else:
            op.drop_index(old, table_name=table)
            op.create_index(new, table, [column])
    op.execute("ALTER TABLE posting_life RENAME COLUMN turns TO status_changes")
