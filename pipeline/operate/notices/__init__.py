"""Notices: what a user hears of a run, and how it is sent."""
