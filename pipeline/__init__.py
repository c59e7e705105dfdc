"""CLEAN, KEEP, TELL: from raw postings to cleaned, stored, exported and reported ones."""
