"""One posting explained, from the response to the figures it is in."""
