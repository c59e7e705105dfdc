"""Duplicates in the database: fingerprints and the jobs of postings."""
