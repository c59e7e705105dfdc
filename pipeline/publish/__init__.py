"""Publish: exports, the salary report, the comparison of roles, and their pages."""
