"""The cases of cleaning, as data: CSV and TOML files a reviewer can read in a diff."""
