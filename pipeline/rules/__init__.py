"""The rules of cleaning as data: CSV and TOML files that a reviewer can read in a diff."""
