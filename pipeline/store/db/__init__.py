"""The database: engine, schema, transactions, locks, backups."""
