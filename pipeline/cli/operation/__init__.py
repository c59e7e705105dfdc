"""Commands that keep Payband running."""
