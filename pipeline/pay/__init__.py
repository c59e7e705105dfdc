"""Read pay from text: tokens, grammar, bands, bounds, annual amounts, US dollars."""
