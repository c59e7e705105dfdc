"""Tables that people bring: read, cleaned, deduplicated."""
