"""The employer: its name and its industry."""
