"""The salary report: population, statistics, publication policy, chart and page."""
