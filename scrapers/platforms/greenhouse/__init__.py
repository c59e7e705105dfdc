"""Readers of boards on Greenhouse."""
