"""The database: engine, schema, transactions, locks, copies."""
