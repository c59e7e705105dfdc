"""Hacker News' hiring threads."""
