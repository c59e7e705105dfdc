"""One file per source: a declaration over its platform."""
