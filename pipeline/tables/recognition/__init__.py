"""Recognise what the columns of a table mean, from their names and values."""
