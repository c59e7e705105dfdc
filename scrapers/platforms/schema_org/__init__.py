"""Readers of pages with schema.org JobPosting markup."""
