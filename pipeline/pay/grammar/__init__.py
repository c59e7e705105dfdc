"""From tokens to spans: group figures into bands, and read the words around them."""
