"""The salary report: population, statistics, publication policy and page."""
