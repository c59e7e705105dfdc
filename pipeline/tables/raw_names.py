"""The column names of RawPosting, which a table may use as they are."""

from models.raw import RawPosting
from models.record import columns

PLAIN_DESCRIPTION = "description"
KNOWN = (*(c.name for c in columns(RawPosting)), PLAIN_DESCRIPTION)
STRUCTURES = frozenset({"salary_fields", "extra"})
TEXTS = frozenset(KNOWN) - STRUCTURES
LISTS = frozenset({"location", "workplace", "employment", "level"})
"""Columns in which a JSON or Parquet file may have a list of texts."""
