"""Export cleaned postings as CSV, JSON lines or Parquet, with a data package description."""
