"""Pages with schema.org JobPosting markup."""
