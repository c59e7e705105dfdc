"""Shared records, vocabularies and SQL tables. This package imports no other one of ours."""
