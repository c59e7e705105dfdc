"""Readers of the "Who is hiring?" threads of Hacker News."""
