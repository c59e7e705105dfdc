"""Exchange rates: the shipped ones, the user's own, and how they are updated."""
