"""The sample data of Payband: pages of four sources with invented employers."""
