"""Alembic migrations: one revision for each released schema."""
