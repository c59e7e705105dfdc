"""From spans to bands: amounts, checks, the headline and the result."""
