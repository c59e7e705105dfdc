"""Reference data of pay: currencies, units, periods, bounds, hours and months of a year."""
