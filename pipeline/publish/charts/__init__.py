"""The charts of a report: marks in the rows of a table, columns of a country, bars of roles."""
