"""Dates of a posting: the day it was posted and the day it closes."""
