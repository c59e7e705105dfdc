"""Runs, what each crawl saw, and the records that were refused."""
