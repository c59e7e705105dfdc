"""The sample that Payband ships: pages of four sources with invented employers."""
