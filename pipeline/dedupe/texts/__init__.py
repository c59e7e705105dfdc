"""Compare the descriptions of two postings."""
