"""The ai-jobs.net salary survey: read, kept beside the postings, and its medians."""
