"""Workplace of a job: on site, hybrid or remote."""
