"""Lifecycle of postings: first seen, changed, closed, reposted."""
