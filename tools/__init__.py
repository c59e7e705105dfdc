"""What the people who work on Payband run; none of it is installed."""
