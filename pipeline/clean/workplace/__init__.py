"""On site, hybrid or remote."""
