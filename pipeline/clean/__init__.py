"""From a raw posting to a cleaned one: the ordered stages."""
