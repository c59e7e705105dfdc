"""The archive: every response as received, in WARC files (ISO 28500)."""
