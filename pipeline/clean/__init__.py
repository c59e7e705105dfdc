"""Clean a raw posting: the ordered stages from a raw posting to a cleaned one."""
