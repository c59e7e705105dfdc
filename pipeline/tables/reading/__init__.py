"""Read table files of any common kind to column names and rows of text."""
