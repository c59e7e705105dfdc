"""Greenhouse's boards."""
