"""From tokens to spans: which figures belong together, and what the words around them say."""
