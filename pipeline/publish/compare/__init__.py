"""The comparison of two roles."""
