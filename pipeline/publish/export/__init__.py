"""Cleaned postings as files: CSV, JSON lines, Parquet, and their description."""
