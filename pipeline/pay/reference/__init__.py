"""Facts that pay is read by: currencies, units, periods, bounds, a year's constants."""
