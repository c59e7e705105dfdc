"""Recognise the words of a comment: jobs, pay, places, terms, and what offers none."""
