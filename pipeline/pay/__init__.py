"""The reader of pay: tokens, grammar, bands, bounds, annual figures, dated exchange rates."""
