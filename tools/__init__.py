"""Tools for people who work on Payband. They are in a checkout only, not in the wheel."""
