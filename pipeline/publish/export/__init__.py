"""Export cleaned postings as CSV, JSON lines, Parquet or Excel, with a data package description."""
