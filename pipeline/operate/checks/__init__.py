"""Checks of `payband doctor`: the machine, the settings, the store, and what can be reached."""
