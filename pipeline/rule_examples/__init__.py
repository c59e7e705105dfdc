"""The example of each row of the rules: what the row's own reader makes of it."""
