"""Spiders: one file per source, a declaration over its platform."""
