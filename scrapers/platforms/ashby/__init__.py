"""Ashby's boards."""
