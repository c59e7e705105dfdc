"""Postings in the database: raw, cleaned, and how much there is."""
