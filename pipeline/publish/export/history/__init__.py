"""The history of a store as Parquet files, one for each month."""
