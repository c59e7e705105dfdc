"""From spans to bands: money, checks, the headline and the result."""
