"""The store: a SQL database of postings, their status, runs and duplicates."""
