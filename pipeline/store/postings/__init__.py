"""Postings in the database: raw, cleaned, and their counts."""
