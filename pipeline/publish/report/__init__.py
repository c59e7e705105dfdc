"""The salary report: population, figures, publication policy, page."""
