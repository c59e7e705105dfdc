"""Readers of boards on Ashby."""
