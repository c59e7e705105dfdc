"""The audit of a table of postings: duplicates, bogus pay, what is missing, what it moves."""
