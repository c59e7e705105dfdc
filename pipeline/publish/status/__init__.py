"""How the sources are doing: a page, and metrics for Prometheus."""
