"""The sample data of Payband: three crawls with invented employers."""
