"""Charts that stand in the rows of a table, so that chart and figures share one order."""
