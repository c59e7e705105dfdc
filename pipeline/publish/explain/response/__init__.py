"""Find where the values of a posting stand in the archived response."""
