"""Fingerprints and jobs in the database."""
